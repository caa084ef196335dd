"""WS005: Neither the domain nor the words of the site lead to the registered business."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.site.check import as_hits
from portal.rules.site.example import EXAMPLE
from portal.rules.site.owner import check_identity
from portal.rules.subjects import (
    Site,
)


def _check(site: Site, context: Context) -> Iterator[Hit]:
    yield from as_hits(check_identity(site))


RULE = Rule(
    id="WS005",
    name="name-mismatch",
    authority="tcr",
    citation="source 004, steps 2.1 and 7.2",
    severity=Verdict.ERROR,
    subjects=(Site,),
    check=_check,
    what="Neither the domain nor the words of the site lead to the registered business.",
    why="A mismatch between entity and domain draws 1101.",
    fix='Put the line "© [DBA]. A DBA of [legal name]." in the footer.',
    codes=(
        "tcr:1101",
        "toll_free_aggregator:545",
    ),
    field="website",
    good=(
        {"kind": "website", "website": EXAMPLE},
        {
            "kind": "website",
            "website": EXAMPLE
            | {"brand": {"legal_name": "Acme Inc."}, "pages": [{"role": "home", "text": "Acme, Inc. sells widgets."}]},
        },
        {
            "kind": "website",
            "website": EXAMPLE
            | {"host": "acmeholdings.com", "pages": [{"role": "home", "text": "Acme Holdings LLC sells widgets."}]},
        },
    ),
    bad=(
        {
            "kind": "website",
            "website": EXAMPLE
            | {"pages": [{"role": "home", "text": "Acme sells widgets. Acme Holdings LLC, Springfield."}]},
        },
        {
            "kind": "website",
            "website": EXAMPLE | {"pages": [{"role": "home", "text": "We sell widgets to everybody."}]},
        },
        {
            "kind": "website",
            "website": EXAMPLE
            | {"host": "bestwidgets.com", "pages": [{"role": "home", "text": "Best Widgets. Call 555-234-5678."}]},
        },
    ),
)
