"""Production starts only with settings that are safe, and names every fault on a line of its own."""

from __future__ import annotations

import base64
import os

import pytest

from portal.settings.environment import Environment

KEY = base64.b64encode(bytes(range(32))).decode()
GOOD = {
    "SECRET_KEY": "aB3dE6gH9jK2mN5pQ8sT1vW4yZ7cF0xR-uLoPqWe9_iO2pA5sD8fG",
    "FIELD_KEYS": KEY,
    "HASH_KEY": KEY,
    "SIGNING_KEY": KEY,
    "DATABASE_URL": "postgresql://app:secret@db:5432/clearline?sslmode=verify-full",
    "DATABASE_OWNER_URL": "postgresql://owner:secret@db:5432/clearline",
    "REDIS_URL": "redis://broker:6379/0",
    "ALLOWED_HOSTS": "portal.example",
    "PUBLIC_URL": "https://portal.example",
    "EMAIL_URL": "smtp://mail:secret@mail.example:587",
    "DEFAULT_FROM_EMAIL": "Clearline <no-reply@portal.example>",
}


def faults(**changes: str) -> list[str]:
    environment = Environment({**GOOD, **changes})
    environment.secret("SECRET_KEY")
    environment.keys("FIELD_KEYS")
    environment.database("DATABASE_URL")
    environment.email("EMAIL_URL")
    environment.seconds("WEBCHECK_PAUSE", 0.3)
    environment.networks("TRUSTED_PROXIES")
    environment.production()
    return environment.faults


def test_a_whole_environment_has_no_fault():
    assert faults() == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "short"),
        ("SECRET_KEY", "x" * 50),
        ("FIELD_KEYS", "not base64"),
        ("FIELD_KEYS", base64.b64encode(bytes(32)).decode()),
        ("ALLOWED_HOSTS", "*"),
        ("ALLOWED_HOSTS", ""),
        ("PUBLIC_URL", "http://portal.example"),
        ("PUBLIC_URL", "https://other.example"),
        ("DATABASE_URL", "sqlite:///x"),
        ("DATABASE_URL", "postgresql://postgres:secret@db/clearline"),
        ("DATABASE_OWNER_URL", "postgresql://app:secret@db/clearline"),
        ("REDIS_URL", ""),
        ("EMAIL_URL", "mail.example"),
        ("DEFAULT_FROM_EMAIL", "no-reply@localhost"),
        ("TRUSTED_PROXIES", "10.0.0.0/8, proxy.example"),
        ("TRUSTED_PROXIES", "10.0.0.1/8"),
        ("WEBCHECK_PAUSE", "slow"),
        ("WEBCHECK_PAUSE", "-1"),
        ("WEBCHECK_PAUSE", "nan"),
    ],
)
def test_an_insecure_value_is_named(name, value):
    found = faults(**{name: value})
    assert found
    assert all(fault.startswith(f"{name}: ") for fault in found)


def test_every_fault_gets_a_line_and_the_program_ends_with_two(capsys):
    environment = Environment({})
    environment.secret("SECRET_KEY")
    environment.database("DATABASE_URL")
    environment.production()
    with pytest.raises(SystemExit) as end:
        environment.stop_on_faults()
    told = capsys.readouterr().err.splitlines()
    assert end.value.code == 2
    assert len(told) == 7
    assert all(line.startswith("setting ") for line in told)


def test_a_database_address_may_name_a_socket_folder():
    found = Environment({"D": "postgresql://app:p%40ss@%2Fvar%2FRun%2Fpg:5433/clear"}).database("D")
    assert (found["HOST"], found["PORT"], found["PASSWORD"], found["NAME"]) == ("/var/Run/pg", "5433", "p@ss", "clear")


def test_a_socket_address_becomes_the_brokers_own():
    assert Environment({}).broker("unix:///run/valkey?db=3") == "redis+socket:///run/valkey?virtual_host=3"
    assert Environment({}).broker("rediss://h:6379/0") == "rediss://h:6379/0"


@pytest.mark.django_db
def test_the_portal_says_whether_it_lives_and_whether_it_is_ready(client, settings):
    assert client.get("/healthz").json() == {"alive": True}
    ready = client.get("/readyz", headers={"host": "10.1.2.3"})
    assert (ready.status_code, set(ready.json().values())) == (200, {"ok"})
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    unready = client.get("/readyz")
    assert (unready.status_code, unready.json()["broker"]) == (503, "down")
    assert os.environ["DATABASE_URL"] not in unready.content.decode()
