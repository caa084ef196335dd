# ruff: noqa: E501 - a pattern reads better on one line than torn apart
"""The controls of a form and the words that belong to them: labels, descriptions, text beside, marks of duty."""

from __future__ import annotations

import re
from functools import cached_property

from selectolax.lexbor import LexborHTMLParser, LexborNode

from portal.rules.facts.pages import MOST_WORDS, hidden, text_of, words_of
from portal.rules.facts.patterns import pattern
from portal.rules.facts.text import normalize
from portal.rules.subjects import CheckBox

MOST_CONTROLS = 300
"""Controls of one kind that are looked at; a page with more is no form that people fill in."""
LONGEST_LABEL = 4_000
"""Characters of the words beside a control that are read."""
MOST_LABELS = 4
"""Labels of one control that are read."""
_PHONE_NAME = pattern(
    r"phone|mobile|msisdn|whatsapp|tel[eé]fono|celular|\b(?:cell|tel|sms)(?:\b|_|\d|no\b|num|nr)|[_\-](?:tel|cell)\b|\bcontact[-_ ]?(?:no\b|num)|\b(?:your|best|text|us|call(?:back)?|contact|10[- ]digit) number\b"
)
_NOT_PHONE = pattern(
    r"fax|microphone|headphone|smartphone|mobile ?app|phone[ _\-]?(?:model|brand|type|carrier|make)|(?:device|phone)[-_ ]?(?:id|name)\b|country ?code|\bext(?:ension)?\b|search|e-?mail or"
)
_PHONE_SHAPE = re.compile(r"(?:\+?1[ .\-]?)?\(?[\dXx_#]{3}\)?[ .\-][\dXx_#]{3}[ .\-][\dXx_#]{4}")
_MUST = re.compile(r"^\*|\*\s*:?$|\(required\)|\brequired\b\s*\)?:?$", re.IGNORECASE)
_MUST_CLASS = re.compile(
    r"^(?:is-|field-|form-)?required(?:-field|field)?$|[-_]required$|^wpcf7-validates-as-required$", re.IGNORECASE
)
_NOT_MUST_CLASS = re.compile(r"^(?:not|non|un)", re.IGNORECASE)


class Controls:
    """Looks up labels and words once for the whole page, so that many controls cost no more than few."""

    def __init__(self, tree: LexborHTMLParser) -> None:
        self.tree = tree
        self._words: dict[int, str] = {}

    @cached_property
    def _labels(self) -> dict[str, list[LexborNode]]:
        """The labels by the ids that they point at."""
        found: dict[str, list[LexborNode]] = {}
        for label in self.tree.css("label[for]"):
            known = found.setdefault(label.attributes.get("for") or "", [])
            if len(known) < MOST_LABELS:
                known.append(label)
        return found

    @cached_property
    def _ids(self) -> dict[str, LexborNode]:
        """The elements by their ids; of several with one id the first."""
        return {node.attributes.get("id") or "": node for node in reversed(self.tree.css("[id]"))}

    def words(self, node: LexborNode) -> str:
        """The words of an element without those that its markup hides, kept."""
        key = node.mem_id
        if key not in self._words:
            some_hidden = node.css_first("[hidden], [style*=display], [style*=visibility]") is not None
            self._words[key] = " ".join(text_of(node).split())[:MOST_WORDS] if some_hidden else words_of(node)
        return self._words[key]

    def labels(self, node: LexborNode) -> list[LexborNode]:
        """The labels that point at a control."""
        identity = node.attributes.get("id")
        return self._labels.get(identity, []) if identity else []

    def label(self, node: LexborNode) -> str:
        """The words that belong to a control: its labels, the label around it, or the text beside it."""
        words = " ".join(self.words(label) for label in self.labels(node)).strip()
        words = words or ("" if node.tag == "input" else self.words(node)) or self.pointed_at(node, "aria-labelledby")
        parent = node.parent
        for _ in range(3):
            if words or parent is None or parent.tag in {"form", "body"}:
                break
            words = self.words(parent)
            parent = parent.parent
        words = words or (node.attributes.get("aria-label") or "") or (self._right_behind(node) if _ticks(node) else "")
        return words[:LONGEST_LABEL]

    def _right_behind(self, node: LexborNode) -> str:
        """The words that stand directly behind a box without a label."""
        sibling = node.next
        for _ in range(3):
            if sibling is None or sibling.tag not in _INLINE:
                break
            words = self.words(sibling) if sibling.tag != "-text" else (sibling.text_content or "").strip()
            if words:
                return words
            sibling = sibling.next
        return ""

    def pointed_at(self, node: LexborNode, attribute: str) -> str:
        """The words of the elements whose ids an attribute lists."""
        names = (node.attributes.get(attribute) or "").split()[:8]
        return " ".join(self.words(self._ids[name]) for name in names if name in self._ids).strip()

    def said_before(self, node: LexborNode) -> str:
        """The words right before a control: its label, or else the nearest text in front of it."""
        if self.labels(node):
            return " ".join(self.words(label) for label in self.labels(node))
        wrapped = node.parent
        if wrapped is not None and wrapped.tag == "label":
            return self.words(wrapped)
        here: LexborNode | None = node
        for _ in range(3):
            sibling = here.prev if here is not None else None
            for _ in range(4):
                if sibling is None or sibling.tag in {"input", "select", "textarea"}:
                    break
                words = self.words(sibling) if sibling.tag != "-text" else (sibling.text_content or "").strip()
                if words:
                    return words[-120:]
                sibling = sibling.prev
            here = here.parent if here is not None else None
            if here is None or here.tag in {"form", "body"}:
                break
        return ""

    def said_after(self, node: LexborNode) -> str:
        """The words of the next elements behind a control and behind what it is wrapped in."""
        here: LexborNode | None = node
        for _ in range(3):
            sibling = here.next if here is not None else None
            for _ in range(4):
                if sibling is None or sibling.tag in {"input", "select", "textarea", "form"}:
                    break
                words = self.words(sibling) if sibling.tag != "-text" else (sibling.text_content or "").strip()
                if len(words) > 40:
                    return words[:2_000]
                sibling = sibling.next
            here = here.parent if here is not None else None
            if here is None or here.tag in {"form", "body"}:
                break
        return ""

    def required(self, node: LexborNode) -> bool:
        """Whether the markup says that the control must be filled in: attribute, star, word or class."""
        attributes = node.attributes
        if "required" in attributes or (attributes.get("aria-required") or "").lower() == "true":
            return True
        if (attributes.get("data-required") or "").lower() in {"true", "1", "required"}:
            return True
        said = (self.label(node),) if _ticks(node) else (self.label(node), self.said_before(node))
        if any(len(words) < 80 and _MUST.search(words.strip(" :")) for words in said):
            return True
        parent = node.parent
        around = [parent] if parent is not None and len(parent.css("input, select, textarea")) == 1 else []
        return any(_must_class(one) for one in (node, *self.labels(node), *around))

    def phone_likeness(self, node: LexborNode) -> int:
        """How much a control looks like a field for a phone number; 0 for one that does not."""
        attributes = node.attributes
        kind = (attributes.get("type") or "text").lower()
        if kind not in {"tel", "text", "number"} or node.tag != "input":
            return 0
        keys = ("name", "id", "placeholder", "autocomplete", "aria-label", "title", "data-name")
        words = " ".join(str(attributes.get(key) or "") for key in keys)
        folded = normalize(f"{words} {self.said_before(node)[:80]}").folded
        if _NOT_PHONE.search(folded) and not (kind == "tel" and "fax" not in folded and "ext" not in folded):
            return 0
        points = 5 if kind == "tel" else 0
        points += 4 if _PHONE_NAME.search(folded) else 0
        points += 3 if _PHONE_SHAPE.search(attributes.get("placeholder") or "") else 0
        return points - (3 if points and hidden(node) else 0)

    def boxes(self, region: LexborNode) -> list[LexborNode]:
        """The check boxes of a region, native or by role."""
        return region.css("input[type=checkbox], [role=checkbox], [role=switch]")[:MOST_CONTROLS]

    def box(self, node: LexborNode) -> CheckBox:
        """One check box as its markup states it."""
        attributes = node.attributes
        native = node.tag == "input"
        return CheckBox(
            label=self.label(node),
            checked="checked" in attributes if native else attributes.get("aria-checked") == "true",
            required=self.required(node),
            name=str(attributes.get("name") or attributes.get("id") or ""),
        )


_INLINE = frozenset(("-text", "span", "label", "p", "small", "div", "b", "strong", "em", "i", "font", "br"))


def _ticks(node: LexborNode) -> bool:
    return (node.attributes.get("type") or node.tag or "").lower() in {"checkbox", "radio", "button"}


def _must_class(node: LexborNode) -> bool:
    names = (node.attributes.get("class") or "").split()[:20]
    return any(_MUST_CLASS.search(name) and not _NOT_MUST_CLASS.match(name) for name in names)
