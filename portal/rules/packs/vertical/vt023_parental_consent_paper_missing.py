"""VT023: A campaign markets to minors without the form by which parents consent."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.kit import absent
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import Campaign

_MARKETS = frozenset({"MARKETING", "MIXED", "LOW_VOLUME", "SWEEPSTAKE", "SOLE_PROPRIETOR"})


def _check(campaign: Campaign, context: Context) -> Iterator[Hit]:
    severity = None if campaign.use_case == "MARKETING" else Verdict.WARNING
    found = "parental_consent_form" in (campaign.evidence or ())
    yield from absent(found, "The parental consent form is missing.", severity=severity)


RULE = Rule(
    id="VT023",
    name="parental-consent-paper-missing",
    authority="vertical",
    citation="source 004, section 8.5",
    severity=Verdict.ERROR,
    subjects=(Campaign,),
    check=_check,
    what="A campaign markets to minors without the form by which parents consent.",
    why="For people under 18 the parent consents as well.",
    fix="Add the parental consent form, or leave minors out of the audience.",
    field="audience_minors",
    applies=lambda campaign, context: (
        bool(campaign.audience_minors) and campaign.use_case in _MARKETS and campaign.evidence is not None
    ),
    good=(
        {"kind": "campaign", "use_case": "MARKETING", "audience_minors": True, "evidence": ["parental_consent_form"]},
        {"kind": "campaign", "use_case": "MARKETING", "audience_minors": False, "evidence": []},
        {"kind": "campaign", "use_case": "K12_EDUCATION", "audience_minors": True, "evidence": []},
        {"kind": "campaign", "use_case": "MARKETING", "audience_minors": True},
    ),
    bad=(
        {"kind": "campaign", "use_case": "MARKETING", "audience_minors": True, "evidence": []},
        {"kind": "campaign", "use_case": "MARKETING", "audience_minors": "yes", "evidence": ["optin_screenshot"]},
        {"kind": "campaign", "use_case": "MIXED", "audience_minors": True, "evidence": ["terms"]},
    ),
)
