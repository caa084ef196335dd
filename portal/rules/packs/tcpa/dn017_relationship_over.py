"""DN017: The established business relationship has ended."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import moments
from portal.rules.record_kit import PRACTICE
from portal.rules.records import DncPolicy
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule


def _check(policy: DncPolicy, context: Context) -> Iterator[Hit]:
    terms = context.rulebook.documents["do_not_call"]["relationship"]
    told = {"last_purchase_on": terms["purchase_months"], "last_inquiry_on": terms["inquiry_months"]}
    starts = {name: moments.day(getattr(policy, name)) for name in told}
    ends = [moments.months_after(start, told[name]) for name, start in starts.items() if start is not None]
    stopped, used = moments.day(policy.stop_requested_on), moments.day(policy.checked_on) or context.today
    begun = [start for start in starts.values() if start is not None]
    if stopped is not None and begun and stopped >= max(begun):
        yield Hit(message=f"The person asked on {stopped} to be left alone.", field="stop_requested_on")
    elif not ends or used is None:
        yield Hit(
            message="The days of the relationship or of the message are missing.", severity=Verdict.COULD_NOT_CHECK
        )
    elif used > max(ends):
        yield Hit(message=f"The relationship ended on {max(ends)}; the message was sent on {used}.")


RULE = Rule(
    id="DN017",
    name="relationship-over",
    authority="tcpa",
    citation="47 CFR 64.1200(f)(5)",
    severity=Verdict.WARNING,
    subjects=(DncPolicy,),
    check=_check,
    what="The established business relationship has ended.",
    why="It lasts 18 months from a purchase and 3 months from an inquiry, and ends at once when the person asks to stop.",
    fix="Stop sending, or ask for consent.",
    codes=("portal:DNC_REJECT",),
    field="last_purchase_on",
    applies=lambda policy, context: bool(policy.last_purchase_on.strip() or policy.last_inquiry_on.strip()),
    good=(
        PRACTICE,
        {**PRACTICE, "last_purchase_on": "2025-08-31", "checked_on": "2027-02-28"},
        {**PRACTICE, "last_inquiry_on": "2026-01-15", "checked_on": "2026-04-15"},
        {**PRACTICE, "last_purchase_on": "2026-01-10", "stop_requested_on": "2025-12-01", "checked_on": "2026-02-01"},
    ),
    bad=(
        {**PRACTICE, "last_purchase_on": "2025-08-31", "checked_on": "2027-03-01"},
        {**PRACTICE, "last_inquiry_on": "2026-01-15", "checked_on": "2026-04-16"},
        {**PRACTICE, "last_purchase_on": "2026-01-10", "stop_requested_on": "2026-01-20", "checked_on": "2026-02-01"},
        {**PRACTICE, "last_purchase_on": "last year", "checked_on": "2026-02-01"},
    ),
)
