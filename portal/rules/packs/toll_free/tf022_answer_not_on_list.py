"""TF022: An answer is none of those that the form offers."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.questions import answer_name
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import TollFreeBrief

_MARKS = str.maketrans("_/&-", "    ")


def _plain(value: str) -> str:
    return " ".join(value.casefold().translate(_MARKS).split())


def _check(brief: TollFreeBrief, context: Context) -> Iterator[Hit]:
    book = context.rulebook.documents["toll_free"]
    lists = {
        "message_type": book["message_types"],
        "organization_type": book["organization_types"],
        "canadian_traffic": [*book["canadian_traffic"], "mostly"],
        "category": [*book["categories"], *context.rulebook.use_cases],
    }
    for name, known in lists.items():
        value = getattr(brief, name).strip()
        if value and _plain(value) not in {_plain(one) for one in known}:
            yield Hit(message=f"{answer_name(name)}: \u201c{value[:60]}\u201d is not on the list.", field=name)
    if brief.message_volume.strip() and not any(one.isdigit() for one in brief.message_volume):
        yield Hit(
            message=f"Message volume: \u201c{brief.message_volume[:40]}\u201d is no number.", field="message_volume"
        )


RULE = Rule(
    id="TF022",
    name="answer-not-on-list",
    authority="toll_free",
    citation="source 003, campaign brief fields",
    severity=Verdict.WARNING,
    subjects=(TollFreeBrief,),
    check=_check,
    what="An answer is none of those that the form offers.",
    why="The form takes these answers from lists; others come back as incomplete.",
    fix="Choose one from the list.",
    codes=("toll_free_aggregator:622",),
    field="category",
    good=(
        {
            "kind": "toll_free",
            "message_type": "informational",
            "category": "Order Notifications",
            "organization_type": "non_profit",
            "canadian_traffic": "none",
        },
        {"kind": "toll_free", "message_type": "MARKETING", "category": "hr / staffing", "message_volume": "10,000"},
        {"kind": "toll_free", "category": "DELIVERY_NOTIFICATION", "organization_type": "PRIVATE_PROFIT"},
    ),
    bad=(
        {"kind": "toll_free", "message_type": "transactional"},
        {"kind": "toll_free", "category": "Everything"},
        {"kind": "toll_free", "organization_type": "LLC"},
        {"kind": "toll_free", "canadian_traffic": "sometimes"},
        {"kind": "toll_free", "message_volume": "a lot"},
    ),
)
