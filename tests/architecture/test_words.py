"""What a refusal says to people can be translated: no sentence of its own stands outside gettext."""

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.test_layers import ROOT

ROOMS = [
    "portal/lifecycle", "portal/desk", "portal/notices", "portal/accounts", "portal/evidence",
    "brands", "campaigns", "verification",
]  # fmt: skip
REFUSALS = {"WrongInput", "WrongState", "WrongPerson", "NotFound"}


def bare(node: ast.AST) -> Iterator[int]:
    """The lines of sentences in an expression; what is called, gettext above all, answers for itself."""
    match node:
        case ast.JoinedStr():
            yield node.lineno
        case ast.Constant(value=str(text)) if " " in text.strip():
            yield node.lineno
        case ast.BinOp(left=template, op=ast.Mod()):
            yield from bare(template)
        case ast.BinOp() | ast.IfExp() | ast.Dict() | ast.DictComp() | ast.List() | ast.ListComp():
            for inner in ast.iter_child_nodes(node):
                yield from bare(inner)


@pytest.mark.parametrize("room", ROOMS)
def test_what_a_refusal_says_can_be_translated(room):
    found = []
    for path in (ROOT / room).rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text())):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in REFUSALS:
                said = [*call.args[:1], *(word.value for word in call.keywords if word.arg == "fields")]
                found += [f"{path.relative_to(ROOT)}:{line}" for part in said for line in bare(part)]
    assert found == []
