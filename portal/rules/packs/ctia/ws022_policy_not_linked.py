"""WS022: The home page does not lead to the privacy policy or to the terms."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules import site_checks, site_content
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    Site,
)


def _check(site: Site, context: Context) -> Iterator[Hit]:
    yield from site_content.hits("home.links", site)


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
            "website": site_checks.EXAMPLE
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
            "website": site_checks.EXAMPLE
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
            "website": site_checks.EXAMPLE
            | {
                "pages": [
                    site_checks.EXAMPLE["pages"][0],
                    {"role": "privacy_policy", "url": "https://acme.com/p", "text": "Privacy"},
                    {"role": "terms", "url": "https://acme.com/t", "text": "Terms"},
                ]
            },
        },
    ),
    bad=(
        {
            "kind": "website",
            "website": site_checks.EXAMPLE
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
            "website": site_checks.EXAMPLE
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
            "website": site_checks.EXAMPLE
            | {
                "pages": [
                    {"role": "home", "html": "<p>Privacy is dear to us.</p>"},
                    {"role": "privacy_policy", "url": "https://acme.com/p", "text": "Privacy"},
                ]
            },
        },
    ),
)
