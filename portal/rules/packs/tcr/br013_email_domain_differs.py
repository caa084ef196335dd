"""BR013: The support e-mail is not at the website's domain."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts.hosts import host_of, mail_domain, registrable
from portal.rules.kit import (
    absent,
)
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    Brand,
)


def _check(brand: Brand, context: Context) -> Iterator[Hit]:
    domain = mail_domain(brand.support_email)
    same = registrable(domain) == registrable(host_of(brand.website))
    yield from absent(same, f"{domain} is not the domain of the website.")


RULE = Rule(
    id="BR013",
    name="email-domain-differs",
    authority="tcr",
    citation="source 004, step 3.2",
    severity=Verdict.WARNING,
    subjects=(Brand,),
    check=_check,
    what="The support e-mail is not at the website's domain.",
    why="Reviewers compare both.",
    fix="Use an address at the registered domain.",
    codes=("dca2:713",),
    field="support_email",
    applies=lambda brand, context: "@" in brand.support_email and bool(brand.website.strip()),
    good=(
        {"kind": "brand", "support_email": "support@acme.com", "website": "https://www.acme.com"},
        {"kind": "brand", "support_email": "help@mail.acme.co.uk", "website": "https://shop.acme.co.uk/x"},
        {"kind": "brand", "support_email": "", "website": "https://acme.com"},
    ),
    bad=(
        {"kind": "brand", "support_email": "support@othersite.com", "website": "https://acme.com"},
        {"kind": "brand", "support_email": "support@acme.org", "website": "https://acme.com"},
        {
            "kind": "brand",
            "support_email": "acme@gmail.com",
            "website": "https://acme.com",
            "entity_type": "public_profit",
        },
    ),
)
