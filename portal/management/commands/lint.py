"""``manage.py lint``: the linter on the command line; needs no database."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from portal.rules.command import cli


class Command(BaseCommand):
    """Judge input files; same words, output and exit status as ``python -m portal.rules``."""

    help = "Judge registrations before anybody can refuse them."
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        cli.add_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        sys.exit(cli.on_streams(argparse.Namespace(**options)))
