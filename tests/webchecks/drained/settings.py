"""The workers of the drain: the tests' settings with the small sites as their world."""

from portal.settings.test import *  # noqa: F403
from portal.settings.test import VAR_DIR

EGRESS_WORLD = VAR_DIR / "world.json"
WEBCHECK_TURN = 1
