"""CM007: The address of the opt-in form is not secured."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.result import Edit, Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    Campaign,
)


def _check(campaign: Campaign, context: Context) -> Iterator[Hit]:
    url = campaign.opt_in_url.strip()
    if url.lower().startswith("http://"):
        yield Hit(message="The address begins with http://.", edit=Edit(0, 4, "https", safe=False, label="Use https"))


RULE = Rule(
    id="CM007",
    name="opt-in-address-insecure",
    authority="tcr",
    citation="source 004, step 7.4",
    severity=Verdict.ERROR,
    subjects=(Campaign,),
    check=_check,
    what="The address of the opt-in form is not secured.",
    why="A form on http draws 2103.",
    fix="Install a certificate and enter the https address.",
    codes=(
        "tcr:2103",
        "toll_free_aggregator:544",
    ),
    field="opt_in_url",
    applies=lambda campaign, context: bool(campaign.opt_in_url),
    good=(
        {"kind": "campaign", "opt_in_url": "HTTPS://ACME.COM/JOIN"},
        {"kind": "campaign", "opt_in_url": ""},
        {"kind": "campaign", "opt_in_url": "https://acme.com/join"},
    ),
    bad=(
        {"kind": "campaign", "opt_in_url": "HTTP://ACME.COM/JOIN"},
        {"kind": "campaign", "opt_in_url": "http://forms.acme.com/x?next=https://acme.com"},
        {"kind": "campaign", "opt_in_url": "http://acme.com/join"},
    ),
)
