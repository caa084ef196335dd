"""``python -m portal.rules FILE...``: the linter without Django."""

import sys

from portal.rules.command.cli import main

sys.exit(main())
