"""BR005: The website address starts with http://."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.result import Edit, Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    Brand,
)


def _check(brand: Brand, context: Context) -> Iterator[Hit]:
    if brand.website.strip().lower().startswith("http://"):
        edit = Edit(0, len("http"), "https", safe=False, label="Use https")
        yield Hit(message="The address begins with http://.", edit=edit)


RULE = Rule(
    id="BR005",
    name="website-insecure",
    authority="tcr",
    citation="source 004, steps 2.1 and 3.2",
    severity=Verdict.ERROR,
    subjects=(Brand,),
    check=_check,
    what="The website address starts with http://.",
    why="Sites without a certificate draw 1103.",
    fix="Install a certificate and enter the https address.",
    codes=(
        "tcr:1103",
        "toll_free_aggregator:544",
    ),
    field="website",
    applies=lambda brand, context: bool(brand.website.strip()),
    good=({"kind": "brand", "website": "https://acme.com"},),
    bad=({"kind": "brand", "website": "http://acme.com"},),
)
