"""Writes `docs/sources.md`: every item of the source documents and the tests that prove it."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from tests import entries

ROOT = Path(__file__).resolve().parent.parent
ITEMS = ROOT / "docs/source-items.tsv"
PAGE = ROOT / "docs/sources.md"
_HEAD = """# What the sources ask for, and the tests that prove it

Written by `make docs` from the `source` marks of the tests and `docs/source-items.tsv`; do not edit.
A place such as `000:71` is a line of source document 000.

| # | item | place | proved by |
|--:|---|---|---|
"""


def add_options(parser: pytest.Parser) -> None:
    """The two options of this page."""
    group = parser.getgroup("clearline")
    group.addoption("--write-sources", action="store_true", help=f"write {PAGE.name} from the collected marks")
    group.addoption("--check-sources", action="store_true", help=f"fail when {PAGE.name} is not what would be written")


def act(session: pytest.Session) -> None:
    """Writes or compares the page, if asked to; all tests must have been collected for it to be whole."""
    write, check = session.config.getoption("write_sources"), session.config.getoption("check_sources")
    if not (write or check):
        return
    if unknown := entries.strange():
        pytest.exit(f"tests cite entries that the account of the rules does not have: {unknown}", returncode=1)
    page = _page(session.items)
    if write:
        PAGE.write_text(page)
    elif not PAGE.exists() or PAGE.read_text() != page:
        pytest.exit("docs/sources.md is out of date; run `make docs`.", returncode=1)


def items() -> dict[int, tuple[str, str]]:
    """Item number -> its place and title."""
    lines = ITEMS.read_text().splitlines()[1:]
    return {int(number): (place, title) for number, place, title in (line.split("\t") for line in lines)}


def _page(tests: list[pytest.Item]) -> str:
    proofs: dict[int, set[str]] = defaultdict(set)
    for test in tests:
        for mark in test.iter_markers("source"):
            for number in mark.args:
                proofs[number].add(test.nodeid.split("[")[0])
    known = items()
    if strange := sorted(set(proofs) - set(known)):
        pytest.exit(f"tests claim items that docs/source-items.tsv does not have: {strange}", returncode=1)
    rows = []
    for number, (place, title) in known.items():
        proved = "<br>".join(f"`{name}`" for name in sorted(proofs[number])) or "-"
        rows.append(f"| {number} | {title} | {place} | {proved} |\n")
    count = sum(1 for number in known if proofs[number])
    return f"{_HEAD}{''.join(rows)}\n{count} of {len(known)} items are proved by at least one test.\n"
