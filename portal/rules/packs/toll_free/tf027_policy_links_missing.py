"""TF027: The brief has no address of the privacy policy or of the terms."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.questions import answer_name
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import TollFreeBrief


def _check(brief: TollFreeBrief, context: Context) -> Iterator[Hit]:
    for name in ("privacy_policy_url", "terms_url"):
        if not getattr(brief, name).strip():
            yield Hit(message=f"{answer_name(name)} is missing.", field=name)


RULE = Rule(
    id="TF027",
    name="policy-links-missing",
    authority="toll_free",
    citation="public rule of 17 February 2026; source 003, ported numbers",
    severity=Verdict.ERROR,
    subjects=(TollFreeBrief,),
    check=_check,
    what="The brief has no address of the privacy policy or of the terms.",
    why="Since 2026 both belong to a new request; before, they were asked for when a number was tested again.",
    fix="Enter both addresses.",
    codes=("portal:REJECT",),
    field="privacy_policy_url",
    applies=lambda brief, context: bool(context.limit("registration_number_required")),
    good=(
        {
            "kind": "toll_free",
            "privacy_policy_url": "https://acme.com/privacy",
            "terms_url": "https://acme.com/terms",
            "profile": "current",
        },
        {"kind": "toll_free"},
        {
            "kind": "toll_free",
            "privacy_policy_url": "https://acme.com/privacy",
            "terms_url": "https://acme.com/terms",
            "profile": "telnyx",
        },
    ),
    bad=(
        {"kind": "toll_free", "privacy_policy_url": "https://acme.com/privacy", "profile": "current"},
        {"kind": "toll_free", "terms_url": "https://acme.com/terms", "profile": "current"},
        {"kind": "toll_free", "profile": "current"},
    ),
)
