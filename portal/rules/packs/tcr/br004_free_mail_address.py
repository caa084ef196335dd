"""BR004: An e-mail address is at a free mail service."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts.hosts import FREE_MAIL, mail_domain
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    Brand,
)


def _check(brand: Brand, context: Context) -> Iterator[Hit]:
    for field in ("support_email", "business_contact_email"):
        domain = mail_domain(str(getattr(brand, field)))
        if domain in FREE_MAIL:
            yield Hit(message=f"{domain} is a free mail service.", field=field)


RULE = Rule(
    id="BR004",
    name="free-mail-address",
    authority="tcr",
    citation="source 004, step 3.2",
    severity=Verdict.ERROR,
    subjects=(Brand,),
    check=_check,
    what="An e-mail address is at a free mail service.",
    why="Reviewers expect an address at the business's own domain.",
    fix="Use an address such as support@your-domain.com.",
    codes=(
        "dca2:713",
        "twilio:30482",
        "aws:BRAND_EMAIL_PUBLIC_DOMAIN",
    ),
    field="support_email",
    good=(
        {"kind": "brand", "support_email": "support@acme.com"},
        {"kind": "brand", "support_email": "help@gmail-experts.com"},
        {"kind": "brand", "support_email": "", "business_contact_email": "roe@mail.acme.com"},
    ),
    bad=(
        {"kind": "brand", "support_email": "acme.shop@gmail.com"},
        {"kind": "brand", "support_email": "Acme@YAHOO.com "},
        {"kind": "brand", "support_email": "support@acme.com", "business_contact_email": "jane.roe@icloud.com"},
    ),
)
