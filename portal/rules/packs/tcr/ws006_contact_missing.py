"""WS006: The site shows neither a phone number nor an e-mail address."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.site.check import as_hits
from portal.rules.site.example import EXAMPLE
from portal.rules.site.owner import check_contact
from portal.rules.subjects import (
    Site,
)


def _check(site: Site, context: Context) -> Iterator[Hit]:
    yield from as_hits(check_contact(site))


RULE = Rule(
    id="WS006",
    name="contact-missing",
    authority="tcr",
    citation="source 004, step 3.3",
    severity=Verdict.ERROR,
    subjects=(Site,),
    check=_check,
    what="The site shows neither a phone number nor an e-mail address.",
    why="Contact information is one of the required elements.",
    fix="Put a working contact on the site.",
    codes=("toll_free_aggregator:545",),
    field="website",
    good=(
        {"kind": "website", "website": EXAMPLE},
        {
            "kind": "website",
            "website": EXAMPLE | {"pages": [{"role": "home", "text": "Acme. (555) 234-5678"}]},
        },
        {
            "kind": "website",
            "website": EXAMPLE | {"pages": [{"role": "home", "html": "<a href=mailto:hello@acme.com>Write to us</a>"}]},
        },
    ),
    bad=(
        {
            "kind": "website",
            "website": EXAMPLE | {"pages": [{"role": "home", "text": "Order #5552345678 was our first. Visit us."}]},
        },
        {
            "kind": "website",
            "website": EXAMPLE | {"pages": [{"role": "home", "html": "<a href=/contact>Contact</a>"}]},
        },
        {
            "kind": "website",
            "website": EXAMPLE | {"pages": [{"role": "home", "text": "Acme Holdings LLC sells widgets."}]},
        },
    ),
)
