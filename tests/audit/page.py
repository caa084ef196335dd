"""Writes `docs/trail.md` from the acts: ``python -m tests.audit.page``."""

from __future__ import annotations

import itertools
from pathlib import Path

from portal.audit.acts import KEYS, Act

HEAD = """# The trail

Every act that changes something, or shows something guarded, leaves one row: when, who, in which organizations it is
seen, what it was done to, from which address, and the data named here. Rows are hashed when they are written, sealed
into a Merkle log every few seconds, and can be neither changed nor deleted, which the database itself refuses.

An act keeps its name for good: `subject:thing:act`.
"""


def trail_page() -> str:
    """The page, one table per subject."""
    parts = [HEAD]
    for subject, acts in itertools.groupby(sorted(Act), key=lambda act: act.split(":")[0]):
        rows = [f"| `{act.value}` | {', '.join(f'`{key}`' for key in sorted(KEYS[act])) or 'none'} |" for act in acts]
        parts.append("\n".join([f"## {subject}", "", "| act | data |", "|---|---|", *rows]) + "\n")
    return "\n".join(parts)


if __name__ == "__main__":
    (Path(__file__).resolve().parent.parent.parent / "docs" / "trail.md").write_text(trail_page())
