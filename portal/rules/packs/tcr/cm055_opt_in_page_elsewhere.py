"""CM055: The opt-in form is not on the brand's own domain."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import names
from portal.rules.kit import ACME
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    Campaign,
)

_BUILDERS = (
    "docs.google.com",
    "forms.gle",
    "typeform.com",
    "jotform.com",
    "wufoo.com",
    "airtable.com",
    "surveymonkey.com",
)


def _host(url: str) -> str:
    return url.strip().lower().split("://", 1)[-1].split("/", 1)[0].split(":", 1)[0].removeprefix("www.")


def _check(campaign: Campaign, context: Context) -> Iterator[Hit]:
    host, home = _host(campaign.opt_in_url), _host(campaign.brand.website if campaign.brand else "")
    if host.endswith(_BUILDERS):
        yield Hit(message=f"{host} builds forms for everybody; nothing in the address shows whose form it is.")
    elif names.domain_label(host) != names.domain_label(home):
        yield Hit(message=f"The form is on {host}, the website on {home}.")


RULE = Rule(
    id="CM055",
    name="opt-in-page-elsewhere",
    authority="tcr",
    citation="reviewers of the second connectivity aggregator (dca2:603)",
    severity=Verdict.WARNING,
    subjects=(Campaign,),
    check=_check,
    what="The opt-in form is not on the brand's own domain.",
    why="Reviewers compare the domain of the form with the website of the brand.",
    fix="Put the form on your own site, or show it there.",
    codes=("dca2:603",),
    field="opt_in_url",
    applies=lambda campaign, context: bool(campaign.opt_in_url.strip() and campaign.brand and campaign.brand.website),
    good=(
        {"kind": "campaign", "brand": ACME, "opt_in_url": "https://acme.com/join"},
        {"kind": "campaign", "brand": ACME, "opt_in_url": "https://sms.acme.com/"},
        {"kind": "campaign", "opt_in_url": "https://acme.com/join"},
    ),
    bad=(
        {"kind": "campaign", "brand": ACME, "opt_in_url": "https://docs.google.com/forms/d/1"},
        {"kind": "campaign", "brand": ACME, "opt_in_url": "https://bestwidgets.com/join"},
        {"kind": "campaign", "brand": ACME, "opt_in_url": "https://acme.typeform.com/to/x"},
    ),
)
