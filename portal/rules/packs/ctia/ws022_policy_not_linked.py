"""WS022: The home page does not lead to the privacy policy or to the terms."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.site.check import as_hits
from portal.rules.site.content import check_links
from portal.rules.site.example import EXAMPLE
from portal.rules.subjects import (
    Site,
)


def _check(site: Site, context: Context) -> Iterator[Hit]:
    yield from as_hits(check_links(site))


RULE = Rule(
    id="WS022",
    name="policy-not-linked",
    authority="ctia",
    citation="source 000, elements 3; source 004, step 3.3",
    severity=Verdict.ERROR,
    subjects=(Site,),
    check=_check,
    what="The home page does not lead to the privacy policy or to the terms.",
    why="Both must be displayed prominently; reviewers look for them in the footer. A missing link to the terms alone is a warning.",
    fix="Link both in the footer of every page.",
    codes=("dca2:851", "dca2:852"),
    field="website",
    good=(
        {
            "kind": "website",
            "website": EXAMPLE
            | {
                "pages": [
                    {"role": "home", "html": "<p>Acme</p><a href=/privacy>Privacy</a> <a href=/terms>Terms</a>"},
                    {"role": "privacy_policy", "url": "https://acme.com/p", "text": "Privacy"},
                    {"role": "terms", "url": "https://acme.com/t", "text": "Terms"},
                ]
            },
        },
        {
            "kind": "website",
            "website": EXAMPLE
            | {
                "pages": [
                    {
                        "role": "home",
                        "html": "<a href=/legal/privacy-notice>Your data</a><a href=/tos>Terms of use</a>",
                    },
                    {"role": "privacy_policy", "url": "https://acme.com/p", "text": "Privacy"},
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
                    {"role": "privacy_policy", "url": "https://acme.com/p", "text": "Privacy"},
                    {"role": "terms", "url": "https://acme.com/t", "text": "Terms"},
                ]
            },
        },
    ),
    bad=(
        {
            "kind": "website",
            "website": EXAMPLE
            | {
                "pages": [
                    {"role": "home", "html": "<a href=/about>About</a>"},
                    {"role": "privacy_policy", "url": "https://acme.com/p", "text": "Privacy"},
                    {"role": "terms", "url": "https://acme.com/t", "text": "Terms"},
                ]
            },
        },
        {
            "kind": "website",
            "website": EXAMPLE
            | {
                "pages": [
                    {"role": "home", "html": "<a href=/privacy>Privacy</a>"},
                    {"role": "privacy_policy", "url": "https://acme.com/p", "text": "Privacy"},
                    {"role": "terms", "url": "https://acme.com/t", "text": "Terms"},
                ]
            },
        },
        {
            "kind": "website",
            "website": EXAMPLE
            | {
                "pages": [
                    {"role": "home", "html": "<p>Privacy is dear to us.</p>"},
                    {"role": "privacy_policy", "url": "https://acme.com/p", "text": "Privacy"},
                ]
            },
        },
    ),
)
