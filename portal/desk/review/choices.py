"""How a code is offered to a reviewer: its number, title, class, whether one may submit again, and what it asks for."""

from __future__ import annotations

import re

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.lifecycle.codes import UNLISTED, CodeFacts, code_facts
from portal.rules.questions import answer_name
from portal.rules.rulebook import load

_CLASSES = {
    "terminal": gettext_lazy("terminal"),
    "manual_review": gettext_lazy("a person reviews it"),
    "auto_remediable": gettext_lazy("the sender can mend it"),
}


def facts_named(text: str) -> list[CodeFacts]:
    """The facts of the codes a hidden field names, by commas; unknown ones are passed over, save as `other:CODE`."""
    known = load().codes
    keys = dict.fromkeys(re.split(r"[,\s]+", text[:8000]))
    return [code_facts(key) for key in keys if key in known or re.fullmatch(rf"{UNLISTED}:[A-Z0-9._-]+", key)]


def choice_of(fact: CodeFacts, *, sentence: str = "", otherwise: str = "") -> tuple[str, SafeString]:
    """A code as a choice; ``sentence`` is where the notice names it, ``otherwise`` why it is offered unticked."""
    lines = [_standing(fact), *([f"\u201c{sentence}\u201d"] if sentence else []), *([otherwise] if otherwise else [])]
    hints = format_html_join("", '<br><span class="hint">{}</span>', ((line,) for line in lines))
    name = fact.code if fact.authority == UNLISTED else fact.key
    return fact.key, format_html("<span><code>{}</code> {}{}</span>", name, fact.title, hints)


def _standing(fact: CodeFacts) -> str:
    if fact.authority == UNLISTED:
        return _("It is kept as written; the business answers it like the others, and the search finds it.")
    again = {True: _("may be submitted again"), False: _("takes no resubmission"), None: _("resubmission not stated")}
    fields = ", ".join(answer_name(field) for field in fact.fields[:4])
    told = [str(_CLASSES.get(fact.severity_class, _("not classed"))), again[fact.resubmittable], fields]
    return "; ".join(part for part in told if part)
