"""Reads settings from the environment and names every fault at once, one clear line each."""

from __future__ import annotations

import base64
import binascii
import ipaddress
import os
import sys
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

Network = ipaddress.IPv4Network | ipaddress.IPv6Network

_NEEDED = {
    "REDIS_URL": "redis://:password@broker:6379/0",
    "EMAIL_URL": "smtp://user:password@mail.example.com:587",
    "DEFAULT_FROM_EMAIL": "Clearline <no-reply@example.com>",
}


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

    def seconds(self, name: str, default: float) -> float:
        """A number of seconds from 0 to 60."""
        text = self.values.get(name, str(default))
        try:
            value = float(text)
        except ValueError:
            value = -1.0
        if not 0 <= value <= 60:
            self.faults.append(f"{name}: {text!r} is not a number of seconds from 0 to 60.")
        return value

    def choice(self, name: str, *options: str) -> str:
        """One of the options, the first when unset."""
        value = self.values.get(name) or options[0]
        if value not in options:
            self.faults.append(f"{name}: {value!r} is none of {', '.join(options)}.")
        return value

    def networks(self, name: str) -> list[Network]:
        """Comma-separated addresses or networks (`10.0.0.0/8`)."""
        found: list[Network] = []
        for part in self.texts(name):
            try:
                found.append(ipaddress.ip_network(part))
            except ValueError as error:
                self.faults.append(f"{name}: {part!r} is no address or network such as 10.0.0.0/8 ({error}).")
        return found

    def secret(self, name: str) -> str:
        """A text that must be set and have at least 50 characters."""
        value = self.values.get(name, "")
        if len(value) < 50:
            self.faults.append(f"{name}: set it to a random text of 50 characters or more.")
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

    def email(self, name: str) -> dict[str, Any]:
        """A mail server: `smtp://user:password@host:587` (STARTTLS) or `smtps://...:465`; unset is localhost."""
        if not self.values.get(name):
            return {"EMAIL_HOST": "localhost", "EMAIL_PORT": 25}
        url = urlsplit(self.values[name])
        if url.scheme not in ("smtp", "smtps") or not url.hostname:
            self.faults.append(f"{name}: set it to smtp://user:password@host:587 or smtps://user:password@host:465.")
            return {}
        return {
            "EMAIL_HOST": url.hostname,
            "EMAIL_PORT": url.port or (465 if url.scheme == "smtps" else 587),
            "EMAIL_HOST_USER": unquote(url.username or ""),
            "EMAIL_HOST_PASSWORD": unquote(url.password or ""),
            "EMAIL_USE_SSL": url.scheme == "smtps",
            "EMAIL_USE_TLS": url.scheme == "smtp",
        }

    def production(self) -> None:
        """Notes what would be insecure or broken where strangers reach the portal; defaults count as unset."""
        secret = self.values.get("SECRET_KEY", "")
        if secret and (len(set(secret)) < 10 or secret.startswith("django-insecure")):
            self.faults.append("SECRET_KEY: is a sample; set it to a random text (openssl rand -base64 48).")
        for name in ("FIELD_KEYS", "HASH_KEY", "SIGNING_KEY"):
            if any(len(set(base64.b64decode(part))) < 10 for part in self.texts(name) if _is_base64(part)):
                self.faults.append(f"{name}: is a sample; set it to 32 random bytes (openssl rand -base64 32).")
        hosts, url = self.texts("ALLOWED_HOSTS"), urlsplit(self.values.get("PUBLIC_URL", ""))
        open_to_all = any(host.startswith("*") for host in hosts)
        if not hosts or open_to_all:
            self.faults.append("ALLOWED_HOSTS: name the hosts people type, comma-separated, without *.")
        if url.scheme != "https" or not url.hostname:
            self.faults.append("PUBLIC_URL: set it to the https:// address under which people reach the portal.")
        elif hosts and not open_to_all and url.hostname not in hosts:
            self.faults.append(f"PUBLIC_URL: its host {url.hostname} is not among ALLOWED_HOSTS.")
        self._roles()
        for name, example in _NEEDED.items():
            if not self.values.get(name):
                self.faults.append(f"{name}: set it, for example to {example}.")
        if "@localhost" in self.values.get("DEFAULT_FROM_EMAIL", ""):
            self.faults.append("DEFAULT_FROM_EMAIL: nobody can answer to localhost; use an address of your domain.")

    def _roles(self) -> None:
        role = self.database("DATABASE_URL").get("USER") if self.values.get("DATABASE_URL") else None
        if role == "postgres":
            self.faults.append(
                "DATABASE_URL: postgres is a superuser, whom no row-level rule binds; use a role of its own."
            )
        if self.values.get("DATABASE_OWNER_URL") and self.database("DATABASE_OWNER_URL").get("USER") == role:
            self.faults.append(
                "DATABASE_OWNER_URL: its role must differ from that of DATABASE_URL, which owns nothing."
            )

    def stop_on_faults(self) -> None:
        """Ends the program with exit status 2 and every fault on a line of its own."""
        if self.faults:
            sys.stderr.write("".join(f"setting {fault}\n" for fault in dict.fromkeys(self.faults)))
            raise SystemExit(2)

    def _key(self, name: str, text: str) -> bytes:
        value = base64.b64decode(text) if _is_base64(text) else b""
        if len(value) != 32:
            self.faults.append(f"{name}: set it to 32 random bytes in base64 (openssl rand -base64 32).")
            return b"\x00" * 32
        return value


def _is_base64(text: str) -> bool:
    try:
        base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return False
    return True
