"""The code directory: every code of every authority, by number and words."""

from __future__ import annotations

from typing import Final

from portal.common.errors import NotFound
from portal.rules.rulebook import Code, load

_SOURCES_FIRST: Final = ("tcr", "toll_free_aggregator", "univerge_blue", "portal")
RELATED: Final = 10
"""Related codes shown beside a code."""


def codes_found(text: str = "", authority: str = "") -> list[Code]:
    """Codes that hold every word of ``text``, of one authority if named; those of the sources come first."""
    rulebook = load()
    found = rulebook.search_codes(text) if text.strip() else list(rulebook.codes.values())
    if authority:
        found = [code for code in found if code.authority == authority]
    if text.strip():
        return found
    return sorted(found, key=lambda code: (_place(code.authority), code.authority, code.code))


def _place(authority: str) -> int:
    return _SOURCES_FIRST.index(authority) if authority in _SOURCES_FIRST else len(_SOURCES_FIRST)


def code_named(authority: str, number: str) -> Code:
    """One code. Raises NotFound with a hint where to look."""
    code = load().codes.get(f"{authority}:{number}")
    if code is None:
        raise NotFound(f"The directory has no code {number} of that authority. Search for the number under Codes.")
    return code


def same_number(code: Code) -> list[Code]:
    """Codes of other authorities that bear the same number; they mean something else."""
    return list(load().same_number(code))


def related(code: Code) -> list[Code]:
    """The codes of other authorities for the same problem, closest first, as many as a side column takes."""
    return list(load().related(code)[:RELATED])


def authority_names() -> dict[str, str]:
    """Authority -> its title, those of the sources first."""
    known = load().authorities
    return {name: known[name]["title"] for name in sorted(known, key=lambda name: (_place(name), name))}
