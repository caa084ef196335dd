"""BR005: The website address does not start with https://."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.result import Edit, Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    Brand,
)


def _check(brand: Brand, context: Context) -> Iterator[Hit]:
    address = brand.website.strip().lower()
    start = len(brand.website) - len(brand.website.lstrip())
    scheme, mark, _ = address.partition("://")
    if scheme == "http" and mark:
        edit = Edit(start, start + len("http"), "https", safe=False, label="Use https")
        yield Hit(message="The address begins with http://.", edit=edit)
    elif mark and scheme != "https":
        yield Hit(message=f"The address begins with {scheme}://, not with https://.")
    elif not mark:
        edit = Edit(start, start, "https://", safe=False, label="Begin with https://")
        yield Hit(message="The address does not begin with https://.", severity=Verdict.WARNING, edit=edit)


RULE = Rule(
    id="BR005",
    name="website-insecure",
    authority="tcr",
    citation="source 004, steps 2.1 and 3.2",
    severity=Verdict.ERROR,
    subjects=(Brand,),
    check=_check,
    what="The website address does not start with https://.",
    why="Sites without a certificate draw 1103.",
    fix="Install a certificate and enter the https address.",
    codes=(
        "tcr:1103",
        "toll_free_aggregator:544",
    ),
    field="website",
    applies=lambda brand, context: bool(brand.website.strip()),
    good=(
        {"kind": "brand", "website": "https://acme.com"},
        {"kind": "brand", "website": " HTTPS://Acme.com/start"},
        {"kind": "brand", "website": ""},
    ),
    bad=(
        {"kind": "brand", "website": "http://acme.com"},
        {"kind": "brand", "website": "HTTP://ACME.COM"},
        {"kind": "brand", "website": "www.acme.com"},
        {"kind": "brand", "website": "ftp://acme.com"},
    ),
)
