"""WS002: The certificate is not one that every browser accepts."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.site.check import as_hits
from portal.rules.site.example import EXAMPLE
from portal.rules.site.reach import check_certificate
from portal.rules.subjects import (
    Site,
)


def _check(site: Site, context: Context) -> Iterator[Hit]:
    yield from as_hits(check_certificate(site))


RULE = Rule(
    id="WS002",
    name="certificate-refused",
    authority="tcr",
    citation="source 004, steps 2.1, 3.3 and 7.2",
    severity=Verdict.ERROR,
    subjects=(Site,),
    check=_check,
    what="The certificate is not one that every browser accepts.",
    why="An expired, self-signed or wrong certificate draws 1103.",
    fix="Install a valid certificate with its intermediate and renew it automatically.",
    codes=(
        "tcr:1103",
        "toll_free_aggregator:544",
    ),
    field="website",
    good=(
        {"kind": "website", "website": EXAMPLE},
        {"kind": "website", "website": EXAMPLE | {"tls": {"reason": ""}}},
        {"kind": "website", "website": EXAMPLE | {"host": "shop.acme.com"}},
    ),
    bad=(
        {"kind": "website", "website": EXAMPLE | {"tls": {"reason": "expired"}}},
        {"kind": "website", "website": EXAMPLE | {"tls": {"reason": "self_signed"}}},
        {"kind": "website", "website": EXAMPLE | {"tls": {"reason": "wrong_host"}}},
    ),
)
