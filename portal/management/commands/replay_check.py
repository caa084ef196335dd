"""Judges a website check again from the evidence it kept: what would the rules say of it today?"""

from __future__ import annotations

import datetime as dt
import json
import sys
import uuid
from typing import Any, NoReturn

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandParser

from portal.rules.profiles import PROFILES, UnknownProfile
from portal.rules.result import EXIT_WRONG_USE, exit_status
from portal.tools.overlays import in_use, in_use_on
from portal.webchecks.judging import Judgement
from portal.webchecks.models import CheckRun
from portal.webchecks.replaying import CannotReplay, Difference, differences, replay

_WIDTH = 28


class Command(BaseCommand):
    """`manage.py replay_check RUN`: exit status 0 fine, 1 something failed, 3 could not check, 2 wrong use."""

    help = "Judges a website check again from its evidence, without asking the website anything."

    def add_arguments(self, parser: CommandParser) -> None:
        """The interface of the command."""
        parser.add_argument("run", help="id of the check, as in its address: /checks/ID/")
        parser.add_argument("--profile", choices=sorted(PROFILES), help="judge by another profile than the check's own")
        parser.add_argument("--on", metavar="YYYY-MM-DD", help="by the rulebook as this portal had it on that day")
        parser.add_argument("--json", action="store_true", help="print the result as JSON")

    def handle(self, *arguments: Any, **options: Any) -> None:
        """Judges and prints what comes out, and what is otherwise than it was; ends the program with the status."""
        run = self._run(options["run"])
        day = self._day(options["on"])
        try:
            judgement = replay(run, profile=options["profile"], rulebook=in_use_on(day) if day else in_use())
        except (CannotReplay, UnknownProfile) as refusal:
            self._wrong_use(str(refusal))
        changed = differences(run.checks, judgement.checks)
        result = _as_json(run, judgement, changed)
        self.stdout.write(json.dumps(result, indent=2, ensure_ascii=False) if options["json"] else _as_text(result))
        sys.exit(exit_status(judgement.verdict))

    def _run(self, text: str) -> CheckRun:
        try:
            found = CheckRun.objects.select_related("business", "business__parent").filter(id=uuid.UUID(text)).first()
        except (ValueError, ValidationError):
            self._wrong_use(f"RUN: {text!r} is not the id of a check; copy it from its address, /checks/ID/.")
        if found is None:
            self._wrong_use(f"RUN: this portal has no check {text}.")
        return found

    def _day(self, text: str | None) -> dt.date | None:
        try:
            return dt.date.fromisoformat(text) if text else None
        except ValueError:
            self._wrong_use(f"--on: {text!r} is not a day; write it as 2026-01-31.")

    def _wrong_use(self, sentence: str) -> NoReturn:
        self.stderr.write(sentence)
        sys.exit(EXIT_WRONG_USE)


def _as_json(run: CheckRun, judgement: Judgement, changed: list[Difference]) -> dict[str, Any]:
    return {
        "run": str(run.id),
        "url": run.url,
        "verdict": judgement.verdict.value,
        "checks": judgement.checks,
        "rulebook": judgement.rulebook,
        "then": {"verdict": run.verdict, "rulebook": run.rulebook, "profile": run.profile},
        "differences": [
            {"check": each.check, "before": each.before, "after": each.after, "what": list(each.what)}
            for each in changed
        ],
    }


def _as_text(result: dict[str, Any]) -> str:
    then = result["then"]
    lines = [
        f"{result['url']}: {_words(result['verdict'])} by {result['rulebook']}",
        f"  then: {_words(then['verdict']) or 'no verdict'} by {then['rulebook'] or 'no rulebook'}",
    ]
    for each in result["differences"]:
        was, now_is = (each[side] or {} for side in ("before", "after"))
        verdicts = [_words(row.get("verdict", "")) or "not made" for row in (was, now_is)]
        lines.append(f"  {each['check']:<{_WIDTH}}{verdicts[0]} -> {verdicts[1]} ({', '.join(each['what'])})")
        if now_is.get("message"):
            lines.append(f"       {now_is['message']}")
    if not result["differences"]:
        lines.append("  Every check comes out as it did then.")
    return "\n".join(lines)


def _words(verdict: str) -> str:
    return verdict.replace("_", " ")
