"""UC015: A political campaign that texts peer to peer has a path of its own."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts.patterns import pattern
from portal.rules.facts.text import normalize
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import Campaign

_PEERS = pattern(
    r"\bp2p\b|\bpeer[- ](?:to|2)[- ]peer\b|\bvolunteers? (?:will |who )?(?:text|send|message|press)\b|\bsent by (?:a )?volunteers?\b"
    r"|\btext(?:ing)? ?bank(?:s|ing)?\b|\bone (?:text|message) at a time\b"
)


def _check(campaign: Campaign, context: Context) -> Iterator[Hit]:
    for field in ("description", "message_flow"):
        text = normalize(str(getattr(campaign, field)))
        match = _PEERS.search(text.folded)
        if match:
            message = f"\u201c{match.group()}\u201d speaks of peer-to-peer texting."
            yield Hit(message=message, field=field, span=text.span(*match.span()))
            return


RULE = Rule(
    id="UC015",
    name="peer-to-peer-politics",
    authority="tcr",
    citation="source 004, section 8.8",
    severity=Verdict.WARNING,
    subjects=(Campaign,),
    check=_check,
    what="A political campaign that texts peer to peer has a path of its own.",
    why="The registry treats peer-to-peer political texting apart; the wrong path costs the whole review.",
    fix="Ask the provider for the peer-to-peer path before filing.",
    codes=("portal:MANUAL_REVIEW",),
    field="use_case",
    applies=lambda campaign, context: campaign.use_case == "POLITICAL",
    good=(
        {
            "kind": "campaign",
            "use_case": "POLITICAL",
            "description": "Friends of Roe sends rally invitations to voters.",
        },
        {"kind": "campaign", "use_case": "SOCIAL", "description": "Acme carries peer-to-peer chats."},
        {
            "kind": "campaign",
            "use_case": "POLITICAL",
            "message_flow": "Volunteers sign up at roe.org/join and tick the box.",
        },
    ),
    bad=(
        {"kind": "campaign", "use_case": "POLITICAL", "description": "Friends of Roe sends P2P texts to voters."},
        {"kind": "campaign", "use_case": "POLITICAL", "message_flow": "Our volunteers text voters from a list."},
        {"kind": "campaign", "use_case": "POLITICAL", "description": "Peer-to-peer texting of supporters by hand."},
    ),
)
