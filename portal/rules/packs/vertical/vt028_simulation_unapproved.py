"""VT028: A phishing simulation has no written approval of a carrier."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import industries
from portal.rules.facts.patterns import pattern
from portal.rules.facts.text import normalize
from portal.rules.kit import at
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import Campaign

_SIMULATION = pattern(
    r"\b(?:phishing|smishing) (?:simulations?|tests?|exercises?|drills?|campaigns?|awareness)\b|\bsimulated (?:phishing|smishing)\b|\bsecurity awareness (?:tests?|simulations?|exercises?)\b"
)


def _check(campaign: Campaign, context: Context) -> Iterator[Hit]:
    if "carrier_preapproval" in (campaign.evidence or ()):
        return
    for name, raw in (*industries.texts_of(campaign), ("message_flow", campaign.message_flow)):
        text = normalize(raw)
        match = _SIMULATION.search(text.folded)
        if match:
            yield at(text, match.span(), "A phishing simulation without a carrier's written approval.", field=name)
            return


RULE = Rule(
    id="VT028",
    name="simulation-unapproved",
    authority="vertical",
    citation="source 004, appendix C",
    severity=Verdict.ERROR,
    subjects=(Campaign,),
    check=_check,
    what="A phishing simulation has no written approval of a carrier.",
    why="Even a harmless imitation of fraud is blocked and fined unless the carrier agreed in writing before.",
    fix="Obtain the carrier’s written approval and attach it.",
    codes=("portal:MANUAL_REVIEW",),
    field="description",
    applies=lambda campaign, context: campaign.evidence is not None,
    good=(
        {
            "kind": "campaign",
            "description": "SecureCo sends phishing simulations to staff of its clients.",
            "evidence": ["carrier_preapproval"],
        },
        {"kind": "campaign", "description": "Acme warns customers of phishing.", "evidence": []},
        {"kind": "campaign", "description": "SecureCo sends phishing simulations to staff."},
    ),
    bad=(
        {
            "kind": "campaign",
            "description": "SecureCo sends phishing simulations to staff of its clients.",
            "evidence": [],
        },
        {
            "kind": "campaign",
            "description": "SecureCo runs a simulated phishing exercise for employees.",
            "evidence": ["terms"],
        },
        {"kind": "campaign", "message_flow": "HR enrols staff into our smishing tests.", "evidence": []},
    ),
)
