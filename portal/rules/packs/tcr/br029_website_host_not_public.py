"""BR029: The website's address is not one that the public can open."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import hosts
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import Brand


def _check(brand: Brand, context: Context) -> Iterator[Hit]:
    address = brand.website.strip()
    host = hosts.host_of(address)
    authority = address.split("://", 1)[-1].split("/", 1)[0]
    if "@" in authority:
        yield Hit(message="The address holds a user name; reviewers open it without one.")
    elif hosts.is_address_number(host):
        yield Hit(message=f"{host} is a number, not a domain.")
    elif not hosts.is_public(host):
        yield Hit(message=f"{host or address} is not a domain that the public can open.")


RULE = Rule(
    id="BR029",
    name="website-host-not-public",
    authority="tcr",
    citation="source 004, steps 2.1, 3.2 and 7.2",
    severity=Verdict.ERROR,
    subjects=(Brand,),
    check=_check,
    what="The website's address is not one that the public can open.",
    why="The registry opens it by itself during the review; what it cannot reach draws 1003.",
    fix="Enter the main website under its own domain, such as https://acme.com.",
    codes=("tcr:1003",),
    field="website",
    applies=lambda brand, context: bool(brand.website.strip()),
    good=(
        {"kind": "brand", "website": "https://acme.com"},
        {"kind": "brand", "website": "https://shop.acme.co.uk/start?x=1"},
        {"kind": "brand", "website": "acme.com"},
    ),
    bad=(
        {"kind": "brand", "website": "https://localhost:8000"},
        {"kind": "brand", "website": "https://203.0.113.7/"},
        {"kind": "brand", "website": "https://shop.acme.local"},
        {"kind": "brand", "website": "https://demo:secret@acme.com"},
        {"kind": "brand", "website": "https://acme"},
    ),
)
