"""DN002: The registry data is older than 31 days."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import moments
from portal.rules.record_kit import PRACTICE
from portal.rules.records import DncPolicy
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule


def _check(policy: DncPolicy, context: Context) -> Iterator[Hit]:
    most = context.limit("registry_data_days")
    if policy.scrub_every_days is not None and policy.scrub_every_days > most:
        yield Hit(message=f"Lists are checked every {policy.scrub_every_days} days; {most} are the most.")
    data, used = moments.day(policy.registry_data_of), moments.day(policy.checked_on) or context.today
    if policy.registry_data_of.strip() and data is None:
        yield Hit(message=f"\u201c{policy.registry_data_of[:40]}\u201d is not a day.", field="registry_data_of")
    elif data is not None and used is not None:
        age = moments.days_between(data, used)
        if age > most:
            yield Hit(message=f"The registry data is {age} days old; {most} are the most.", field="registry_data_of")
        elif age < 0:
            yield Hit(message="The registry data is dated after the check.", field="registry_data_of")


RULE = Rule(
    id="DN002",
    name="registry-data-too-old",
    authority="tcpa",
    citation="47 CFR 64.1200(c)(2)(i)(D)",
    severity=Verdict.ERROR,
    subjects=(DncPolicy,),
    check=_check,
    what="The registry data is older than 31 days.",
    why="Only data of the last 31 days keeps the protection of the safe harbour.",
    fix="Fetch the registry again, and at least every 31 days.",
    codes=("portal:DNC_REJECT",),
    field="scrub_every_days",
    applies=lambda policy, context: (
        policy.scrubs_registry is not False
        and (policy.scrub_every_days is not None or bool(policy.registry_data_of.strip()))
    ),
    good=(
        PRACTICE,
        {**PRACTICE, "registry_data_of": "2026-10-01", "checked_on": "2026-11-01"},
        {**PRACTICE, "scrub_every_days": 31},
        {**PRACTICE, "registry_data_of": "2026-10-01"},
    ),
    bad=(
        {**PRACTICE, "registry_data_of": "2026-10-01", "checked_on": "2026-11-02"},
        {**PRACTICE, "scrub_every_days": 32},
        {**PRACTICE, "scrub_every_days": "90"},
        {**PRACTICE, "registry_data_of": "2026-12-01", "checked_on": "2026-11-02"},
    ),
)
