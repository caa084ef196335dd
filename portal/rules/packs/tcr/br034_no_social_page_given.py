"""BR034: No LinkedIn or Facebook page of the business is given."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts.hosts import host_of, registrable
from portal.rules.kit import absent
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import Brand

ACCEPTED = frozenset({"linkedin.com", "facebook.com"})


def _check(brand: Brand, context: Context) -> Iterator[Hit]:
    there = any(registrable(host_of(url)) in ACCEPTED for url in brand.social_urls)
    yield from absent(there, "No page at LinkedIn or Facebook is given.")


RULE = Rule(
    id="BR034",
    name="no-social-page-given",
    authority="tcr",
    citation="source 004, steps 2.3 and 2.5",
    severity=Verdict.ADVICE,
    subjects=(Brand,),
    check=_check,
    what="No LinkedIn or Facebook page of the business is given.",
    why="A page adds about five points to the guide's trust score and stands in when the website is down.",
    fix="Create a business page and enter its address.",
    field="social_urls",
    applies=lambda brand, context: bool(brand.website.strip()),
    good=(
        {"kind": "brand", "website": "https://acme.com", "social_urls": ["https://www.linkedin.com/company/acme"]},
        {"kind": "brand", "website": "https://acme.com", "social_urls": ["https://x.com/acme", "facebook.com/acme"]},
        {"kind": "brand", "legal_name": "Acme LLC"},
    ),
    bad=(
        {"kind": "brand", "website": "https://acme.com"},
        {"kind": "brand", "website": "https://acme.com", "social_urls": ["https://x.com/acme"]},
        {"kind": "brand", "website": "https://acme.com", "social_urls": ["https://notfacebook.com/acme"]},
    ),
)
