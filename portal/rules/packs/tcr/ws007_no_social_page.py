"""WS007: No LinkedIn or Facebook page is linked from the site."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.site.check import as_hits
from portal.rules.site.example import EXAMPLE
from portal.rules.site.owner import check_social
from portal.rules.subjects import (
    Site,
)


def _check(site: Site, context: Context) -> Iterator[Hit]:
    yield from as_hits(check_social(site))


RULE = Rule(
    id="WS007",
    name="no-social-page",
    authority="tcr",
    citation="source 004, steps 2.1 and 2.3",
    severity=Verdict.ADVICE,
    subjects=(Site,),
    check=_check,
    what="No LinkedIn or Facebook page is linked from the site.",
    why="A social page adds about five points and stands in when the website fails.",
    fix="Create one and link it.",
    field="social_urls",
    good=(
        {
            "kind": "website",
            "website": EXAMPLE | {"pages": [{"role": "home", "html": "<a href=https://facebook.com/acme>Find us</a>"}]},
        },
        {
            "kind": "website",
            "website": EXAMPLE
            | {"brand": {"legal_name": "Acme", "social_urls": ["https://www.linkedin.com/company/acme"]}},
        },
        {
            "kind": "website",
            "website": EXAMPLE
            | {
                "pages": [
                    {"role": "home", "html": "<p>Acme</p><a href='https://www.linkedin.com/company/acme'>LinkedIn</a>"}
                ]
            },
        },
    ),
    bad=(
        {"kind": "website", "website": EXAMPLE},
        {
            "kind": "website",
            "website": EXAMPLE
            | {"pages": [{"role": "home", "html": "<a href=https://twitter.com/acme>Follow us</a>"}]},
        },
        {
            "kind": "website",
            "website": EXAMPLE | {"pages": [{"role": "home", "text": "Like us on Facebook!"}]},
        },
    ),
)
