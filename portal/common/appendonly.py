"""Tables that only grow: the database itself refuses to change what was written."""

from __future__ import annotations

import pgtrigger


def append_only(name: str) -> list[pgtrigger.Trigger]:
    """Triggers that refuse UPDATE, DELETE and TRUNCATE on a table; ``name`` is shown in the refusal."""
    return [
        pgtrigger.Protect(name=f"{name}_append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        pgtrigger.Protect(name=f"{name}_no_truncate", operation=pgtrigger.Truncate, level=pgtrigger.Statement),
    ]
