"""What the type checker's Django plug-in loads: the shared settings with values that reach nothing."""

import base64
import os

_KEY = base64.b64encode(bytes(32)).decode()
os.environ.setdefault("SECRET_KEY", "k" * 50)
for _name in ("FIELD_KEYS", "HASH_KEY", "SIGNING_KEY"):
    os.environ.setdefault(_name, _KEY)
os.environ.setdefault("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")

from portal.settings.base import *  # noqa: E402, F403
