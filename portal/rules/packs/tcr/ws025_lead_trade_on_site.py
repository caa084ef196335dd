"""WS025: The site offers leads, affiliate programs or similar services."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.site.check import as_hits
from portal.rules.site.content import check_leads
from portal.rules.site.example import EXAMPLE
from portal.rules.subjects import (
    Site,
)


def _check(site: Site, context: Context) -> Iterator[Hit]:
    yield from as_hits(check_leads(site))


RULE = Rule(
    id="WS025",
    name="lead-trade-on-site",
    authority="tcr",
    citation="carriers' decline reason 708; source 003, code 538",
    severity=Verdict.WARNING,
    subjects=(Site,),
    check=_check,
    what="The site offers leads, affiliate programs or similar services.",
    why="Reviewers decline senders who seem to trade in leads or to text for others.",
    fix="Take the offer off the site, or explain in the description that nobody else's numbers are texted.",
    codes=("dca2:708", "toll_free_aggregator:538"),
    field="website",
    good=(
        {"kind": "website", "website": EXAMPLE},
        {
            "kind": "website",
            "website": EXAMPLE
            | {"pages": [{"role": "home", "text": "Acme leads the way in shoes. We never sell leads."}]},
        },
        {
            "kind": "website",
            "website": EXAMPLE | {"pages": [{"role": "home", "text": "Our team leads from the front."}]},
        },
    ),
    bad=(
        {
            "kind": "website",
            "website": EXAMPLE | {"pages": [{"role": "home", "text": "Acme offers lead generation for realtors."}]},
        },
        {
            "kind": "website",
            "website": EXAMPLE | {"pages": [{"role": "home", "text": "Join our affiliate program today."}]},
        },
        {
            "kind": "website",
            "website": EXAMPLE | {"pages": [{"role": "home", "text": "Buy exclusive leads from Acme."}]},
        },
    ),
)
