"""WS006: The site shows neither a phone number nor an e-mail address."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules import site_checks
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    Site,
)


def _check(site: Site, context: Context) -> Iterator[Hit]:
    yield from site_checks.hits("contact.visible", site)


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
        {"kind": "website", "website": site_checks.EXAMPLE},
        {
            "kind": "website",
            "website": site_checks.EXAMPLE | {"pages": [{"role": "home", "text": "Acme. (555) 234-5678"}]},
        },
        {
            "kind": "website",
            "website": site_checks.EXAMPLE
            | {"pages": [{"role": "home", "html": "<a href=mailto:hello@acme.com>Write to us</a>"}]},
        },
    ),
    bad=(
        {
            "kind": "website",
            "website": site_checks.EXAMPLE
            | {"pages": [{"role": "home", "text": "Order #5552345678 was our first. Visit us."}]},
        },
        {
            "kind": "website",
            "website": site_checks.EXAMPLE | {"pages": [{"role": "home", "html": "<a href=/contact>Contact</a>"}]},
        },
        {
            "kind": "website",
            "website": site_checks.EXAMPLE | {"pages": [{"role": "home", "text": "Acme Holdings LLC sells widgets."}]},
        },
    ),
)
