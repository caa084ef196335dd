"""WS003: The plain http address does not lead to https."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.site.check import as_hits
from portal.rules.site.example import EXAMPLE
from portal.rules.site.reach import check_redirect
from portal.rules.subjects import (
    Site,
)


def _check(site: Site, context: Context) -> Iterator[Hit]:
    yield from as_hits(check_redirect(site))


RULE = Rule(
    id="WS003",
    name="no-redirect-to-https",
    authority="tcr",
    citation="source 004, step 7.2",
    severity=Verdict.ERROR,
    subjects=(Site,),
    check=_check,
    what="The plain http address does not lead to https.",
    why="All pages must redirect to their secured address.",
    fix="Answer every http address with a permanent redirect.",
    codes=(
        "tcr:1103",
        "toll_free_aggregator:544",
    ),
    field="website",
    good=(
        {"kind": "website", "website": EXAMPLE},
        {
            "kind": "website",
            "website": EXAMPLE
            | {"pages": [{"role": "http_redirect", "url": "http://acme.com", "final_url": "https://acme.com/"}]},
        },
        {
            "kind": "website",
            "website": EXAMPLE
            | {"pages": [{"role": "http_redirect", "url": "http://acme.com", "final_url": "HTTPS://WWW.ACME.COM/"}]},
        },
    ),
    bad=(
        {
            "kind": "website",
            "website": EXAMPLE | {"pages": [{"role": "http_redirect", "final_url": "http://www.acme.com/home"}]},
        },
        {
            "kind": "website",
            "website": EXAMPLE | {"pages": [{"role": "http_redirect", "url": "http://acme.com"}]},
        },
        {
            "kind": "website",
            "website": EXAMPLE | {"pages": [{"role": "http_redirect", "final_url": "http://acme.com/"}]},
        },
    ),
)
