# ruff: noqa: E501 - a pattern reads better on one line than torn apart
"""The opt-in form on a page, as its markup states it (scripts are a browser's business)."""

from __future__ import annotations

from functools import lru_cache

from selectolax.lexbor import LexborHTMLParser, LexborNode

from portal.rules.facts.controls import MOST_CONTROLS, Controls
from portal.rules.facts.form_marks import read_marks
from portal.rules.facts.lines import Grep, Lines, fold_lines
from portal.rules.facts.pages import LARGEST_KEPT, MOST_WORDS, Page, link_words, read_page, text_of
from portal.rules.facts.patterns import pattern
from portal.rules.facts.senders import page_names
from portal.rules.facts.signs import (
    condition_denied,
    consent_patterns,
    frequency,
    help_line,
    privacy_mention,
    rates_line,
    stop_line,
    terms_mention,
)
from portal.rules.facts.text import normalize, sentences_of
from portal.rules.subjects import Brand, CheckBox, OptInForm

_ABOUT_TEXTS = pattern(r"\b(?:sms|mms|texts?|text messag[a-z]*|texting|messages?|mensajes)\b")
_CONSENTS = pattern(
    r"\b(?:consent|agree|opt[- ]?in|opting in|receive|yes|authori[sz]e|sign me up|subscribe|would like|want|permission|allow|accept|send me|text me|keep me|notify me)\b"
)
_ABOUT_SMS = pattern(
    r"\b(?:sms|mms|text messag[a-z]*|texts?|texted|texting|messages? (?:and|&) data|msg|reply stop|automated messages|mobile alerts)\b"
)
_CONSENTS_TO_TEXTS = pattern(
    r"\b(?:consent|agree|opt(?:ing)?[- ]?in|authori[sz]e|permission|sign up|subscribe)\b[^.]{0,120}\b(?:sms|mms|texts?|text messag[a-z]*|texting)\b"
)
_SMS_NAME = pattern(
    r"(?:^|[^a-z])(?:sms|mms|txt)(?:[^a-z]|$)|sms[-_]?(?:consent|opt|agree|ok|updates|alerts|marketing)|text[-_ ]?(?:consent|opt|messag|alerts|me\b|updates)|(?:consent|opt[-_]?in|agree)[-_]?(?:to[-_]?)?(?:sms|text)"
)
_GENERIC_LABEL = pattern(
    r"^[^.]{0,60}\b(?:agree|consent|yes|accept|opt[- ]?in|subscribe|sign me up|confirm)\b[^.]{0,40}\.?$"
)
_ONLY_LEGAL = pattern(r"\b(?:terms|privacy|conditions|policy|age|18|21)\b")
# "By opting in below, you agree to receive texts for what you select": the boxes below are the consent.
_BOXES_BELOW = pattern(
    r"\bby (?:opting in|checking|selecting|ticking|choosing|marking)[^.]{0,60}\b(?:below|box|boxes|options?|following)\b[^.]{0,120}\b(?:sms|texts?|text messag[a-z]*)\b"
    r"|\b(?:select|check|choose|tick)\b[^.]{0,60}\b(?:which|what|the)\b[^.]{0,40}\b(?:sms|texts?|text messag[a-z]*)\b[^.]{0,60}\b(?:receive|like|want|below)\b"
)
_ABOUT_PROGRAM = pattern(
    r"\b(?:sms|text(?:ing)?|text messag[a-z]*|mobile messag[a-z]*)\b[^.]{0,40}\b(?:opt[- ]?in|consent|sign[- ]?up|enrol[a-z]*|subscri[a-z]*|program|communications?|alerts|updates|club|terms|policy|notifications|messaging|registration)\b"
    r"|\b(?:opt[- ]?in|consent|sign[- ]?up|subscribe|join|enrol[a-z]*)\b[^.]{0,30}\b(?:sms|text|texts|texting|text messag[a-z]*)\b"
)
_HIDDEN_NAME = pattern(r"(?:consent|opt[-_ ]?in|sms|agree|subscribe)")
_YES = frozenset({"1", "true", "yes", "on", "y", "checked"})
_PRIVACY_ADDRESS = pattern(r"(?:https?://|www\.|/|\b[a-z0-9\-]+\.[a-z]{2,6}/)[^\s\"'<>)]*priva")
_TERMS_ADDRESS = pattern(r"(?:https?://|www\.|/|\b[a-z0-9\-]+\.[a-z]{2,6}/)[^\s\"'<>)]*(?:terms|conditions\b|/tos\b)")
# Those of the form's or the robot test's maker are not the sender's.
_FOREIGN = pattern(
    r"(?:policies\.google|google\.com/(?:policies|intl)|cloudflare\.com|hcaptcha\.com|stripe\.com|mailchimp\.com|formspree\.io|twilio\.com|jotform\.com|typeform\.com|squarespace\.com|wix\.com|calendly\.com)"
)
_LONGEST_AROUND = 4_000


def read_form(source: str, brand: Brand | None = None) -> OptInForm:
    """Find the form that takes a phone number and what stands beside it; without one ``found`` is false."""
    return _kept(source, brand) if len(source) <= LARGEST_KEPT else _read(source, brand)


def takes_phone(source: str) -> bool:
    """Whether the page has a field for a phone number; much cheaper than reading its form."""
    page = read_page(source)
    return page.tree is not None and _phone_field(page.tree, Controls(page.tree)) is not None


def _read(source: str, brand: Brand | None) -> OptInForm:
    page = read_page(source)
    if page.tree is None:
        links = (*page.links, *_written_links(page.text))
        return OptInForm(text=page.text, wording=page.text, found=False, links=links, brand=brand)
    tree, controls = page.tree, Controls(page.tree)
    field = _phone_field(tree, controls)
    region = _region(field, tree, controls)
    text = page.text if region is None or region.tag == "body" else text_of(region)
    nodes = _boxes(region, tree, controls) if region is not None else []
    boxes = tuple(controls.box(node) for node in nodes)
    consent_boxes = _consent_boxes(nodes, boxes, text, controls)
    beside = _beside(region, text, controls)
    return OptInForm(
        text=text,
        wording=_wording(text, consent_boxes, (*_program_lines(page), *beside), _described(field, nodes, controls)),
        found=field is not None,
        phone_field=field is not None,
        phone_required=field is not None and controls.required(field),
        boxes=boxes,
        consent_boxes=consent_boxes,
        links=(*page.links, *_buttons(tree), *_written_links(page.text)),
        hidden_consent=_hidden_consent(tree),
        brand=brand,
        page_names=page_names(page),
        marks=read_marks(tree, field, region, tuple(box.label for box in consent_boxes)),
    )


_kept = lru_cache(maxsize=8)(_read)


def _phone_field(tree: LexborHTMLParser, controls: Controls) -> LexborNode | None:
    """The field most likely to take the mobile number: by type, name, label and shape, best in a form about texts."""
    best: LexborNode | None = None
    most = 0
    about: dict[int, int] = {}
    for node in tree.css("input")[:MOST_CONTROLS]:
        points = controls.phone_likeness(node)
        if points <= 0:
            continue
        form = _around(node, "form")
        if form is not None:
            if form.mem_id not in about:
                about[form.mem_id] = 4 if _speaks_of_texts(controls.words(form)) else 0
            points += about[form.mem_id]
        if points > most:
            best, most = node, points
    return best


def _speaks_of_texts(words: str) -> bool:
    folded = normalize(words).folded
    return _CONSENTS_TO_TEXTS.search(folded) is not None or stop_line(folded) is not None


def _around(node: LexborNode, tag: str) -> LexborNode | None:
    here = node.parent
    while here is not None and here.tag not in {tag, "body", "html"}:
        here = here.parent
    return here if here is not None and here.tag == tag else None


def _region(field: LexborNode | None, tree: LexborHTMLParser, controls: Controls) -> LexborNode | None:
    """The form around the field; where the markup has none, the nearest block that speaks of texts."""
    form = _around(field, "form") if field is not None else None
    if form is not None:
        return _widened(form, controls)
    node = field.parent if field is not None else None
    largest = tree.body
    for _ in range(12):
        if node is None or node.tag == "body":
            break
        words = controls.words(node)
        if len(words) > 200 and _ABOUT_SMS.search(normalize(words).folded):
            return node
        node = node.parent
    return largest


def _widened(form: LexborNode, controls: Controls) -> LexborNode:
    """The form, or a block little larger than it when the fine print stands right outside the form."""
    around, node = [form], form
    for _ in range(3):
        parent = node.parent
        if parent is None or parent.tag in {"body", "html"} or len(controls.words(parent)) > _LONGEST_AROUND:
            break
        around.append(parent)
        node = parent
    whole = next((one for one in around if stop_line(normalize(controls.words(one)).folded)), None)
    return whole or next((one for one in around if _speaks_of_texts(controls.words(one))), form)


def _boxes(region: LexborNode, tree: LexborHTMLParser, controls: Controls) -> list[LexborNode]:
    """The boxes of the region; where none of them consents to texts, also one that stands outside every form."""
    inside = controls.boxes(region)
    if any(is_consent(controls.box(node)) for node in inside):
        return inside
    known = {node.mem_id for node in inside}
    outside = [
        node
        for node in controls.boxes(tree.body or region)
        if node.mem_id not in known and _around(node, "form") is None and is_consent(controls.box(node))
    ]
    return [*inside, *outside]


def _consent_boxes(
    nodes: list[LexborNode], boxes: tuple[CheckBox, ...], text: str, controls: Controls
) -> tuple[CheckBox, ...]:
    """The boxes that consent to texts: by their own words, by the words they point at or that point at them."""
    found = tuple(
        box for node, box in zip(nodes, boxes, strict=True) if is_consent(box) or _consents_beside(node, box, controls)
    )
    if found or not boxes or not _BOXES_BELOW.search(normalize(text).folded):
        return found
    return tuple(box for box in boxes if not _ONLY_LEGAL.search(normalize(box.label).folded))


def is_consent(box: CheckBox) -> bool:
    """Whether a box consents to texts, by its own words or its name."""
    folded = normalize(box.label).folded
    if _ABOUT_TEXTS.search(folded) and (_CONSENTS.search(folded) or stop_line(folded)):
        return True
    return _SMS_NAME.search(box.name.lower()) is not None and not (_ONLY_LEGAL.search(folded) and len(folded) < 80)


def _consents_beside(node: LexborNode, box: CheckBox, controls: Controls) -> bool:
    """A short "I agree" whose meaning stands in the element it points at or right behind it."""
    folded = normalize(box.label).folded
    described = normalize(controls.pointed_at(node, "aria-describedby")).folded
    if described and _CONSENTS_TO_TEXTS.search(described):
        return True
    if not _GENERIC_LABEL.search(folded) or _ONLY_LEGAL.search(folded):
        return False
    return _CONSENTS_TO_TEXTS.search(normalize(controls.said_after(node)).folded) is not None


def _described(field: LexborNode | None, nodes: list[LexborNode], controls: Controls) -> tuple[str, ...]:
    """What the field and the boxes point at as their description."""
    asked = [field] if field is not None else []
    told = (controls.pointed_at(node, "aria-describedby") for node in [*asked, *nodes[:20]])
    return tuple(words for words in told if words)


def _wording(text: str, boxes: tuple[CheckBox, ...], program: tuple[str, ...], described: tuple[str, ...]) -> str:
    """The consent words: the labels of the consent boxes and the lines of the form that speak of texts."""
    lines = _belonging(text)
    if not any(_ABOUT_SMS.search(normalize(line).folded) for line in lines):
        lines = []
    lines += [line for line in (*program, *described) if line not in lines and _belongs(line)]
    labels = [box.label for box in boxes]
    seen = normalize(" ".join(lines)).folded
    return "\n".join([*(label for label in labels if normalize(label).folded not in seen), *lines])[:MOST_WORDS]


_NEAR = Grep(_ABOUT_SMS, *consent_patterns())


def _belonging(text: str) -> list[str]:
    """The lines that belong to consent wording; one pass over the whole text picks those worth a closer look."""
    lines = text.split("\n")
    near = sorted(_NEAR.places(Lines(fold_lines(text))))
    return [lines[place] for place in near if _belongs(lines[place])]


def _belongs(line: str) -> bool:
    """Whether a line is about texts or holds one of the elements of consent wording; a bare "Text" is a choice."""
    folded = normalize(line).folded
    if folded.count(" ") < 2 and not stop_line(folded):
        return False
    return bool(
        _ABOUT_SMS.search(folded)
        or stop_line(folded)
        or rates_line(folded)
        or frequency(folded)
        or help_line(folded)
        or condition_denied(folded)
    )


def _program_lines(page: Page) -> tuple[str, ...]:
    """On a page that is about a text program as a whole, what it says about the program belongs to the form."""
    first = page.headings[0] if page.headings and page.levels[:1] == (1,) else ""
    if not _ABOUT_PROGRAM.search(normalize(f"{page.title}. {first}").folded):
        return ()
    return tuple(_belonging(page.text))


def _beside(region: LexborNode | None, text: str, controls: Controls) -> tuple[str, ...]:
    """The fine print right before or behind a form that says nothing of texts itself."""
    if region is None or region.tag != "form" or _speaks_of_texts(text):
        return ()
    found: list[str] = []
    for forward in (False, True):
        node = region.next if forward else region.prev
        for _ in range(4):
            if node is None or node.tag in {"form", "footer", "script"}:
                break
            words = controls.words(node) if node.tag != "-text" else ""
            if len(words) <= _LONGEST_BESIDE and _speaks_of_texts(words):
                found.append(words)
            node = node.next if forward else node.prev
    return tuple(found)


_LONGEST_BESIDE = 1_500


def _hidden_consent(tree: LexborHTMLParser) -> bool:
    for node in tree.css("input[type=hidden]")[:MOST_CONTROLS]:
        attributes = node.attributes
        if str(attributes.get("value") or "").lower() in _YES and _HIDDEN_NAME.search(
            str(attributes.get("name") or "").lower()
        ):
            return True
    return False


def _buttons(tree: LexborHTMLParser) -> tuple[tuple[str, str], ...]:
    """What is pressed to read the policy or the terms without being a link: buttons and marked-up words."""
    pressed = tree.css("button, [role=button], [role=link], [onclick], a:not([href]), [data-modal], [data-bs-target]")
    found = [(link_words(node), "") for node in pressed[:MOST_CONTROLS]]
    return tuple(
        one for one in found if one[0] and len(one[0]) <= 60 and (_names(one, "privacy") or _names(one, "terms"))
    )


def _written_links(text: str) -> tuple[tuple[str, str], ...]:
    """Addresses of the policy and the terms that are written out instead of linked."""
    folded = normalize(text).folded
    found = [
        (pattern_.search(folded), what) for pattern_, what in ((_PRIVACY_ADDRESS, "privacy"), (_TERMS_ADDRESS, "terms"))
    ]
    return tuple((what, match.group()) for match, what in found if match)


def _names(link: tuple[str, str], what: str) -> bool:
    mentions = privacy_mention if what == "privacy" else terms_mention
    words, href = link
    target = href.replace("-", " ").replace("/", " ").replace("_", " ").replace(".", " ")
    return mentions(normalize(f"{words} {target}").folded) is not None and not _FOREIGN.search(href.lower())


def has_link(form: OptInForm, what: str) -> bool:
    """Whether a link of the page leads to the privacy policy or the terms (``what`` is privacy or terms)."""
    return any(_names(link, what) for link in form.links)


def consent_sentences(form: OptInForm) -> list[str]:
    """The folded sentences of the consent words."""
    return [normalize(part).folded for part in sentences_of(form.wording)]
