"""Reads settings from the environment and names every fault at once, one clear line each."""

from __future__ import annotations

import base64
import binascii
import os
import sys
from typing import Any
from urllib.parse import parse_qsl, unquote


class Environment:
    """The environment as settings. ``values`` may stand in for ``os.environ`` in tests."""

    def __init__(self, values: dict[str, str] | None = None) -> None:
        self.values = dict(os.environ) if values is None else values
        self.faults: list[str] = []

    def text(self, name: str, default: str) -> str:
        """A text, or the default when unset."""
        return self.values.get(name, default)

    def texts(self, name: str) -> list[str]:
        """Comma-separated texts."""
        return [part.strip() for part in self.values.get(name, "").split(",") if part.strip()]

    def secret(self, name: str) -> str:
        """A text that must be set and have at least 40 characters."""
        value = self.values.get(name, "")
        if len(value) < 40:
            self.faults.append(f"{name}: set it to a random text of 40 characters or more.")
        return value or "unset"

    def key(self, name: str) -> bytes:
        """A key of 32 bytes, in base64."""
        return self._key(name, self.values.get(name, ""))

    def keys(self, name: str) -> list[bytes]:
        """As ``key``, one or more, comma-separated, newest first."""
        return [self._key(name, part) for part in (self.texts(name) or [""])]

    def database(self, name: str) -> dict[str, Any]:
        """A PostgreSQL address, `postgresql://user:password@host:5432/name?sslmode=verify-full`.

        The host may be the percent-encoded folder of a Unix socket, as libpq has it.
        """
        scheme, _, rest = self.values.get(name, "").partition("://")
        address, _, query = rest.partition("?")
        place, slash, database = address.partition("/")
        sign_in, at, host = place.rpartition("@")
        if scheme not in ("postgres", "postgresql") or not (slash and database and at):
            self.faults.append(f"{name}: set it to postgresql://user:password@host:5432/name.")
            return {"ENGINE": "django.db.backends.postgresql", "NAME": "unset"}
        user, _, password = sign_in.partition(":")
        host, _, port = host.partition(":")
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(database),
            "USER": unquote(user),
            "PASSWORD": unquote(password),
            "HOST": unquote(host),
            "PORT": port,
            "OPTIONS": dict(parse_qsl(query)),
        }

    def broker(self, url: str) -> str:
        """A Redis address as Celery's transport writes it: `unix:///path?db=1` is `redis+socket:///path?virtual_host=1`."""
        if not url.startswith("unix://"):
            return url
        path, _, query = url.removeprefix("unix://").partition("?")
        return f"redis+socket://{path}?virtual_host={dict(parse_qsl(query)).get('db', '0')}"

    def stop_on_faults(self) -> None:
        """Ends the program with exit status 2 and every fault on a line of its own."""
        if self.faults:
            sys.stderr.write("".join(f"setting {fault}\n" for fault in self.faults))
            raise SystemExit(2)

    def _key(self, name: str, text: str) -> bytes:
        try:
            value = base64.b64decode(text, validate=True)
        except (binascii.Error, ValueError):
            value = b""
        if len(value) != 32:
            self.faults.append(f"{name}: set it to 32 random bytes in base64 (openssl rand -base64 32).")
            return b"\x00" * 32
        return value
