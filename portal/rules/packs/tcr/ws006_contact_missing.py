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
    good=({"kind": "website", "website": site_checks.EXAMPLE},),
    bad=(
        {
            "kind": "website",
            "website": site_checks.EXAMPLE | {"pages": [{"role": "home", "text": "Acme Holdings LLC sells widgets."}]},
        },
    ),
)
