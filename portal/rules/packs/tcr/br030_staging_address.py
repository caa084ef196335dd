# ruff: noqa: SIM905 - a word list reads better as words
"""BR030: The website's address is that of a test version or of a free builder."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts.hosts import SITE_BUILDERS, host_of, registrable
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import Brand

_LABELS = frozenset("staging stage stg dev develop test testing uat qa preview sandbox".split())


def _check(brand: Brand, context: Context) -> Iterator[Hit]:
    host = host_of(brand.website)
    own = registrable(host)
    below = host.removesuffix(own).strip(".").replace("-", ".").split(".")
    label = next((label for label in below if label in _LABELS), "")
    if label:
        yield Hit(message=f"{host} reads like a test version ({label}).")
    elif own in SITE_BUILDERS:
        yield Hit(
            message=f"{host} is an address of a site builder, not a domain of the business.", severity=Verdict.WARNING
        )


RULE = Rule(
    id="BR030",
    name="staging-address",
    authority="tcr",
    citation="source 004, step 3.2",
    severity=Verdict.ERROR,
    subjects=(Brand,),
    check=_check,
    what="The website's address is that of a test version or of a free builder.",
    why="Staging addresses are refused, and an address at a builder shows no tie between domain and business.",
    fix="Enter the live website under a domain of your own.",
    codes=("tcr:1003",),
    field="website",
    applies=lambda brand, context: bool(brand.website.strip()),
    good=(
        {"kind": "brand", "website": "https://www.acme.com"},
        {"kind": "brand", "website": "https://testkitchen.com"},
        {"kind": "brand", "website": "https://test.com"},
        {"kind": "brand", "website": "https://previewhomes.acme.com"},
    ),
    bad=(
        {"kind": "brand", "website": "https://staging.acme.com"},
        {"kind": "brand", "website": "https://acme-dev.acme.com/"},
        {"kind": "brand", "website": "https://acme.wixsite.com/home"},
        {"kind": "brand", "website": "https://acme.vercel.app"},
    ),
)
