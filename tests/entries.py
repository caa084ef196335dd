"""Which tests cite which entry of the rules' account, read from the marks in the test files."""

from __future__ import annotations

import ast
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ACCOUNT = ROOT / "portal/rules/rulebook/account"


def cited() -> dict[str, list[str]]:
    """Entry id -> the tests whose ``@pytest.mark.entry`` names it."""
    proofs: dict[str, set[str]] = defaultdict(set)
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        text = path.read_text(encoding="utf-8")
        if "mark.entry(" in text:
            name = path.relative_to(ROOT).as_posix()
            for test, entry in _marks(ast.parse(text)):
                proofs[entry].add(f"{name}::{test}" if test else name)
    return {entry: sorted(tests) for entry, tests in sorted(proofs.items())}


def strange() -> list[str]:
    """Ids that tests cite and the account does not have."""
    known = {json.loads(line)["id"] for path in ACCOUNT.glob("*.jsonl") for line in path.read_text().splitlines()}
    return sorted(cited().keys() - known)


def _marks(tree: ast.AST, test: str = "") -> Iterator[tuple[str, str]]:
    for node in ast.iter_child_nodes(tree):
        inside = node.name if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not test else test
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("mark.entry"):
            yield from ((test, str(one.value)) for one in node.args if isinstance(one, ast.Constant))
        yield from _marks(node, inside)
