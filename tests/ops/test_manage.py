"""`tools/manage`, the door to the management commands of the embedded portal, from wherever one stands."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from django.conf import settings

MANAGE = settings.BASE_DIR / "tools" / "manage"
MESSAGE = {"kind": "sample_message", "text": "Acme: Your order has shipped."}


def test_a_relative_path_means_the_folder_one_stands_in(tmp_path: Path) -> None:
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "environment").write_text("")
    (tmp_path / "mine.json").write_text(json.dumps(MESSAGE))
    told = subprocess.run(
        [str(MANAGE), "lint", "mine.json", "--format", "json"],
        cwd=tmp_path, env={"PATH": "/usr/bin:/bin", "CLEARLINE_VAR": "var"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert told.stderr == ""
    assert told.returncode in {0, 1}, told.stdout
    assert "SM0" in told.stdout


def test_without_a_portal_it_says_how_to_start_one(tmp_path: Path) -> None:
    told = subprocess.run(
        [str(MANAGE), "check"], cwd=tmp_path, env={"PATH": "/usr/bin:/bin", "CLEARLINE_VAR": "none"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert told.returncode == 2
    assert told.stderr == "There is no none/environment yet: start the portal once with `make run`.\n"
