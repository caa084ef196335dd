"""WS023: The site says too little about the business."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.site.check import as_hits
from portal.rules.site.content import check_substance
from portal.rules.site.example import EXAMPLE
from portal.rules.subjects import (
    Site,
)


def _check(site: Site, context: Context) -> Iterator[Hit]:
    found = check_substance(site, context.limit("site_words_min"), context.limit("site_pages_min"))
    yield from as_hits(found)


RULE = Rule(
    id="WS023",
    name="site-thin",
    authority="tcr",
    citation="second connectivity aggregator's review (807); registry's later reading of 1004",
    severity=Verdict.WARNING,
    subjects=(Site,),
    check=_check,
    what="The site says too little about the business.",
    why="A page with a name and a picture does not show what the business is; later reviews refuse it.",
    fix="Say who you are, what you offer and where, on pages of their own.",
    codes=("dca2:807", "toll_free_aggregator:545"),
    field="website",
    applies=lambda site, context: bool(context.limit("later_public_rules")),
    good=(
        {
            "kind": "website",
            "profile": "current",
            "website": EXAMPLE | {"pages": [{"role": "home", "text": "Acme sells widgets. " * 100}]},
        },
        {"kind": "website", "website": EXAMPLE},
        {
            "kind": "website",
            "profile": "current",
            "website": EXAMPLE
            | {
                "pages": [
                    {
                        "role": "home",
                        "html": "<a href=/a>A</a><a href=/b>B</a><a href=/c>C</a>" + "<p>We sell widgets.</p>" * 100,
                    }
                ]
            },
        },
    ),
    bad=(
        {"kind": "website", "profile": "current", "website": EXAMPLE},
        {
            "kind": "website",
            "profile": "current",
            "website": EXAMPLE | {"pages": [{"role": "home", "text": "Acme"}]},
        },
        {
            "kind": "website",
            "profile": "current",
            "website": EXAMPLE
            | {"pages": [{"role": "home", "html": "<a href=/a>A</a>" + "<p>We sell widgets.</p>" * 100}]},
        },
    ),
)
