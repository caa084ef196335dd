"""`manage.py check_site`: one line of wrong use, four exit statuses, stable JSON, no database."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

KEYS = {"url", "verdict", "checks", "addresses", "rulebook", "started", "finished"}
ROW = {"check", "verdict", "reason", "codes", "facts", "message", "fix", "evidence"}


@pytest.fixture
def check_site(world_file: Path, settings: Any) -> Any:
    settings.WEBCHECK_PAUSE = 0.0

    def run(*arguments: str, world: Path | None = world_file) -> tuple[int, str, str]:
        out, err = io.StringIO(), io.StringIO()
        given = [*arguments, *(["--world", str(world)] if world else [])]
        with pytest.raises(SystemExit) as end:
            call_command("check_site", *given, stdout=out, stderr=err)
        return int(end.value.code or 0), out.getvalue(), err.getvalue()

    return run


@pytest.mark.parametrize(
    ("host", "status"),
    [("goodleaf-dental.test", 0), ("oldtown-hardware.test", 1), ("guarded-gifts.test", 3), ("127.0.0.1", 1)],
)
def test_the_exit_status_says_how_it_went(check_site: Any, host: str, status: int) -> None:
    found, out, _ = check_site(f"https://{host}/", "--name", "Goodleaf Dental Group LLC", "--dba", "Goodleaf Dental")
    assert found == status, out


@pytest.mark.source(285)
def test_json_has_the_stable_keys(check_site: Any) -> None:
    _, out, _ = check_site("goodleaf-dental.test", "--json", "--opt-in", "https://goodleaf-dental.test/texts")
    result = json.loads(out)
    assert set(result) == KEYS
    assert all(set(row) == ROW for row in result["checks"])
    assert result["addresses"] == ["127.0.0.1"]


def test_evidence_is_written_once_under_its_hash(check_site: Any, tmp_path: Path) -> None:
    _, out, _ = check_site("goodleaf-dental.test", "--json", "--evidence", str(tmp_path / "kept"))
    named = {text.removeprefix("sha256:") for row in json.loads(out)["checks"] for text in row["evidence"]}
    kept = {path.name.split(".")[0] for path in (tmp_path / "kept").iterdir()}
    assert named
    assert named <= kept


def test_toll_free_is_answered_in_the_aggregators_codes(check_site: Any) -> None:
    _, out, _ = check_site("oldtown-hardware.test", "--json", "--kind", "toll_free")
    codes = {code for row in json.loads(out)["checks"] for code in row["codes"]}
    assert "toll_free_aggregator:544" in codes
    assert not any(code.startswith("tcr:") for code in codes)


def test_a_file_that_is_no_world_is_wrong_use(check_site: Any, tmp_path: Path) -> None:
    status, _, err = check_site("goodleaf-dental.test", world=tmp_path / "none.json")
    assert status == 2
    assert err.count("\n") == 1


def test_an_unknown_option_is_wrong_use() -> None:
    with pytest.raises(CommandError):
        call_command("check_site", "goodleaf-dental.test", "--kind", "boat")


def test_the_default_door_knows_no_world(check_site: Any, settings: Any) -> None:
    settings.EGRESS_WORLD = None
    status, out, _ = check_site("https://127.0.0.1/", world=None)
    assert status == 1
    assert "The address leads to the asking machine itself." in out
