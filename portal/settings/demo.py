"""The demo that `make run` starts: the embedded portal with demo sign-ins and a demo world of websites."""

from portal.settings.embedded import *  # noqa: F403
from portal.settings.embedded import VAR_DIR

DEMO = True
EGRESS_WORLDS = True
"""Test worlds of websites on the loopback may be used (``portal.egress.opening``)."""
EGRESS_WORLD = VAR_DIR / "world" / "world.json"
"""The demo's own, written by ``python -m portal.webchecks.world``."""
