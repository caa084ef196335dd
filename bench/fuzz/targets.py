"""What is fuzzed, as plain functions of bytes: no report may fail, leave its text or take more than linear time."""

from __future__ import annotations

import io
import json
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from typing import Any, Final

from portal.rules.command import cli
from portal.rules.command.fixing import fixed
from portal.rules.engine import UnreadableInput, lint
from portal.rules.inputs import PAGE_KINDS
from portal.rules.registry import all_rules
from portal.rules.subjects import Campaign, TollFreeBrief

TEXT_KINDS: Final = ("sample_message", "campaign_description", "opt_in_wording", "keyword_reply", "verbal_script")
KEYWORDS: Final = ("STOP", "HELP", "START", "JOIN")
LONG: Final = 24_000
"""Characters of an input that is repeated to see how its time grows."""
SLOW: Final = 1.0
"""Seconds of processor time from which the growth is measured."""
GROWTH: Final = 3.2
"""An input twice as long may take this many times as long; two is linear, four is quadratic."""


class SuperLinear(AssertionError):
    """Twice the input took much more than twice the time."""


def text(data: bytes) -> None:
    """One short text of any kind, judged, and mended where the linter offers it."""
    first, rest = _split(data)
    kind, words = TEXT_KINDS[first % len(TEXT_KINDS)], rest.decode("utf-8", "replace")
    told = {"kind": kind, "keyword": KEYWORDS[first % len(KEYWORDS)], "brand": words[:12] if first & 8 else None}
    told["text"] = _stretched(words, first)
    _judge(kind, told, "text")
    if first % 16 == 1 and len(told["text"]) < 2_000:
        mended = fixed(kind, told)
        assert fixed(kind, mended) == mended, "a mended text is mended again"


def html(data: bytes) -> None:
    """One page, as HTML, Markdown or plain text."""
    first, rest = _split(data)
    kind, source = PAGE_KINDS[first % len(PAGE_KINDS)], rest.decode("utf-8", "replace")
    _judge(kind, {"kind": kind, "html": _stretched(source, first), "brand": "Acme" if first & 8 else None}, "html")


def brief(data: bytes) -> None:
    """A whole registration: as a file that somebody wrote by hand, or as fields with whatever in them."""
    first, rest = _split(data)
    if first % 2:
        _command(rest, first)
        return
    kind, shape = (("campaign", Campaign), ("toll_free", TollFreeBrief))[first // 2 % 2]
    names = [one.name for one in fields(shape)]
    told = {names[piece[0] % len(names)]: _value(piece[1:]) for piece in rest.split(b"\x1e") if piece}
    _judge(kind, {**told, "kind": kind}, "")


TARGETS: Final[Mapping[str, Callable[[bytes], None]]] = {"text": text, "html": html, "brief": brief}


def seeds(name: str) -> Iterator[bytes]:
    """Inputs to start from: the samples that the rules carry."""
    for rule in all_rules():
        for sample in (*rule.good, *rule.bad):
            kind = sample["kind"]
            if name == "text" and kind in TEXT_KINDS:
                yield bytes([TEXT_KINDS.index(kind) + 5 * 8]) + str(sample["text"]).encode()
            elif name == "html" and kind in PAGE_KINDS:
                page = next(sample[key] for key in ("html", "markdown", "text") if key in sample)
                yield bytes([PAGE_KINDS.index(kind) + 3 * 8]) + str(page).encode()
            elif name == "brief" and kind in {"campaign", "toll_free", "brand"}:
                yield b"\x01" + json.dumps(sample).encode()


def _split(data: bytes) -> tuple[int, bytes]:
    return (data[0], data[1:]) if data else (0, b"")


def _stretched(words: str, first: int) -> str:
    """The words, or for one input in sixteen the words over and over: what costs more than linear time shows there."""
    return words * (LONG // len(words)) if words and first % 16 == 3 else words


def _judge(kind: str, told: dict[str, Any], field: str) -> None:
    spent = _timed(kind, told)
    if spent < SLOW or not field:
        return
    twice = _timed(kind, {**told, field: told[field] * 2})
    if twice > GROWTH * spent and _timed(kind, {**told, field: told[field] * 2}) > GROWTH * _timed(kind, told):
        raise SuperLinear(f"{kind}: {spent:.2f} s, twice the input {twice:.2f} s")


def _timed(kind: str, told: Mapping[str, Any]) -> float:
    begun = time.process_time()
    try:
        report = lint(kind, told)
    except UnreadableInput as refusal:
        if "\n" in str(refusal):
            raise AssertionError("a refusal is more than one line") from refusal
        return 0.0
    spent = time.process_time() - begun
    json.dumps(report.as_dict(), ensure_ascii=False).encode()
    if isinstance(told.get("text"), str):
        length = len(told["text"])
        for finding in report.findings:
            start, end = finding.span or (0, 0)
            assert 0 <= start <= end <= length, f"{finding.rule} points outside the text"
    return spent


def _value(piece: bytes) -> Any:
    """Any value that JSON can hold, from bytes."""
    shape, rest = _split(piece)
    words = rest.decode("utf-8", "replace")
    lists = words.split("\x1f")
    return (words, lists, None, bool(rest), len(rest), {word: word for word in lists}, [lists], float(len(rest)) / 3)[
        shape % 8 if shape > 96 else shape % 2
    ]


def _command(data: bytes, first: int) -> None:
    """The command itself, reading the bytes from its standard input."""
    parser = ArgumentParser()
    cli.add_arguments(parser)
    shape = ("text", "json", "sarif")[first // 2 % 3]
    wanted = ["-", "--format", shape, *(["--fix"] if first & 64 else [])]
    stdin, out, err = io.TextIOWrapper(io.BytesIO(data)), io.StringIO(), io.StringIO()
    status = cli.run(parser.parse_args(wanted), out=out, err=err, stdin=stdin)
    assert status in {0, 1, 2, 3}, f"exit status {status}"
    assert status != 2 or err.getvalue(), "a refusal says nothing"
    (out.getvalue() + err.getvalue()).encode()
