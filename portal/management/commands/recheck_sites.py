"""Looks again at the websites of all registrations that are approved or under review."""

from __future__ import annotations

import argparse
import datetime as dt

from django.core.management.base import BaseCommand, CommandParser

from portal.webchecks.scheduling import checks_ask_all


class Command(BaseCommand):
    """``recheck_sites [--older-than DAYS] [--limit N]``."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        """The two limits."""
        parser.add_argument(
            "--older-than", type=_days, default=0, metavar="DAYS", help="only where the newest check is that old"
        )
        parser.add_argument(
            "--limit", type=_number, metavar="N", help="so many at most, those checked longest ago first"
        )

    def handle(self, *_args: object, older_than: int, limit: int | None, **_options: object) -> None:
        """Queues the checks; workers carry them out after everything else."""
        count = checks_ask_all(older_than=dt.timedelta(days=older_than), limit=limit)
        self.stdout.write(f"Asked for {count} website {'check' if count == 1 else 'checks'}.")


def _number(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1 on")
    return int(text)


def _days(text: str) -> int:
    if not text.isdigit() or int(text) > 36_500:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of days")
    return int(text)
