"""The table of all checks in `docs/webchecks.md`: what each asks, what it can answer, which codes it would draw.

Verdicts and codes are those that the judgement gives for the sites below, one for each thing that can be seen.
"""

from __future__ import annotations

import datetime as dt
import os
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from django.conf import settings

from portal.rules.kit import GOOD_FORM
from portal.rules.registry import all_rules
from portal.rules.result import RANK, Verdict
from portal.rules.site.check import KIND_REASON, TLS_WORDS
from portal.rules.web_facts import (
    DomainFacts,
    PageFacts,
    RenderedBox,
    RenderedPage,
    RobotsFacts,
    Stated,
    TlsFacts,
    WebsiteFacts,
)
from portal.rules.website import judge_website
from portal.webchecks.titles import TITLES

_AT: Final = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)
_BRAND: Final = {"legal_name": "Acme Holdings LLC", "dba_name": "Acme", "street": "1 Main St", "postal_code": "62701"}
_HOME: Final = (
    "<p>Acme sells widgets to all who visit us, and we are here for you if you have any question about your order or "
    "our work. Call (217) 555-0142. © Acme. A DBA of Acme Holdings LLC. 1 Main St, 62701.</p>"
    "<a href=/privacy>Privacy</a> <a href=/terms>Terms</a>"
)
_CONTENT: Final = {"privacy_policy.content": "PP", "terms.content": "TS", "opt_in.form": "OF"}


def _page(role: str, html: str = "<p>Words</p>", text: str = "Words", **more: object) -> PageFacts:
    url = f"https://acme.com/{'' if role == 'home' else role}"
    made = PageFacts(role, url, url, 200, None, "", "en", html, text, True, (), "page", None)
    return replace(made, **more)  # type: ignore[arg-type]


_TLS: Final = TlsFacts(
    "acme.com",
    "203.0.113.5",
    True,
    None,
    "TLSv1.3",
    "",
    "",
    (),
    None,
    _AT + dt.timedelta(days=60),
    "EC",
    256,
    "",
    2,
    None,
)
_HOME_PAGE: Final = _page("home", _HOME, _HOME.replace("<p>", "").split("</p>")[0])
_OTHERS: Final = tuple(_page(role) for role in ("privacy_policy", "terms"))
_FORM: Final = _page("opt_in", GOOD_FORM, "I agree")
_BOX: Final = RenderedBox("I agree to receive text messages", False, False, True, "page", 16.0, 9.0, True)
_DRAWN: Final = RenderedPage("opt_in", _FORM.url, _FORM.url, None, boxes=(_BOX,))
_SITE: Final = WebsiteFacts(
    "https://acme.com/", "acme.com", ("203.0.113.5",), None, _TLS, (_HOME_PAGE, *_OTHERS, _FORM), (_DRAWN,)
)


def _sites() -> Iterator[WebsiteFacts]:
    """A sound site, and sites that differ from it in one thing."""
    yield _SITE
    yield replace(_SITE, refused="private", pages=())
    yield replace(_SITE, tls=replace(_TLS, revocation="good"))
    yield replace(_SITE, tls=replace(_TLS, revocation="revoked"))
    yield replace(_SITE, tls=replace(_TLS, not_after=_AT + dt.timedelta(days=3)))
    yield from (replace(_SITE, tls=replace(_TLS, reason=reason)) for reason in (*TLS_WORDS, "timed_out"))
    for age in (10, 90, None):
        registered = None if age is None else _AT - dt.timedelta(days=age)
        yield replace(_SITE, domain=DomainFacts("acme.com", registered, "rdap"))
    for reason, turned_away in ((None, ()), (None, ("/",)), ("timed_out", ())):
        yield replace(_SITE, robots=RobotsFacts("https://acme.com/robots.txt", reason, turned_away))
    for url in ("https://acme.com/privacy_policy", "https://acme.com/other"):
        yield replace(_SITE, stated=(Stated("form", "privacy_policy", url),))
    yield replace(_SITE, notes=("www.acme.com was looked at instead.",))
    yield replace(_SITE, social_links=("https://www.linkedin.com/company/acme",))
    yield replace(_SITE, pages=(_page("social"),))
    yield from _with_pages()
    yield from _with_browser()


def _with_pages() -> Iterator[WebsiteFacts]:
    states: list[dict[str, object]] = [{"status": status} for status in (404, 403, 503)]
    states += [{"reason": reason} for reason in ("timed_out", "no_address", "expired")]
    states += [{"kind": kind} for kind in KIND_REASON]
    states += [{"https": False}, {"onward": "https://acme.com/whole"}]
    for number, page in enumerate(_SITE.pages):
        pages = list(_SITE.pages)
        yield replace(_SITE, pages=tuple(pages[:number] + pages[number + 1 :]))
        for state in states:
            elsewhere = {"url": "https://forms.net/x"} if state.get("reason") == "expired" else {}
            yield replace(_SITE, pages=(*pages[:number], replace(page, **state, **elsewhere), *pages[number + 1 :]))  # type: ignore[arg-type]
    plain = _page("http_redirect", url="http://acme.com/", final_url="http://acme.com/")
    for more in ({"final_url": "https://acme.com/"}, {}, {"reason": "timed_out"}):
        yield replace(_SITE, pages=(*_SITE.pages, replace(plain, **more)))  # type: ignore[arg-type]
    french = "Nous vendons des outils pour le jardin et la maison depuis vingt ans dans notre magasin du centre. " * 3
    goods = "We sell cannabis, guns, escorts and casino games."
    leads = "We sell leads and buy leads for lead generation."
    long = " ".join(f"Acme sells widget number {number}." for number in range(100))
    words = ("Widgets.", goods, leads, french, "Acme Holdings LLC", long)
    for word in words:
        yield replace(_SITE, pages=(_page("home", f"<p>{word}</p>", word), *_SITE.pages[1:]))
        yield replace(_SITE, host="other.org", pages=(_page("home", f"<p>{word}</p>", word, language="fr"),))
    whole = "".join(f"<a href=/{number}>{number}</a>" for number in range(5)) + f"<p>{long}</p>"
    yield replace(_SITE, pages=(_page("home", whole, long), *_SITE.pages[1:]))
    yield replace(_SITE, pages=(_page("home", "", "...", language=""),))
    yield replace(_SITE, pages=(replace(_HOME_PAGE, canonical="https://other.net/"), *_SITE.pages[1:]))
    demanding = _page("home", "<form><label>Phone* <input type=tel required></label></form>", "Phone*")
    hidden = _page("home", "<div hidden><a href=/privacy>Privacy</a><a href=/terms>Terms</a></div>", "Acme")
    linked = _page("home", "<a href=/privacy>Privacy</a>", "Acme")
    yield from (replace(_SITE, pages=(home, *_SITE.pages[1:])) for home in (demanding, hidden, linked))
    yield replace(_SITE, pages=(_HOME_PAGE, replace(_OTHERS[0], url=_HOME_PAGE.url, final_url=_HOME_PAGE.url)))
    yield replace(_SITE, pages=(_HOME_PAGE, _page("opt_in", "<script></script>", "Join")), rendered=())


def _with_browser() -> Iterator[WebsiteFacts]:
    changes: tuple[dict[str, object], ...] = (
        {"ticked": True}, {"required": True}, {"visible": False}, {"font_size": 9.0}, {"contrast": 2.0},
        {"frame": "iframe"}, {"font_size": None, "contrast": None},
    )  # fmt: skip
    yield from (replace(_SITE, rendered=(replace(_DRAWN, boxes=(replace(_BOX, **one),)),)) for one in changes)  # type: ignore[arg-type]
    yield replace(_SITE, rendered=(replace(_DRAWN, reason="no_browser"),))


def rows() -> list[str]:
    """The lines of the table, its head first."""
    if not settings.configured and "DJANGO_SETTINGS_MODULE" not in os.environ:
        settings.configure(USE_I18N=False)  # the titles alone need it
    verdicts: dict[str, set[Verdict]] = defaultdict(set)
    codes: dict[str, dict[str, None]] = defaultdict(dict)
    for profile in ("as_documented", "current"):
        for site in _sites():
            for check in judge_website(site, brand=_BRAND, profile=profile, at=_AT):
                verdicts[check.check].add(check.verdict)
                codes[check.check] |= dict.fromkeys(check.codes)
    for name, group in _CONTENT.items():
        found = [rule for rule in all_rules() if rule.group == group]
        codes[name] = dict.fromkeys(code for rule in found for code in rule.codes)
        verdicts[name] |= {rule.severity for rule in found} | {Verdict.PASS}
    lines = ["| check | what it asks | answers | codes |", "|---|---|---|---|"]
    for name in TITLES:
        said = ", ".join(verdict.value for verdict in sorted(verdicts[name], key=RANK.__getitem__))
        drawn = ", ".join(f"`{code}`" for code in sorted(codes[name]))
        lines.append(f"| `{name}` | {TITLES[name]} | {said} | {drawn} |")
    return lines


def unlisted() -> set[str]:
    """Checks that the judgement makes and that have no title."""
    made = judge_website(_SITE, brand=_BRAND, profile="current", at=_AT)
    return {check.check for check in made} - set(TITLES)
