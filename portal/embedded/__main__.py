"""Runs the portal with its own services: `python -m portal.embedded` (see `portal.embedded.portal`)."""

import sys

from portal.embedded.portal import main

sys.exit(main(sys.argv[1:]))
