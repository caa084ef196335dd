"""The two pages on what became of every rule that was read: who keeps it, and what nobody keeps and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from portal.rules.registry import all_rules
from portal.rules.rulebook.account import DOMAINS, REASONS, Entry

Proofs = Mapping[str, Sequence[str]]

_NOTE = "<!-- Made by tools/rules_docs.py from portal/rules/rulebook/account; edit the account, not this page. -->\n"


def account_pages(entries: Iterable[Entry], proofs: Proofs) -> dict[str, str]:
    """File name to content. ``proofs`` are the tests that cite an entry, by its id."""
    everything = sorted(entries, key=lambda entry: DOMAINS.index(entry.domain))
    return {"account.md": _account(everything, proofs), "not-automated.md": _not_automated(everything)}


def _account(entries: Sequence[Entry], proofs: Proofs) -> str:
    return "\n".join([*_head(entries, proofs), *_by_room(entries, proofs), *_by_subject(entries)])


def _head(entries: Sequence[Entry], proofs: Proofs) -> list[str]:
    kept = sum(entry.kept for entry in entries)
    read = sum(entry.in_source for entry in entries)
    ruled = sum(bool(entry.rules) for entry in entries)
    tabled = sum(bool(entry.limits or entry.tables) for entry in entries)
    roomed = [entry for entry in entries if entry.rooms]
    proved = sum(any(not name.startswith("tests/rules/") for name in proofs.get(entry.id, ())) for entry in roomed)
    return [
        _NOTE,
        "# What became of every rule that was read\n",
        f"{len(entries)} rules were noted: {read} in the four sources, the others in later public rules.",
        f"{kept} are for software to decide: {ruled} by rules of the linter, {tabled} by limits and tables of the",
        f"rulebook; {len(roomed)} are the task of other rooms of the portal, wholly or in part. The other",
        f"{len(entries) - kept} are [listed with the reason](not-automated.md).\n",
        f"A room's task is not yet a deed: a test outside the linter cites {proved} of the {len(roomed)}. Where none",
        "does, nothing here shows that the room does what its line says.\n",
        'A test cites an entry by `@pytest.mark.entry("its id")`.\n',
    ]


def _by_room(entries: Sequence[Entry], proofs: Proofs) -> list[str]:
    lines = ["## What other rooms are to do\n"]
    for room in sorted({room for entry in entries for room in entry.rooms}):
        lines += [f"### `{room}`\n", "| Entry | What is to hold | Source | Cited by |", "| --- | --- | --- | --- |"]
        lines += [_room_row(entry, proofs) for entry in entries if room in entry.rooms]
        lines.append("")
    return lines


def _by_subject(entries: Sequence[Entry]) -> list[str]:
    lines = ["## By subject\n"]
    for domain in DOMAINS:
        title = domain.replace("_", " ").capitalize()
        lines += [f"### {title}\n", "| Entry | Kept by | Source |", "| --- | --- | --- |"]
        lines += [_row(entry) for entry in entries if entry.domain == domain]
        lines.append("")
    return lines


def _room_row(entry: Entry, proofs: Proofs) -> str:
    cited = "<br>".join(f"`{name}`" for name in proofs.get(entry.id, ())) or "-"
    return f"| `{entry.id}` | {_cell(entry.says)} | {_cell(entry.source)} | {cited} |"


def _row(entry: Entry) -> str:
    files = {rule.id: f"{rule.id.lower()}-{rule.name}.md" for rule in all_rules()}
    keepers = [f"[{rule}]({files[rule]})" if rule in files else rule for rule in entry.rules]
    keepers += [f"limit `{name}`" for name in entry.limits]
    keepers += [f"table `{name}`" for name in entry.tables]
    keepers += [f"room `{name}`" for name in entry.rooms]
    if entry.reason:
        keepers = [f"nobody: {entry.reason.replace('_', ' ')}"]
    return f"| `{entry.id}` | {', '.join(keepers)} | {_cell(entry.source)} |"


def _not_automated(entries: Sequence[Entry]) -> str:
    grouped: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.reason:
            grouped[entry.reason].append(entry)
    lines = [
        _NOTE,
        "# What software does not decide here\n",
        f"{sum(map(len, grouped.values()))} of the {len(entries)} rules that were read, by the reason.",
        "The portal says nothing about them: what it could not look at never counts as passed.\n",
    ]
    for reason, meaning in REASONS.items():
        if not grouped[reason]:
            continue
        lines += [f"## {reason.replace('_', ' ').capitalize()}\n", f"{meaning}\n"]
        lines += ["| Entry | What it says | Source |", "| --- | --- | --- |"]
        lines += [f"| `{entry.id}` | {_cell(entry.says)} | {_cell(entry.source)} |" for entry in grouped[reason]]
        lines.append("")
    return "\n".join(lines)


def _cell(words: str) -> str:
    return " ".join(words.replace("|", "\\|").split())
