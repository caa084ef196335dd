"""WS024: The site offers goods that no carrier carries."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.site.check import as_hits
from portal.rules.site.content import check_goods
from portal.rules.site.example import EXAMPLE
from portal.rules.subjects import (
    Site,
)


def _check(site: Site, context: Context) -> Iterator[Hit]:
    yield from as_hits(check_goods(site))


RULE = Rule(
    id="WS024",
    name="prohibited-goods-on-site",
    authority="tcr",
    citation="reviewers of the second connectivity aggregator (dca2:701 to 704)",
    severity=Verdict.WARNING,
    subjects=(Site,),
    check=_check,
    what="The site offers goods that no carrier carries.",
    why="Reviewers read the site too: cannabis, firearms, sex and gambling sink a campaign even if its messages never name them.",
    fix="Register another business, or take the goods off the site.",
    codes=("dca2:701", "dca2:702", "dca2:703", "dca2:704", "toll_free_aggregator:506"),
    field="website",
    good=(
        {"kind": "website", "website": EXAMPLE},
        {
            "kind": "website",
            "website": EXAMPLE
            | {
                "pages": [
                    {"role": "home", "text": "Acme sells garden tools, seeds and gloves to the people of Springfield."}
                ]
            },
        },
        {
            "kind": "website",
            "website": EXAMPLE | {"pages": [{"role": "home", "text": "Acme repairs shoes."}]},
        },
    ),
    bad=(
        {
            "kind": "website",
            "website": EXAMPLE
            | {"pages": [{"role": "home", "text": "Our dispensary sells cannabis flower and edibles."}]},
        },
        {
            "kind": "website",
            "website": EXAMPLE | {"pages": [{"role": "home", "text": "Play at our online casino and win."}]},
        },
        {
            "kind": "website",
            "website": EXAMPLE | {"pages": [{"role": "home", "text": "Firearms and ammunition at the best price."}]},
        },
    ),
)
