"""WS021: A form on the site demands a phone number and says nothing about texts."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.site.check import as_hits
from portal.rules.site.content import check_forms
from portal.rules.site.example import EXAMPLE
from portal.rules.subjects import (
    Site,
)


def _check(site: Site, context: Context) -> Iterator[Hit]:
    yield from as_hits(check_forms(site))


RULE = Rule(
    id="WS021",
    name="phone-demanded-without-wording",
    authority="ctia",
    citation="reviewers of the second connectivity aggregator (dca2:803)",
    severity=Verdict.WARNING,
    subjects=(Site,),
    check=_check,
    what="A form on the site demands a phone number and says nothing about texts.",
    why="Reviewers look at every form that takes a number, not only at the one in the registration.",
    fix="Put the consent wording beside the field, or do not demand the number.",
    codes=("dca2:803",),
    field="website",
    good=(
        {
            "kind": "website",
            "website": EXAMPLE | {"pages": [{"role": "home", "html": "<form><input type=tel name=phone></form>"}]},
        },
        {
            "kind": "website",
            "website": EXAMPLE | {"pages": [{"role": "home", "html": "<form><input name=email required></form>"}]},
        },
        {
            "kind": "website",
            "website": EXAMPLE
            | {
                "pages": [
                    {
                        "role": "home",
                        "html": "<form><input type=tel required><label><input type=checkbox> Text me order updates. Reply STOP to opt out.</label></form>",
                    }
                ]
            },
        },
    ),
    bad=(
        {
            "kind": "website",
            "website": EXAMPLE
            | {"pages": [{"role": "home", "html": "<form><input type=tel name=phone required></form>"}]},
        },
        {
            "kind": "website",
            "website": EXAMPLE
            | {
                "pages": [
                    EXAMPLE["pages"][0],
                    {
                        "role": "opt_in",
                        "url": "https://acme.com/c",
                        "html": "<form><label>Phone* <input type=tel></label></form>",
                    },
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
                        "html": "<form><label>Cell <input type=tel aria-required=true></label><button>Call me</button></form>",
                    }
                ]
            },
        },
    ),
)
