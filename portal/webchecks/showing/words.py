"""What a run means, in words for people: why something could not be looked at, and what a person can do about it."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from portal.common.templatetags.parts import when, words
from portal.egress.reasons import AddressReason, CertificateReason
from portal.rules.site.reasons import MEANINGS

Words = str | Promise

_CERTIFICATE: Final = frozenset(str(reason) for reason in CertificateReason)
_ADDRESS: Final = frozenset(str(reason) for reason in AddressReason)

CLAUSES: Final[dict[str, Words]] = {
    "bot_wall": gettext_lazy("the site keeps programs out"),
    "needs_browser": gettext_lazy("the page is empty until its scripts run"),
    "no_browser": gettext_lazy("no browser drew the page"),
    "browser_refused": gettext_lazy("the browser could not start safely, or broke off"),
    "timed_out": gettext_lazy("the site did not answer in time"),
    "connection_reset": gettext_lazy("the site broke the connection off"),
    "too_little_text": gettext_lazy("there is too little text to judge"),
    "login_wall": gettext_lazy("the page asks for a password"),
    "placeholder_page": gettext_lazy("only a holding page is there"),
    "no_address": gettext_lazy("the name leads nowhere"),
}
"""Why nobody could look, as the second half of a sentence."""

_WAYS: Final[dict[str, Words]] = {
    "bot_wall": gettext_lazy(
        "Ask whoever runs the site's protection to let visitors through during the review, and check again. If it must "
        "stay, open each page yourself in a private window: a reviewer's automated check meets the same wall."
    ),
    "needs_browser": gettext_lazy(
        "Have the words of the page sent with the page itself, not only by its scripts. Until then open it in a "
        "browser and compare it with the list."
    ),
    "no_browser": gettext_lazy(
        "Check again. If it stays so, open the page and look yourself: are the boxes empty, is the small print "
        "readable? Whoever runs this portal can install Chromium, so that it is looked at here."
    ),
    "browser_refused": gettext_lazy(
        "Open the page in a browser and look yourself. Whoever runs this portal finds the cause in its log."
    ),
    "timed_out": gettext_lazy(
        "Check again in a few minutes. If it stays so, ask the company that hosts the site: a reviewer waits no longer."
    ),
    "connection_reset": gettext_lazy("Check again in a few minutes. If it stays so, ask the company that hosts it."),
    "not_said": gettext_lazy("Nothing has to be done. What nobody says is not called passed, so it is named here."),
    "too_little_text": gettext_lazy("Say in a few sentences on the page who the business is and what it offers."),
}
_CERTIFICATE_WAY: Final = gettext_lazy("Mend the certificate first, then check again: the pages behind it come next.")
_LOOK_YOURSELF: Final = gettext_lazy("Open the page yourself and compare it with the list, or check again later.")

_NUMBERS: Final[tuple[Words, ...]] = (
    gettext_lazy("no"),
    gettext_lazy("one"),
    gettext_lazy("two"),
    gettext_lazy("three"),
    gettext_lazy("four"),
    gettext_lazy("five"),
    gettext_lazy("six"),
    gettext_lazy("seven"),
    gettext_lazy("eight"),
    gettext_lazy("nine"),
)


def in_words(count: int) -> str:
    """A count up to nine as a word, above that in figures."""
    return str(_NUMBERS[count]) if 0 <= count < len(_NUMBERS) else str(count)


def clause(reason: str) -> str:
    """Why nobody could look, as the second half of a sentence without its full stop."""
    if reason in _CERTIFICATE:
        return _("the secured connection fails")
    if reason in _ADDRESS:
        return _("the address is none that the public can open")
    return str(CLAUSES.get(reason) or "")


def meaning(reason: str) -> str:
    """A reason as a sentence; empty when nothing more is known than the word itself."""
    return str(MEANINGS.get(reason, ""))


def way_out(reason: str) -> str:
    """What a person can do where the check could not look."""
    if reason in _CERTIFICATE:
        return str(_CERTIFICATE_WAY)
    return str(_WAYS.get(reason, _LOOK_YOURSELF))


def sentence(errors: int, warnings: int, reasons: list[str]) -> str:
    """The one sentence at the top: what the whole run means for the registration.

    ``reasons`` are those of what could not be looked at, one for each thing.
    """
    unknown = len(reasons)
    if errors:
        bad = ngettext(
            "%(count)s thing would get this registration rejected",
            "%(count)s things would get this registration rejected",
            errors,
        ) % {"count": in_words(errors)}
        return _capital(bad) + (_and_unknown(unknown) if unknown else ".")
    if unknown:
        told = ngettext("We could not look at %(count)s thing", "We could not look at %(count)s things", unknown) % {
            "count": in_words(unknown)
        }
        return told + _because(reasons)
    if warnings:
        told = ngettext(
            "Nothing here gets it rejected by itself; %(count)s thing may make a reviewer ask.",
            "Nothing here gets it rejected by itself; %(count)s things may make a reviewer ask.",
            warnings,
        )
        return told % {"count": in_words(warnings)}
    return _("Nothing we saw would stop a reviewer.")


def _and_unknown(unknown: int) -> str:
    told = ngettext("; %(count)s more could not be looked at.", "; %(count)s more could not be looked at.", unknown)
    return told % {"count": in_words(unknown)}


def _because(reasons: list[str]) -> str:
    known = [reason for reason in reasons if clause(reason)]
    if not known:
        return "."
    commonest = max(known, key=known.count)
    if len({clause(reason) for reason in reasons}) == 1:
        return f": {clause(commonest)}."
    return _(", most of them because %(why)s.") % {"why": clause(commonest)}


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


SEEN: Final[dict[str, Words]] = {
    "url": gettext_lazy("Asked for"),
    "final_url": gettext_lazy("Ended at"),
    "status": gettext_lazy("Status"),
    "addresses": gettext_lazy("Addresses"),
    "language": gettext_lazy("Language announced"),
    "words": gettext_lazy("Words"),
    "pages": gettext_lazy("Pages"),
    "missing": gettext_lazy("Missing"),
    "links": gettext_lazy("Links found"),
    "days_left": gettext_lazy("Days left"),
    "legal_name": gettext_lazy("Legal name on the pages"),
    "dba_name": gettext_lazy("Trade name on the pages"),
    "dba_line": gettext_lazy("Line that ties both names"),
    "domain_relates": gettext_lazy("Domain fits the name"),
    "registered": gettext_lazy("Domain registered"),
    "source": gettext_lazy("Known from"),
}
"""Facts of a check that are shown as a line each, in this order."""


_KNOWN_FROM: Final[dict[str, Words]] = {
    "rdap": gettext_lazy("the public register of domains"),
    "owner": gettext_lazy("the business itself"),
}
_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT")


def seen_value(value: Any) -> str:
    """A fact as people read it; a moment is told by its day."""
    match value:
        case True:
            return _("yes")
        case False:
            return _("no")
        case list():
            return ", ".join(seen_value(each) for each in value[:12])
        case dict():
            return ", ".join(f"{words(name)} {each}" for name, each in value.items())
        case str() if _MOMENT.match(value):
            return str(when(dt.datetime.fromisoformat(value).date()))
    return str(_KNOWN_FROM.get(str(value), value))
