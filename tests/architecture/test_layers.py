"""The house stands as `pyproject.toml` says: every package has its row, and nobody reaches upward."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps

ROOT = Path(__file__).resolve().parent.parent.parent
HOUSES = ("portal", "brands", "campaigns", "consent", "verification")
LONGEST_FILE = 400
_CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]


def rows() -> list[set[str]]:
    """The packages by row, the upper ones first."""
    (world,) = (contract for contract in _CONTRACTS if contract["id"] == "world")
    return [{name.strip() for name in row.split("|")} for row in world["layers"]]


def row_of(label: str) -> int:
    name = apps.get_app_config(label).name
    return next(number for number, row in enumerate(rows()) if name in row)


def sources(*folders: str) -> Iterator[Path]:
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


def test_every_package_has_a_row():
    here = {
        f"portal.{path.stem}"
        for path in (ROOT / "portal").iterdir()
        if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    here |= {house for house in HOUSES if house != "portal"}
    assert here - {"portal.__init__"} == set().union(*rows())


def test_every_room_with_tables_and_pages_keeps_its_inner_order():
    (inside,) = (contract for contract in _CONTRACTS if contract["id"] == "inside-apps")
    rooms = {
        path.parent.relative_to(ROOT)
        for house in HOUSES
        for path in (ROOT / house).rglob("views.py")
        if path.with_name("models.py").exists()
    }
    assert {".".join(room.parts) for room in rooms} <= set(inside["containers"])


def test_the_contracts_hold():
    program = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run([program, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout[-4000:]


def test_models_point_downward_only():
    ours = {config.label for config in apps.get_app_configs() if config.name.split(".")[0] in HOUSES}
    wrong = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in apps.get_models()
        if model._meta.app_label in ours
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model is not None
        if (target := field.related_model._meta.app_label) in ours and target != model._meta.app_label
        if row_of(target) <= row_of(model._meta.app_label)
    ]
    assert wrong == []


def test_no_file_is_longer_than_four_hundred_lines():
    long = {
        str(path.relative_to(ROOT)): count
        for path in sources(*HOUSES, "tests", "tools", "bench")
        if (count := len(path.read_text().splitlines())) > LONGEST_FILE
    }
    assert long == {}


def test_no_function_is_longer_than_forty_lines():
    long = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path in sources(*HOUSES)
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno - node.lineno + 1 > 40
    ]
    assert long == []


def test_no_module_is_called_after_nothing():
    vague = {"utils", "util", "helpers", "helper", "misc", "managers"}
    assert [str(path) for path in sources(*HOUSES, "tests") if path.stem in vague] == []


def test_no_package_index_and_no_machine_path_is_written_down():
    kept = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    pattern = re.compile(r"(?i)index-url|/root/|/home/[a-z]")
    texts = (
        ROOT / name for name in kept.stdout.split("\0") if name.endswith((".txt", ".toml", ".yml", ".cfg", ".lock"))
    )
    found = [
        f"{path.name}: {match.group()}"
        for path in texts
        if path.exists()
        for match in pattern.finditer(path.read_text())
    ]
    assert found == []


def test_no_test_in_a_browser_waits_by_the_clock_or_by_code_that_pages_forbid():
    waits = re.compile(r"\.wait_for_(timeout|function)\(")
    assert [str(path) for path in sources("tests") if waits.search(path.read_text())] == []
