"""CM039: The brand has more campaigns than usual."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.kit import absent
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import Campaign

_FIFTY = [{"use_case": "2FA", "description": f"Acme sends codes of kind {place}."} for place in range(50)]


def _check(campaign: Campaign, context: Context) -> Iterator[Hit]:
    count, most = len(context.others) + 1, context.limit("campaigns_per_brand")
    yield from absent(count <= most, f"This is campaign {count} of the brand; {most} are allowed without asking.")


RULE = Rule(
    id="CM039",
    name="too-many-campaigns",
    authority="tcr",
    citation="Fonestorm, campaign registration (50); Telnyx (5)",
    severity=Verdict.WARNING,
    subjects=(Campaign,),
    check=_check,
    what="The brand has more campaigns than usual.",
    why="Registries and providers limit campaigns per brand; more need a reason and a grant.",
    fix="Put messages of one kind into one campaign, or ask the provider for a higher limit first.",
    codes=("twilio:30898",),
    field="use_case",
    applies=lambda campaign, context: bool(context.others),
    good=(
        {"kind": "campaign", "use_case": "MARKETING", "context": {"campaigns": _FIFTY[:49]}},
        {"kind": "campaign", "use_case": "MARKETING", "context": {"campaigns": _FIFTY[:1]}},
        {"kind": "campaign", "use_case": "MARKETING"},
    ),
    bad=(
        {"kind": "campaign", "use_case": "MARKETING", "context": {"campaigns": _FIFTY}},
        {"kind": "campaign", "use_case": "2FA", "context": {"campaigns": _FIFTY[:50]}},
        {"kind": "campaign", "use_case": "MARKETING", "context": {"campaigns": [*_FIFTY, *_FIFTY]}},
    ),
)
