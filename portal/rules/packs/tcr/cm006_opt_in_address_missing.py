"""CM006: Consent is taken on a web form, but its address is missing."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.result import Edit, Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    Campaign,
)


def _check(campaign: Campaign, context: Context) -> Iterator[Hit]:
    url = campaign.opt_in_url.strip().lower()
    host = url.split("://", 1)[-1].split("/", 1)[0]
    if "." not in host:
        yield Hit(message="The address of the opt-in form is missing.")
    elif not url.startswith(("https://", "http://")):
        edit = Edit(0, 0, "https://", safe=False, label="Put https:// in front")
        yield Hit(message="The address does not begin with https://.", edit=edit)


RULE = Rule(
    id="CM006",
    name="opt-in-address-missing",
    authority="tcr",
    citation="source 004, steps 4.4 and 7.4",
    severity=Verdict.ERROR,
    subjects=(Campaign,),
    check=_check,
    what="Consent is taken on a web form, but its address is missing.",
    why="Reviewers open the address; left blank it draws 2104.",
    fix="Enter the full https address of the page with the form, or of a public page that shows the wording.",
    codes=("tcr:2104",),
    field="opt_in_url",
    applies=lambda campaign, context: campaign.opt_in_method == "web_form",
    good=(
        {"kind": "campaign", "opt_in_method": "web_form", "opt_in_url": "https://acme.com/join"},
        {"kind": "campaign", "opt_in_method": "web_form", "opt_in_url": "http://acme.com/join"},
        {"kind": "campaign", "opt_in_method": "verbal", "opt_in_url": ""},
    ),
    bad=(
        {"kind": "campaign", "opt_in_method": "web_form", "opt_in_url": ""},
        {"kind": "campaign", "opt_in_method": "web_form", "opt_in_url": "acme.com/join"},
        {"kind": "campaign", "opt_in_method": "web_form", "opt_in_url": "our website"},
    ),
)
