"""Test worlds open the loopback to named test hosts, and never under production settings."""

from __future__ import annotations

import base64
import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from portal.egress.opening import open_door, world_from_file
from portal.egress.world import WrongWorld, load_world
from tests.egress.conftest import Town

ROOT = Path(__file__).resolve().parents[2]
KEY = base64.b64encode(bytes(range(32))).decode()
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "portal.settings.production",
    "SECRET_KEY": "aB3dE6gH9jK2mN5pQ8sT1vW4yZ7cF0xR-uLoPqWe9_iO2pA5sD8fG",
    "FIELD_KEYS": KEY,
    "HASH_KEY": KEY,
    "SIGNING_KEY": KEY,
    "DATABASE_URL": "postgresql://app:secret@db.example:5432/clearline?sslmode=verify-full",
    "DATABASE_OWNER_URL": "postgresql://owner:secret@db.example:5432/clearline?sslmode=verify-full",
    "REDIS_URL": "redis://broker.example:6379/0",
    "ALLOWED_HOSTS": "portal.example",
    "PUBLIC_URL": "https://portal.example",
    "EMAIL_URL": "smtp://mail:secret@mail.example:587",
    "DEFAULT_FROM_EMAIL": "Clearline <no-reply@portal.example>",
    "EGRESS_WORLDS": "True",
    "EGRESS_WORLD": "/tmp/world.json",
    "DEMO": "True",
    "DEBUG": "True",
}
TEMPTING = {
    **dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy"), "http://127.0.0.1:{port}"),
    **dict.fromkeys(("NO_PROXY", "no_proxy", "DEMO", "DEBUG", "TESTING", "EGRESS_WORLDS", "ALLOW_PRIVATE"), "1"),
    **dict.fromkeys(("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "EGRESS_ROOTS"), "{folder}/ca.pem"),
    "SSL_CERT_DIR": "{folder}",
    "SSLKEYLOGFILE": "{folder}/keys.log",
    "RES_OPTIONS": "ndots:0",
    "LOCALDOMAIN": "test",
    "HOSTALIASES": "{folder}/aliases",
    "EGRESS_WORLD": "{folder}/world.json",
    "WORLD": "{folder}/world.json",
    "CLEARLINE_VAR": "{folder}",
    "WEBCHECK_PAUSE": "0",
    "WEBCHECK_DEBOUNCE": "0",
    "TRUSTED_PROXIES": "127.0.0.0/8",
    "CSRF_TRUSTED_ORIGINS": "https://127.0.0.1",
    "BROWSER": "on",
    "MAIL_SENDER_DOMAINS": "localhost,test",
    "CHROMIUM": "/bin/true",
}
"""All that settings read beside what production needs, and what other programs read; ``{port}`` is a trap's."""
KNOCK = """
import asyncio, django
django.setup()
from portal.egress.opening import open_door, world_of_settings
async def knock():
    async with open_door() as door:
        for url in ("http://127.0.0.1/", "https://localhost/", "https://127.0.0.1/", "http://[::1]/", "http://127.1/"):
            print((await door.fetch(url)).reason)
        print(world_of_settings())
        print(any("Clearline Demo" in str(root) for root in door._roots.trusting.get_ca_certs()))
        print(door._roots.trusting.keylog_filename)
asyncio.run(knock())
"""


def _run(*arguments: str, more: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    everything = {**os.environ, **PRODUCTION, **(more or {})}
    return subprocess.run(
        [sys.executable, *arguments], env=everything, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.parametrize(
    "hosts",
    [
        {"example.com": {"address": "127.0.0.1"}},
        {"good.test": {"address": "10.0.0.1"}},
        {"good.test": {"address": "8.8.8.8"}},
        {"good.test": {"address": "::1"}},
        {"Good.test": {"address": "127.0.0.1"}},
        {"good.test": {"address": "localhost"}},
        {"good.test": {"address": "127.0.0.1", "http_port": 70_000}},
        {"good.test": "127.0.0.1"},
        {},
        [],
    ],
)
def test_a_file_that_names_anything_else_is_no_world(tmp_path: Path, hosts: Any) -> None:
    path = tmp_path / "world.json"
    path.write_text(json.dumps({"hosts": hosts}))
    with pytest.raises(WrongWorld):
        load_world(path)


def test_a_world_opens_only_its_own_names(town: Town) -> None:
    for url, reason in [("https://other.example.com/", "loopback"), ("http://127.0.0.1/", "loopback")]:
        from portal.egress.names.resolving import FixedResolver  # noqa: PLC0415

        resolver = town.world.resolver(FixedResolver({"other.example.com": ["127.0.0.1"]}))
        assert town.visit(lambda door, url=url: door.fetch(url), resolver=resolver).reason == reason


def test_the_tests_themselves_may_name_a_world(tmp_path: Path) -> None:
    path = tmp_path / "world.json"
    path.write_text(json.dumps({"hosts": {"good.test": {"address": "127.0.0.1", "https_port": 1}}}))
    assert list(world_from_file(path).hosts) == ["good.test"]
    assert open_door(load_world(path)) is not None


def test_production_refuses_the_loopback_whatever_the_environment_says(town: Town, tmp_path: Path) -> None:
    good = town.world.hosts["goodleaf-dental.test"]
    assert town.world.roots_file is not None
    (tmp_path / "ca.pem").write_bytes(town.world.roots_file.read_bytes())
    row = {"address": good.address, "http_port": good.http_port, "https_port": good.https_port}
    (tmp_path / "world.json").write_text(json.dumps({"hosts": {"good.test": row}, "roots": "ca.pem"}))
    (tmp_path / "aliases").write_text("good.test localhost\n")
    with socket.create_server(("127.0.0.1", 0)) as trap:
        places = {"port": trap.getsockname()[1], "folder": tmp_path}
        run = _run("-c", KNOCK, more={name: text.format(**places) for name, text in TEMPTING.items()})
        trap.setblocking(False)
        with pytest.raises(BlockingIOError):  # nobody came to what stands where a proxy would
            trap.accept()
    said = run.stdout.split("\n")
    assert said[:5] == ["loopback", "not_a_name", "loopback", "loopback", "not_a_name"], run.stderr
    assert said[5:8] == ["None", "False", "None"]


def test_the_environment_of_that_proof_holds_all_that_settings_read() -> None:
    folder = ROOT / "portal" / "settings"
    code = "".join((folder / f"{name}.py").read_text() for name in ("base", "production"))
    read = set(re.findall(r"environment\.\w+\(\s*\"([A-Z_]+)\"", code))
    assert len(read) >= 15
    assert read <= {*PRODUCTION, *TEMPTING}, read - {*PRODUCTION, *TEMPTING}


def test_production_refuses_a_world(tmp_path: Path) -> None:
    path = tmp_path / "world.json"
    path.write_text(json.dumps({"hosts": {"good.test": {"address": "127.0.0.1", "https_port": 1}}}))
    run = _run("manage.py", "check_site", "https://good.test/", "--world", str(path))
    assert run.returncode == 2
    assert "world" in run.stderr
