"""BR009: The website's domain does not clearly relate to the legal name."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import names
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    Brand,
)


def _check(brand: Brand, context: Context) -> Iterator[Hit]:
    host = brand.website.strip().lower().split("://", 1)[-1].split("/", 1)[0].split(":", 1)[0]
    if names.legal_fits_domain(host, brand):
        return
    footer = f"\u00a9 {brand.dba_name or names.domain_label(host).title()}. A DBA of {brand.legal_name.rstrip('.')}."
    related = names.relates(host, brand)
    yield Hit(
        message=f"{host} does not carry the whole legal name {brand.legal_name.rstrip('.')}.",
        severity=Verdict.ADVICE if related else None,
        fix=f"Put this line in the footer: \u201c{footer}\u201d",
    )


RULE = Rule(
    id="BR009",
    name="domain-unrelated",
    authority="tcr",
    citation="source 004, steps 2.1 and 7.2",
    severity=Verdict.WARNING,
    subjects=(Brand,),
    check=_check,
    what="The website's domain does not clearly relate to the legal name.",
    why="The automatic review compares both; a mismatch draws 1101.",
    fix='Put this line in the footer: "© [DBA]. A DBA of [legal name]." Or enter a domain that fits.',
    codes=("tcr:1101",),
    field="website",
    applies=lambda brand, context: bool(brand.website.strip()) and bool(brand.legal_name.strip()),
    good=(
        {"kind": "brand", "legal_name": "GreenLeaf Dental LLC", "website": "https://www.greenleafdental.com"},
        {"kind": "brand", "legal_name": "Roe & Sons, Inc.", "website": "roesons.com/start"},
        {"kind": "brand", "legal_name": "Acme Holdings LLC"},
    ),
    bad=(
        {"kind": "brand", "legal_name": "Acme Holdings LLC", "website": "https://bestwidgets.com"},
        {"kind": "brand", "legal_name": "Acme Holdings LLC", "dba_name": "Acme", "website": "https://acme.com"},
        {"kind": "brand", "legal_name": "River Aid Inc.", "website": "https://facebook.com/riveraid"},
    ),
)
