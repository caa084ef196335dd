"""WS020: The policy, the terms or the opt-in page cannot be opened by everybody."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.site.check import as_hits
from portal.rules.site.example import EXAMPLE
from portal.rules.site.finding import check_found
from portal.rules.subjects import (
    Site,
)

_ROLES = {"privacy_policy": "privacy_policy_url", "terms": "terms_url", "opt_in": "opt_in_url"}


def _check(site: Site, context: Context) -> Iterator[Hit]:
    for role, field in _ROLES.items():
        yield from as_hits(check_found(site, role, f"{role}.found"), field=field)


RULE = Rule(
    id="WS020",
    name="linked-page-unreadable",
    authority="tcr",
    citation="source 004, steps 3.3, 4.4, 4.5 and 7.5",
    severity=Verdict.ERROR,
    subjects=(Site,),
    check=_check,
    what="The policy, the terms or the opt-in page cannot be opened by everybody.",
    why="Every address of the registration is opened during the review: without login, without placeholder, over https.",
    fix="Publish each page for everybody and enter its direct address.",
    codes=("tcr:9108", "dca2:852", "tcr:9607", "tcr:2103", "toll_free_aggregator:546"),
    field="privacy_policy_url",
    good=(
        {
            "kind": "website",
            "website": EXAMPLE
            | {
                "pages": [
                    EXAMPLE["pages"][0],
                    {"role": "privacy_policy", "url": "https://acme.com/privacy", "text": "Privacy"},
                    {"role": "terms", "url": "https://acme.com/terms", "text": "Terms"},
                ]
            },
        },
        {
            "kind": "website",
            "website": EXAMPLE
            | {
                "pages": [
                    EXAMPLE["pages"][0],
                    {"role": "privacy_policy", "url": "https://acme.com/p", "text": "Privacy"},
                    {"role": "terms", "url": "https://acme.com/t", "text": "Terms"},
                    {"role": "opt_in", "url": "https://acme.com/join", "text": "Join"},
                ]
            },
        },
        {"kind": "website", "website": EXAMPLE | {"pages": []}},
    ),
    bad=(
        {"kind": "website", "website": EXAMPLE},
        {
            "kind": "website",
            "website": EXAMPLE
            | {
                "pages": [
                    EXAMPLE["pages"][0],
                    {"role": "privacy_policy", "url": "https://acme.com/p", "kind": "login_wall"},
                    {"role": "terms", "url": "https://acme.com/t", "text": "Terms"},
                ]
            },
        },
        {
            "kind": "website",
            "website": EXAMPLE
            | {
                "pages": [
                    EXAMPLE["pages"][0],
                    {"role": "privacy_policy", "url": "https://acme.com/p", "text": "P"},
                    {"role": "terms", "url": "https://acme.com/t", "text": "T"},
                    {"role": "opt_in", "url": "https://acme.com/join", "kind": "placeholder"},
                ]
            },
        },
    ),
)
