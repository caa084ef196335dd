"""How an opt-in form is built: labels, distance, sizes, colours, links, scripts that tick, questions of age.

Only what the markup itself states; where a browser measured, its figures take the place of these.
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from portal.rules.facts.controls import LONGEST_LABEL, MOST_LABELS
from portal.rules.facts.pages import words_of
from portal.rules.facts.patterns import pattern
from portal.rules.facts.signs import privacy_mention, terms_mention
from portal.rules.facts.text import normalize
from portal.rules.subjects import FormMarks

_MOST_BOXES = 60
"""Check boxes that are looked at closely; each costs a walk through the page."""
_TICKS = re.compile(
    r"\.checked\s*=\s*(?:true|!0|1)\b|setAttribute\(\s*['\"]checked|\bprop\(\s*['\"]checked['\"]\s*,\s*(?:true|!0)"
)
_LENGTH = re.compile(r"font-size:\s*([\d.]{1,8})(px|pt|rem)")
_COLOUR = re.compile(r"(?:^|;)color:(#[0-9a-f]{3,6}|[a-z]+)")
_GROUND = re.compile(r"(?:^|;)background(?:-color)?:(#[0-9a-f]{3,6}|[a-z]+)")
# Sizes in em or percent hang on styles that the markup alone does not show, and are left to a browser.
_PIXELS = {"px": 1.0, "pt": 4 / 3, "rem": 16.0}
_FONT_ELEMENT = {"1": 10.0, "2": 13.0}
_NAMED = {
    "white": "#ffffff", "black": "#000000", "gray": "#808080", "grey": "#808080", "silver": "#c0c0c0",
    "lightgray": "#d3d3d3", "lightgrey": "#d3d3d3", "darkgray": "#a9a9a9", "darkgrey": "#a9a9a9",
    "gainsboro": "#dcdcdc", "whitesmoke": "#f5f5f5", "dimgray": "#696969", "dimgrey": "#696969",
}  # fmt: skip
_DATE_PART = pattern(
    r"\b(?:birth[ _\-]?(?:date|day|year|month)?|dob|date of birth|bday|year of birth)\b|birthdate|dateofbirth"
)
_YES_NO_AGE = pattern(
    r"\b(?:are you|i am|i'm|i confirm (?:that )?i am|you must be|yes,? i am)[^.?]{0,30}"
    r"\b(?:over|at least|older than|above)? ?(?:18|19|21)\b"
    r"|\b(?:18|21)(?:\+| or older| years (?:of age|old)| and over)"
)
_UNSEEN_INPUT = frozenset({"hidden", "submit", "button", "reset", "image"})


def read_marks(
    tree: LexborHTMLParser, field: LexborNode | None, region: LexborNode | None, consent_labels: tuple[str, ...]
) -> FormMarks:
    """The marks of the form around ``field``; ``consent_labels`` are the words beside its consent boxes."""
    if region is None:
        return FormMarks()
    boxes = region.css("input[type=checkbox]")[:_MOST_BOXES]
    boxes = [node for node in boxes if _words_beside(node, tree, consent_labels)]
    links = [node for node in region.css("a[href]") if _leads(node)]
    return FormMarks(
        phone_label=_phone_label(field, tree) if field is not None else "",
        boxes_labelled=all(_labelled(node, tree) for node in boxes),
        controls_between=_between(region, field, boxes) if field is not None and boxes else None,
        font_px=_smallest(boxes, tree),
        contrast=_contrast(boxes, tree),
        ticked_by_script=any(_script_ticks(tree, node) for node in boxes),
        tucked_away=any(_tucked(node) for node in boxes),
        same_tab=tuple(words_of(node) for node in links if node.attributes.get("target") != "_blank"),
        leading_nowhere=tuple(words_of(node) for node in links if _nowhere(node)),
        age_question=_age_question(region),
    )


def _words_beside(node: LexborNode, tree: LexborHTMLParser, labels: tuple[str, ...]) -> bool:
    words = {words_of(label)[:LONGEST_LABEL] for label in _labels(node, tree)}
    parent = node.parent
    for _ in range(3):
        if words & set(labels) or parent is None or parent.tag in {"form", "body"}:
            break
        words.add(words_of(parent)[:LONGEST_LABEL])
        parent = parent.parent
    return bool(words & set(labels))


def _labels(node: LexborNode, tree: LexborHTMLParser) -> list[LexborNode]:
    identity = node.attributes.get("id")
    found = [one for one in tree.css("label[for]") if identity and one.attributes.get("for") == identity][:MOST_LABELS]
    parent = node.parent
    while parent is not None and parent.tag not in {"form", "body"}:
        if parent.tag == "label":
            found.append(parent)
        parent = parent.parent
    return found


def _labelled(node: LexborNode, tree: LexborHTMLParser) -> bool:
    attributes = node.attributes
    return bool(_labels(node, tree) or attributes.get("aria-label") or attributes.get("aria-labelledby"))


def _phone_label(node: LexborNode, tree: LexborHTMLParser) -> str:
    attributes = node.attributes
    if _labelled(node, tree) or attributes.get("title"):
        return "label"
    parent = node.parent
    for _ in range(2):
        if parent is None or parent.tag in {"form", "body"}:
            break
        if 2 < len(words_of(parent)) <= 80:
            return "label"
        parent = parent.parent
    before = node.prev
    while before is not None and before.tag == "-text" and not (before.text_content or "").strip():
        before = before.prev
    if before is not None and (before.tag == "-text" or before.tag in {"span", "div", "p", "strong", "b", "label"}):
        words = before.text_content if before.tag == "-text" else words_of(before)
        if 2 < len((words or "").strip()) <= 80:
            return "label"
    return "placeholder" if (attributes.get("placeholder") or "").strip() else "none"


def _between(region: LexborNode, field: LexborNode, boxes: list[LexborNode]) -> int | None:
    """How many other fields stand between the phone field and the nearest consent box, in the page's order."""
    order = [node for node in region.css("input, select, textarea") if _seen(node)]
    places = {node.mem_id: place for place, node in enumerate(order)}
    if field.mem_id not in places:
        return None
    here = places[field.mem_id]
    away = [abs(places[box.mem_id] - here) - 1 for box in boxes if box.mem_id in places]
    return max(0, min(away)) if away else None


def _seen(node: LexborNode) -> bool:
    return (node.attributes.get("type") or "text").lower() not in _UNSEEN_INPUT


def _styles(nodes: list[LexborNode], tree: LexborHTMLParser) -> list[str]:
    """The inline styles that reach the words beside each box, the innermost first."""
    found = []
    for node in nodes:
        start: LexborNode | None = next(iter(_labels(node, tree)), node.parent)
        inner = start.css("[style]")[:_MOST_INNER] if start is not None and start.tag == "label" else []
        most = len(words_of(start)) // 2 if start is not None and inner else 0
        found += [_style_of(one) for one in inner if len(words_of(one)) > most]
        while start is not None and start.tag not in {"body", "html"}:
            style = _style_of(start)
            if start.tag == "font" and start.attributes.get("size") in _FONT_ELEMENT:
                style += f";font-size:{_FONT_ELEMENT[str(start.attributes['size'])]}px"
            if style:
                found.append(style)
            start = start.parent
    return found


def _style_of(node: LexborNode) -> str:
    return (node.attributes.get("style") or "").replace(" ", "").lower()


_MOST_INNER = 20
"""Parts of a label whose own styles are looked at."""


def _smallest(boxes: list[LexborNode], tree: LexborHTMLParser) -> float | None:
    """The size that the innermost inline style gives the consent words."""
    for style in _styles(boxes, tree):
        match = _LENGTH.search(style)
        if match and match.group(1).count(".") <= 1 and match.group(1) != ".":
            return float(match.group(1)) * _PIXELS[match.group(2)]
    return None


def _contrast(boxes: list[LexborNode], tree: LexborHTMLParser) -> float | None:
    """The contrast that inline colours give; a ground that no inline style names is taken for white."""
    styles = _styles(boxes, tree)
    colour = next((m.group(1) for m in map(_COLOUR.search, styles) if m), "")
    ground = next((m.group(1) for m in map(_GROUND.search, styles) if m), "white")
    front, back = _light(colour), _light(ground)
    if front is None or back is None:
        return None
    return (max(front, back) + 0.05) / (min(front, back) + 0.05)


def _light(colour: str) -> float | None:
    """Relative luminance as WCAG 2 defines it."""
    code = _NAMED.get(colour, colour).removeprefix("#")
    if len(code) == 3:
        code = "".join(c * 2 for c in code)
    if len(code) != 6 or not all(c in "0123456789abcdef" for c in code):
        return None
    parts = [int(code[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _script_ticks(tree: LexborHTMLParser, box: LexborNode) -> bool:
    names = [name for name in (box.attributes.get("id"), box.attributes.get("name")) if name]
    for script in tree.css("script"):
        code = (script.text(deep=True) or "")[:200_000]
        for match in _TICKS.finditer(code):
            near = code[max(0, match.start() - 120) : match.end()]
            statement = near[max(near.rfind(";"), near.rfind("{")) + 1 :]
            if any(re.search(rf"['\"#=.\[]{re.escape(name)}\b", statement) for name in names):
                return True
    return False


def _tucked(node: LexborNode) -> bool:
    """Whether the box stands in a part that is closed or scrolls."""
    parent = node.parent
    while parent is not None and parent.tag not in {"body", "html"}:
        style = (parent.attributes.get("style") or "").replace(" ", "").lower()
        if parent.tag in {"details", "dialog"} and "open" not in parent.attributes:
            return True
        if ("overflow:auto" in style or "overflow:scroll" in style or "overflow-y:" in style) and "height:" in style:
            return True
        parent = parent.parent
    return False


def _leads(node: LexborNode) -> bool:
    folded = normalize(words_of(node)).folded
    return privacy_mention(folded) is not None or terms_mention(folded) is not None


def _nowhere(node: LexborNode) -> bool:
    target = (node.attributes.get("href") or "").strip().lower()
    return target in {"", "#", "#!"} or target.startswith("javascript:")


def _age_question(region: LexborNode) -> str:
    names = []
    for node in region.css("input, select"):
        attributes = node.attributes
        names += [str(attributes.get(key) or "") for key in ("name", "id", "placeholder", "autocomplete", "aria-label")]
    words = words_of(region)[:20_000]
    folded = normalize(" ".join([*names, words])).folded.replace("_", " ")
    if _DATE_PART.search(folded):
        return "date"
    return "yes_no" if _YES_NO_AGE.search(normalize(words).folded) else ""
