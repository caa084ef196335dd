#!/usr/bin/env python
"""Runs a command of the portal."""

import os
import sys


def main() -> None:
    """Hands the command line to Django; the linter needs neither Django nor settings, so it gets its own at once."""
    if sys.argv[1:2] == ["lint"]:
        from portal.rules.command.cli import main as lint

        sys.exit(lint(sys.argv[2:]))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
