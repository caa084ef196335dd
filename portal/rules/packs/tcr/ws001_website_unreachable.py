"""WS001: A reviewer cannot open the website."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.site.check import as_hits
from portal.rules.site.example import EXAMPLE
from portal.rules.site.reach import check_reachable
from portal.rules.subjects import (
    Site,
)


def _check(site: Site, context: Context) -> Iterator[Hit]:
    yield from as_hits(check_reachable(site))


RULE = Rule(
    id="WS001",
    name="website-unreachable",
    authority="tcr",
    citation="source 004, steps 2.1, 3.3 and 7.2",
    severity=Verdict.ERROR,
    subjects=(Site,),
    check=_check,
    what="A reviewer cannot open the website.",
    why="Sites that are down, parked, behind a login or under maintenance draw 1003.",
    fix="Open the site to the public for the whole review.",
    codes=(
        "tcr:1003",
        "toll_free_aggregator:546",
    ),
    field="website",
    good=(
        {"kind": "website", "website": EXAMPLE},
        {
            "kind": "website",
            "website": EXAMPLE
            | {"pages": [{"role": "home", "text": "Acme sells shoes. The new line is coming next week."}]},
        },
        {
            "kind": "website",
            "website": EXAMPLE
            | {
                "pages": [{"role": "home", "kind": "page", "text": "Log in here to see your orders. Acme sells shoes."}]
            },
        },
    ),
    bad=(
        {"kind": "website", "website": EXAMPLE | {"pages": [{"role": "home", "kind": "login_wall"}]}},
        {"kind": "website", "website": EXAMPLE | {"pages": [{"role": "home", "kind": "placeholder"}]}},
        {"kind": "website", "website": EXAMPLE | {"refused": "private_address", "pages": []}},
    ),
)
