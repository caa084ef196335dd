"""WS024: The site offers goods that no carrier carries."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules import site_checks, site_content
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    Site,
)


def _check(site: Site, context: Context) -> Iterator[Hit]:
    yield from site_content.hits("home.goods", site)


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
        {"kind": "website", "website": site_checks.EXAMPLE},
        {
            "kind": "website",
            "website": site_checks.EXAMPLE
            | {
                "pages": [
                    {"role": "home", "text": "Acme sells garden tools, seeds and gloves to the people of Springfield."}
                ]
            },
        },
        {
            "kind": "website",
            "website": site_checks.EXAMPLE | {"pages": [{"role": "home", "text": "Acme repairs shoes."}]},
        },
    ),
    bad=(
        {
            "kind": "website",
            "website": site_checks.EXAMPLE
            | {"pages": [{"role": "home", "text": "Our dispensary sells cannabis flower and edibles."}]},
        },
        {
            "kind": "website",
            "website": site_checks.EXAMPLE
            | {"pages": [{"role": "home", "text": "Play at our online casino and win."}]},
        },
        {
            "kind": "website",
            "website": site_checks.EXAMPLE
            | {"pages": [{"role": "home", "text": "Firearms and ammunition at the best price."}]},
        },
    ),
)
