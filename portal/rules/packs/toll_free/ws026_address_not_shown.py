"""WS026: The registered address is nowhere on the site."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.site.check import as_hits
from portal.rules.site.example import EXAMPLE
from portal.rules.site.owner import check_address
from portal.rules.subjects import (
    Site,
)


def _check(site: Site, context: Context) -> Iterator[Hit]:
    yield from as_hits(check_address(site))


RULE = Rule(
    id="WS026",
    name="address-not-shown",
    authority="toll_free",
    citation="source 003, codes 545 and 622",
    severity=Verdict.WARNING,
    subjects=(Site,),
    check=_check,
    what="The registered address is nowhere on the site.",
    why="The verifier compares name, address and contact with the site; what cannot be found is asked for or refused.",
    fix="Show the street address in the footer or on the contact page.",
    codes=("toll_free_aggregator:545", "toll_free_aggregator:622"),
    field="website",
    good=(
        {
            "kind": "website",
            "website": EXAMPLE
            | {
                "brand": {
                    "legal_name": "Acme Holdings LLC",
                    "dba_name": "Acme",
                    "street": "100 Main Street",
                    "postal_code": "62701",
                },
                "pages": [{"role": "home", "text": "Acme, 100 Main Street, Springfield, IL 62701"}],
            },
        },
        {"kind": "website", "website": EXAMPLE},
        {
            "kind": "website",
            "website": EXAMPLE
            | {
                "brand": {
                    "legal_name": "Acme Holdings LLC",
                    "dba_name": "Acme",
                    "street": "100 Main Street",
                    "postal_code": "62701",
                },
                "pages": [
                    {"role": "home", "text": "Acme"},
                    {
                        "role": "terms",
                        "url": "https://acme.com/t",
                        "text": "Write to 100 Main St., Springfield IL 62701-1234",
                    },
                ],
            },
        },
    ),
    bad=(
        {
            "kind": "website",
            "website": EXAMPLE
            | {
                "brand": {
                    "legal_name": "Acme Holdings LLC",
                    "dba_name": "Acme",
                    "street": "100 Main Street",
                    "postal_code": "62701",
                }
            },
        },
        {
            "kind": "website",
            "website": EXAMPLE
            | {
                "brand": {
                    "legal_name": "Acme Holdings LLC",
                    "dba_name": "Acme",
                    "street": "100 Main Street",
                    "postal_code": "62701",
                },
                "pages": [{"role": "home", "text": "Acme, 62701 Springfield"}],
            },
        },
        {
            "kind": "website",
            "website": EXAMPLE
            | {
                "brand": {
                    "legal_name": "Acme Holdings LLC",
                    "dba_name": "Acme",
                    "street": "100 Main Street",
                    "postal_code": "62701",
                },
                "pages": [{"role": "home", "text": "Acme, 100 Elm Road, 60601 Chicago"}],
            },
        },
    ),
)
