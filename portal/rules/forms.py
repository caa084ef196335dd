"""The opt-in form on a page, as its markup states it (scripts are a browser's business)."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser, LexborNode

from portal.rules.form_marks import read_marks
from portal.rules.pages import read_html, read_page, words_of
from portal.rules.patterns import pattern
from portal.rules.signs import privacy_mention, stop_line, terms_mention
from portal.rules.subjects import Brand, CheckBox, OptInForm
from portal.rules.text import normalize, sentences_of

_PHONE_NAME = pattern(r"\b(?:phone|mobile|cell(?:phone)?|tel|telephone|sms)(?:\b|_|\d|number)|phone|mobile")
_NOT_PHONE = pattern(r"fax|microphone|headphone|mobile ?app")
_ABOUT_TEXTS = pattern(r"\b(?:sms|mms|texts?|text messag[a-z]*|texting|messages?|mensajes)\b")
_CONSENTS = pattern(
    r"\b(?:consent|agree|opt[- ]?in|receive|yes|authori[sz]e|sign me up|subscribe|would like|want|permission)\b"
)
_ABOUT_SMS = pattern(
    r"\b(?:sms|mms|text messag[a-z]*|texts?|messages? (?:and|&) data|msg|reply stop|automated messages)\b"
)
_HIDDEN_NAME = pattern(r"(?:consent|opt[-_ ]?in|sms|agree|subscribe)")
_YES = frozenset({"1", "true", "yes", "on", "y", "checked"})


def read_form(source: str, brand: Brand | None = None) -> OptInForm:
    """Find the form that takes a phone number and what stands beside it; without one ``found`` is false."""
    page = read_page(source)
    if page.tree is None:
        return OptInForm(text=page.text, wording=page.text, found=False, links=page.links, brand=brand)
    tree = page.tree
    field = _phone_field(tree)
    region = _region(field, tree)
    text = read_html(region.html or "").text if region is not None else page.text
    boxes = _boxes(region, tree) if region is not None else ()
    consent_boxes = tuple(box for box in boxes if _is_consent(box))
    wording = _wording(text, consent_boxes)
    return OptInForm(
        text=text,
        wording=wording,
        found=field is not None,
        phone_field=field is not None,
        phone_required=field is not None and _required(field, tree),
        boxes=boxes,
        consent_boxes=consent_boxes,
        links=page.links,
        hidden_consent=_hidden_consent(tree),
        brand=brand,
        marks=read_marks(tree, field, region, tuple(box.label for box in consent_boxes)),
    )


def _label(node: LexborNode, tree: LexborHTMLParser) -> str:
    """The words that belong to a control: its label, the label around it, or the text beside it."""
    attributes = node.attributes
    identity = attributes.get("id")
    words = ""
    if identity:
        words = " ".join(words_of(label) for label in tree.css("label[for]") if label.attributes.get("for") == identity)
    parent = node.parent
    for _ in range(3):
        if words or parent is None or parent.tag in {"form", "body"}:
            break
        words = words_of(parent)
        parent = parent.parent
    return words or (attributes.get("aria-label") or "")


def _phone_field(tree: LexborHTMLParser) -> LexborNode | None:
    """The field most likely to take the mobile number: ``type=tel`` first, then by name, label or placeholder."""
    named: LexborNode | None = None
    for node in tree.css("input"):
        attributes = node.attributes
        kind = (attributes.get("type") or "text").lower()
        if kind == "tel":
            return node
        if named is not None or kind not in {"text", "number", ""}:
            continue
        words = " ".join(str(attributes.get(key) or "") for key in ("name", "id", "placeholder", "autocomplete"))
        folded = normalize(f"{words} {_label(node, tree)[:80]}").folded
        if _PHONE_NAME.search(folded) and not _NOT_PHONE.search(folded):
            named = node
    return named


def _region(field: LexborNode | None, tree: LexborHTMLParser) -> LexborNode | None:
    """The form around the field; where the markup has none, the nearest block that speaks of texts."""
    node = field
    while node is not None and node.tag not in {"form", "body", "html"}:
        node = node.parent
    if node is not None and node.tag == "form":
        return _widened(node)
    node = field.parent if field is not None else None
    while node is not None and node.tag != "body":
        words = words_of(node)
        if len(words) > 200 and _ABOUT_SMS.search(normalize(words).folded):
            return node
        node = node.parent
    return tree.body


def _widened(form: LexborNode) -> LexborNode:
    """The form, or a block little larger than it when the fine print stands right outside the form."""
    node = form
    for _ in range(2):
        parent = node.parent
        if parent is None or parent.tag in {"body", "html"} or stop_line(normalize(words_of(node)).folded):
            break
        if len(words_of(parent)) > 2_500:
            break
        node = parent
    return node if stop_line(normalize(words_of(node)).folded) else form


def _required(node: LexborNode, tree: LexborHTMLParser) -> bool:
    attributes = node.attributes
    if "required" in attributes or attributes.get("aria-required") == "true":
        return True
    label = _label(node, tree)
    return len(label) < 80 and label.rstrip(" :").endswith("*")


def _boxes(region: LexborNode, tree: LexborHTMLParser) -> tuple[CheckBox, ...]:
    found = []
    for node in region.css("input[type=checkbox]"):
        attributes = node.attributes
        found.append(
            CheckBox(
                label=_label(node, tree),
                checked="checked" in attributes,
                required="required" in attributes or attributes.get("aria-required") == "true",
                name=str(attributes.get("name") or attributes.get("id") or ""),
            )
        )
    return tuple(found)


def _is_consent(box: CheckBox) -> bool:
    folded = normalize(box.label).folded
    return bool(_ABOUT_TEXTS.search(folded) and (_CONSENTS.search(folded) or stop_line(folded)))


def _wording(text: str, boxes: tuple[CheckBox, ...]) -> str:
    """The consent words: the labels of the consent boxes and the sentences of the form that speak of texts."""
    lines = [line for line in text.split("\n") if _ABOUT_SMS.search(normalize(line).folded)]
    labels = [box.label for box in boxes]
    seen = normalize(" ".join(lines)).folded
    return "\n".join([*(label for label in labels if normalize(label).folded not in seen), *lines])


def _hidden_consent(tree: LexborHTMLParser) -> bool:
    for node in tree.css("input[type=hidden]"):
        attributes = node.attributes
        if str(attributes.get("value") or "").lower() in _YES and _HIDDEN_NAME.search(
            str(attributes.get("name") or "").lower()
        ):
            return True
    return False


def has_link(form: OptInForm, what: str) -> bool:
    """Whether a link of the form leads to the privacy policy or the terms (``what`` is privacy or terms)."""
    mentions = privacy_mention if what == "privacy" else terms_mention
    return any(
        mentions(normalize(f"{words} {href.replace('-', ' ').replace('/', ' ')}").folded) for words, href in form.links
    )


def consent_sentences(form: OptInForm) -> list[str]:
    """The folded sentences of the consent words."""
    return [normalize(part).folded for part in sentences_of(form.wording)]
