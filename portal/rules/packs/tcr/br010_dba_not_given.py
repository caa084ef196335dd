"""BR010: The business trades under another name than its legal one, but the DBA is empty."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import names
from portal.rules.facts.hosts import FREE_MAIL, host_of, mail_domain
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    Brand,
)


def _check(brand: Brand, context: Context) -> Iterator[Hit]:
    site, mail = host_of(brand.website), mail_domain(brand.support_email)
    if site and not names.relates(site, brand):
        yield Hit(message=f"The website is called {names.domain_label(site)}, and no DBA is given.")
    elif not site and mail and mail not in FREE_MAIL and not names.relates(mail, brand):
        yield Hit(message=f"The e-mail address is at {mail}, and no DBA is given.")


RULE = Rule(
    id="BR010",
    name="dba-not-given",
    authority="tcr",
    citation="source 004, step 3.2",
    severity=Verdict.WARNING,
    subjects=(Brand,),
    check=_check,
    what="The business trades under another name than its legal one, but the DBA is empty.",
    why="Samples that carry the trade name draw 2006 when the DBA is not registered.",
    fix="Enter the name that customers know.",
    codes=(
        "tcr:2006",
        "tcr:1101",
    ),
    field="dba_name",
    applies=lambda brand, context: (
        bool(brand.website.strip() or brand.support_email.strip())
        and bool(brand.legal_name.strip())
        and not brand.dba_name.strip()
    ),
    good=(
        {"kind": "brand", "legal_name": "Acme LLC", "website": "https://acme.com"},
        {"kind": "brand", "legal_name": "Roe Ventures LLC", "dba_name": "Best Widgets", "website": "bestwidgets.com"},
        {"kind": "brand", "legal_name": "Roe Ventures LLC", "support_email": "roe@gmail.com"},
    ),
    bad=(
        {"kind": "brand", "legal_name": "Roe Ventures LLC", "website": "https://bestwidgets.com"},
        {"kind": "brand", "legal_name": "Roe Ventures LLC", "website": "shop.bestwidgets.co.uk/sale"},
        {"kind": "brand", "legal_name": "Roe Ventures LLC", "support_email": "hello@bestwidgets.com"},
    ),
)
