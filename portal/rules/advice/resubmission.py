"""Words to copy into a resubmission, one text for each code of the directory (source 004, section 10)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from portal.rules.questions import answer_name
from portal.rules.rulebook import Code, load

BLANK: Final = "[what was changed, and on which day]"
"""What nobody but the sender knows."""


def resubmission_text(code: Code, *, paper_name: Callable[[str], str] = answer_name) -> str:
    """The text for one code: what was wrong, what was asked for, what was changed where, and what proves it."""
    changed = [answer_name(name) for name in code.fields] or ["What was changed"]
    proofs = [paper_name(name) for name in _papers(code)] or ["[the address or the paper that shows it]"]
    lines = [
        f"Resubmission after code {code.code}: {code.title}",
        "",
        f"What was wrong: {code.cause}",
        f"What it asks for: {code.fix}",
        *(f"{_first_up(name)}: {BLANK}" for name in changed),
        f"Proof, attached: {', '.join(proofs)}",
        "Samples, opt-in page and policies were checked again before this was sent.",
    ]
    return "\n".join(lines)


def _papers(code: Code) -> tuple[str, ...]:
    causes = load().documents["remediation"]["causes"]
    return next((tuple(cause["papers"]) for cause in causes if cause["slug"] == code.category), ())


def _first_up(name: str) -> str:
    return name[:1].upper() + name[1:]
