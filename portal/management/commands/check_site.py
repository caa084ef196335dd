"""Looks at a website as a reviewer would and says what is wrong with it. Needs no database."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from pathlib import Path
from typing import Any, NoReturn

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from portal.common.clock import now
from portal.egress.names.targets import parse_target
from portal.egress.opening import open_door, world_from_file
from portal.egress.reasons import CannotReach
from portal.egress.world import WrongWorld
from portal.rules.profiles import DEFAULT, PROFILES
from portal.rules.result import EXIT_WRONG_USE, Verdict, exit_status
from portal.webchecks.browser.drawing import draw
from portal.webchecks.judging import Judgement
from portal.webchecks.looking import look
from portal.webchecks.visiting.order import Order

_MARKS = {"pass": "ok", "error": "FAIL", "warning": "warn", "advice": "note", "could_not_check": "?"}


class Command(BaseCommand):
    """`manage.py check_site URL`: exit status 0 fine, 1 something failed, 3 could not check, 2 wrong use."""

    help = "Checks a website: certificate, redirect, pages, privacy policy, terms and opt-in form."
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        """The stable interface of the command."""
        parser.add_argument("url", help="address of the website")
        parser.add_argument("--kind", choices=["brand", "campaign", "toll_free"], default="brand")
        parser.add_argument("--name", default="", metavar="LEGAL", help="legal name of the business")
        parser.add_argument("--dba", default="", help="name the business trades under")
        parser.add_argument("--privacy", default="", metavar="URL", help="address of the privacy policy")
        parser.add_argument("--terms", default="", metavar="URL", help="address of the terms")
        parser.add_argument("--opt-in", default="", metavar="URL", help="address of the page with the opt-in form")
        parser.add_argument("--profile", choices=sorted(PROFILES), default=DEFAULT)
        parser.add_argument("--json", action="store_true", help="print the result as JSON")
        parser.add_argument("--evidence", type=Path, metavar="DIR", help="folder to keep what the servers sent")
        parser.add_argument("--world", type=Path, metavar="FILE", help=argparse.SUPPRESS)

    def handle(self, *arguments: Any, **options: Any) -> None:
        """Makes one visit and prints what it found; ends the program with the exit status."""
        try:
            world = world_from_file(options["world"]) if options["world"] else None
        except WrongWorld as error:
            self._wrong_use(f"--world: {error}")
        if not options["url"].strip():
            self._wrong_use("URL: give the address of a website, such as https://example.com")
        started = now()
        order = Order(options["url"], options["privacy"], options["terms"], options["opt_in"])
        brand = {"legal_name": options["name"], "dba_name": options["dba"]}
        _, judgement = look(
            order,
            brand,
            options["profile"],
            kind=options["kind"],
            door=open_door(world),
            pause=settings.WEBCHECK_PAUSE,
            drawer=lambda pages: draw(pages, world=world),
        )
        result = _as_json(order.url, judgement, started)
        if options["evidence"]:
            _keep(options["evidence"], judgement, self._wrong_use)
        self.stdout.write(json.dumps(result, indent=2, ensure_ascii=False) if options["json"] else _as_text(result))
        sys.exit(exit_status(judgement.verdict))

    def _wrong_use(self, sentence: str) -> NoReturn:
        self.stderr.write(sentence)
        sys.exit(EXIT_WRONG_USE)


def _as_json(url: str, judgement: Judgement, started: dt.datetime) -> dict[str, Any]:
    try:
        canonical = parse_target(url).url
    except CannotReach:
        canonical = url
    return {
        "url": canonical,
        "verdict": judgement.verdict.value,
        "checks": judgement.checks,
        "addresses": judgement.addresses,
        "rulebook": judgement.rulebook,
        "started": _instant(started),
        "finished": _instant(now()),
    }


def _instant(moment: dt.datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _as_text(result: dict[str, Any]) -> str:
    lines = [f"{result['url']}: {result['verdict'].replace('_', ' ')}"]
    for row in result["checks"]:
        if row["verdict"] in (Verdict.NOT_APPLICABLE.value, Verdict.NOT_IN_FORCE.value):
            continue
        codes = f" [{', '.join(row['codes'])}]" if row["codes"] else ""
        words = f": {row['message']}" if row["message"] else ""
        lines.append(f"  {_MARKS.get(row['verdict'], ''):<5}{row['check']}{words}{codes}")
        if row["fix"] and row["verdict"] != Verdict.PASS.value:
            lines.append(f"       {row['fix']}")
    return "\n".join(lines)


def _keep(folder: Path, judgement: Judgement, complain: Any) -> None:
    """Each piece of evidence under its own hash; what is there already is left alone."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for evidence in judgement.evidence:
            path = folder / f"{evidence.sha256}.{evidence.ending}"
            if not path.exists():
                path.write_bytes(evidence.data)
    except OSError as error:
        complain(f"--evidence: {error.strerror or error}")
