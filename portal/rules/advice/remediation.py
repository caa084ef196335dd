"""From the codes of a refusal to a plan: grouped by root cause, worst first, in the four phases of the source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from portal.rules.questions import answer_name
from portal.rules.registry import all_rules
from portal.rules.rulebook import Code, load
from portal.rules.rulebook.codes import CLASSES

MINUTES: Final = {"minute": 1, "hour": 60, "day": 24 * 60}
DOCUMENTATION: Final = (60, 24 * 60)
"""Minutes that a fix takes where no authority gives a figure (source 004, step 7.1, phase 2)."""
_TIME = re.compile(r"(\d{1,4})(?:-(\d{1,4}))? (minute|hour|day)s?")
_SPELLED = re.compile(r"[A-Za-z0-9_]{1,40}(?::[A-Za-z0-9_]{1,80})?")


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for evidence: a ``paper`` to keep, a ``field`` to answer, or a ``text`` to write."""

    kind: str
    name: str
    title: str


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do, the codes it answers (none: it serves all), and where its evidence goes."""

    text: str
    codes: tuple[str, ...] = ()
    slots: tuple[Slot, ...] = ()


@dataclass(frozen=True, slots=True)
class Phase:
    """One of the four phases with its target. ``open`` is false while it is not yet due or must not begin."""

    slug: str
    title: str
    target: str
    tasks: tuple[Task, ...]
    open: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Codes with one likely root cause. ``severity_class`` is the worst of them; ``rules`` would have found them.

    ``may_follow`` names the cause of another group that these may follow from.
    """

    cause: str
    title: str
    severity_class: str
    codes: tuple[Code, ...]
    fields: tuple[str, ...]
    rules: tuple[str, ...]
    papers: tuple[str, ...] = ()
    advice: str = ""
    minutes: tuple[int, int] = DOCUMENTATION
    may_follow: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """All codes of a refusal, grouped; ``blocked`` when one of them ends the attempt.

    ``resubmission`` is ``no`` (stop until the cause is resolved), ``first`` (another record has to be put right
    before), ``review`` (with papers, a person decides), ``ask`` (an authority does not say) or ``yes``.
    ``minutes`` bound the time to fix, one group after the other, without the waiting for an answer.
    """

    groups: tuple[Group, ...]
    unknown: tuple[str, ...]
    blocked: bool
    manual_review: bool
    phases: tuple[Phase, ...] = ()
    resubmission: str = "yes"
    minutes: tuple[int, int] = (0, 0)

    def as_dict(self) -> dict[str, Any]:
        """The plan as data."""
        return {
            "blocked": self.blocked,
            "manual_review": self.manual_review,
            "resubmission": self.resubmission,
            "minutes": list(self.minutes),
            "unknown": list(self.unknown),
            "phases": [_phase_as_dict(phase) for phase in self.phases],
            "groups": [
                {
                    "cause": group.cause,
                    "title": group.title,
                    "class": group.severity_class,
                    "codes": [code.key for code in group.codes],
                    "fixes": [code.fix for code in group.codes],
                    "fields": list(group.fields),
                    "papers": list(group.papers),
                    "minutes": list(group.minutes),
                    "may_follow": group.may_follow,
                    "rules": list(group.rules),
                }
                for group in self.groups
            ],
        }


def _phase_as_dict(phase: Phase) -> dict[str, Any]:
    return {
        "phase": phase.slug,
        "title": phase.title,
        "target": phase.target,
        "open": phase.open,
        "tasks": [
            {
                "text": task.text,
                "codes": list(task.codes),
                "slots": [{"kind": slot.kind, "name": slot.name, "title": slot.title} for slot in task.slots],
            }
            for task in phase.tasks
        ],
    }


def spellings_in(text: str, *, most: int = 60) -> list[str]:
    """What may be codes in a pasted text: words with a digit, a colon or an underscore, in order, each once.

    ``most`` bounds how many are returned.
    """
    known = load()
    found: dict[str, None] = {}
    for match in _SPELLED.finditer(text[:200_000]):
        word = match.group()
        telling = any(character.isdigit() for character in word) or ":" in word or "_" in word
        if telling or (word.isupper() and _known(known.resolve_code, word)):
            found[word] = None
        if len(found) >= most:
            break
    return list(found)


def _known(resolve: Any, word: str) -> bool:
    try:
        resolve(word)
    except KeyError:
        return False
    return True


def group_codes(spellings: Iterable[str], *, attempts: int = 1) -> Plan:
    """The plan for a set of codes in any accepted spelling; codes nobody knows are listed, never dropped.

    A code without its authority is read as the sources print it: four digits are registry codes, three are toll-free
    denial codes. ``attempts`` is how often it was refused; from the second on a carrier appeal is open.
    """
    rulebook = load()
    found: dict[str, Code] = {}
    unknown: dict[str, None] = {}
    for spelling in spellings:
        try:
            key = rulebook.resolve_code(spelling)
        except KeyError:
            unknown[spelling] = None
        else:
            found[key] = rulebook.codes[key]
    groups = _groups(list(found.values()))
    resubmission = _resubmission(list(found.values()), unknown=bool(unknown))
    classes = {code.severity_class for code in found.values()}
    return Plan(
        groups=groups,
        unknown=tuple(unknown),
        blocked="terminal" in classes,
        manual_review="manual_review" in classes,
        phases=_phases(groups, resubmission, attempts) if found else (),
        resubmission=resubmission,
        minutes=(sum(group.minutes[0] for group in groups), sum(group.minutes[1] for group in groups)),
    )


def _groups(codes: list[Code]) -> tuple[Group, ...]:
    book = load().documents["remediation"]
    full = [
        _group(cause, mine) for cause in book["causes"] if (mine := [c for c in codes if c.category == cause["slug"]])
    ]
    full.sort(key=lambda group: CLASSES.index(group.severity_class))
    present = {group.cause: group for group in full}
    return tuple(_following(group, present, book["follows"]) for group in full)


def _group(cause: Mapping[str, Any], codes: list[Code]) -> Group:
    keys = {code.key for code in codes}
    times = [fix_minutes(code) for code in codes]
    return Group(
        cause=cause["slug"],
        title=cause["title"],
        severity_class=min((code.severity_class for code in codes), key=CLASSES.index),
        codes=tuple(codes),
        fields=tuple(dict.fromkeys(field for code in codes for field in code.fields)),
        rules=tuple(rule.id for rule in all_rules() if keys & set(rule.codes)),
        papers=tuple(cause["papers"]),
        advice=cause["also"],
        minutes=(max(least for least, _ in times), max(most for _, most in times)),
    )


def _following(group: Group, present: Mapping[str, Group], follows: list[Mapping[str, Any]]) -> Group:
    """The group with the cause it may follow from, if that one is among the codes too."""
    own = {issue for code in group.codes for issue in code.issues}
    for entry in follows:
        other = present.get(entry["cause"])
        if other is None or other is group or not own & set(entry["on"]):
            continue
        if {issue for code in other.codes for issue in code.issues} & set(entry["issues"]):
            values = {name: getattr(group, name) for name in Group.__slots__}
            return Group(**{**values, "may_follow": other.title})
    return group


def fix_minutes(code: Code) -> tuple[int, int]:
    """How long mending it takes, in minutes from least to most; the source's span for papers where none is stated."""
    match = _TIME.search(code.fix_time)
    if match is None:
        return DOCUMENTATION
    least, most, unit = match.groups()
    return int(least) * MINUTES[unit], int(most or least) * MINUTES[unit]


def _resubmission(codes: list[Code], *, unknown: bool) -> str:
    first = set(load().documents["remediation"]["first"])
    if any(code.severity_class == "terminal" for code in codes):
        return "no"
    if any(code.key in first for code in codes):
        return "first"
    if any(code.resubmittable is False for code in codes):
        return "no"
    if any(code.severity_class == "manual_review" for code in codes):
        return "review"
    return "ask" if unknown or any(code.resubmittable is None for code in codes) else "yes"


def _phases(groups: tuple[Group, ...], resubmission: str, attempts: int) -> tuple[Phase, ...]:
    book = load().documents["remediation"]
    applies = {kind for group in groups for code in group.codes for kind in code.applies_to}
    causes = {group.cause for group in groups}
    phases = []
    for entry in book["phases"]:
        tasks = [_task(task) for task in entry["tasks"] if _serves(task, applies, causes)]
        if entry["slug"] == "documentation":
            tasks = [task for group in groups for task in _fixes(group)]
        is_open = {
            "preparation": resubmission != "no",
            "appeal": attempts >= int(book["appeal_from"]) and resubmission != "no",
        }.get(entry["slug"], True)
        phases.append(Phase(entry["slug"], entry["title"], entry["target"], tuple(tasks), is_open))
    return tuple(phases)


def _serves(task: Mapping[str, Any], applies: set[str], causes: set[str]) -> bool:
    if "causes" in task and not causes & set(task["causes"]):
        return False
    return "for" not in task or bool(applies & set(task["for"]))


def _task(entry: Mapping[str, Any]) -> Task:
    slots = (
        Slot(slot["kind"], slot["name"], slot.get("title") or answer_name(slot["name"])) for slot in entry["slots"]
    )
    return Task(str(entry["text"]), (), tuple(slots))


def _fixes(group: Group) -> Iterable[Task]:
    """What to do about each code, then the papers that prove the whole group."""
    for code in group.codes:
        yield Task(code.fix, (code.key,), tuple(Slot("field", name, answer_name(name)) for name in code.fields))
    papers = tuple(Slot("paper", name, answer_name(name)) for name in group.papers)
    if papers:
        yield Task(group.advice, tuple(code.key for code in group.codes), papers)


def time_words(minutes: tuple[int, int]) -> str:
    """A span in words: ``30 minutes``, ``1 to 4 hours``, ``30 minutes to 2 days``."""
    least, most = (_unit(value) for value in minutes)
    if least == most:
        return _counted(*most)
    return f"{least[0]} to {_counted(*most)}" if least[1] == most[1] else f"{_counted(*least)} to {_counted(*most)}"


def _unit(value: int) -> tuple[int, str]:
    unit = "day" if value >= 2 * MINUTES["day"] else "hour" if value >= MINUTES["hour"] else "minute"
    return round(value / MINUTES[unit]), unit


def _counted(count: int, unit: str) -> str:
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"
