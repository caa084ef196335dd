"""BR006: The brand has neither a website nor a social page."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts.hosts import host_of, registrable
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    Brand,
)

_ACCEPTED = frozenset({"linkedin.com", "facebook.com"})


def _check(brand: Brand, context: Context) -> Iterator[Hit]:
    if brand.website.strip():
        return
    if any(registrable(host_of(url)) in _ACCEPTED for url in brand.social_urls):
        yield Hit(message="Only a social page is given; some reviewers want a website.", severity=Verdict.WARNING)
    elif brand.social_urls:
        yield Hit(message="There is no website, and only a page at LinkedIn or Facebook stands in for one.")
    else:
        yield Hit(message="Neither a website nor a social page is given.")


RULE = Rule(
    id="BR006",
    name="online-presence-missing",
    authority="tcr",
    citation="source 004, steps 2.1 and 7.2",
    severity=Verdict.ERROR,
    subjects=(Brand,),
    check=_check,
    what="The brand has neither a website nor a social page.",
    why="A business that cannot be found draws 1100.",
    fix="Enter the website, or create a LinkedIn or Facebook business page and enter that.",
    codes=("tcr:1100",),
    field="website",
    good=(
        {"kind": "brand", "website": "https://acme.com"},
        {"kind": "brand", "website": "https://acme.com", "social_urls": []},
        {"kind": "brand", "website": "acme.com", "social_urls": ["https://facebook.com/acme"]},
    ),
    bad=(
        {"kind": "brand", "legal_name": "Acme Holdings LLC"},
        {"kind": "brand", "social_urls": ["https://www.linkedin.com/company/acme"]},
        {"kind": "brand", "website": "  ", "social_urls": ["https://x.com/acme"]},
    ),
)
