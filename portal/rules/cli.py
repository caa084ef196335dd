"""The linter on the command line; ``python -m portal.rules`` and ``manage.py lint`` are the same words.

Exit status: 0 nothing worse than a warning, 1 errors found, 2 an input that cannot be read or wrong use (one line on
the error stream), 3 something could not be checked and nothing is wrong.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from portal.rules.engine import KINDS, UnreadableInput, lint
from portal.rules.fixing import fixed
from portal.rules.inputs import PAGE_KINDS, whole_text
from portal.rules.overrides import BadOverride
from portal.rules.profiles import DEFAULT, PROFILES, UnknownProfile
from portal.rules.reporting import as_sarif, as_text
from portal.rules.result import EXIT_WRONG_USE, Report, exit_status, worst

_RAW_SUFFIXES = frozenset({".html", ".htm", ".md", ".txt"})
MAX_BYTES = 5_000_000


@dataclass(frozen=True, slots=True)
class Source:
    """One input object with the place it came from."""

    name: str
    kind: str
    data: Mapping[str, Any]
    input_id: str | None = None


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("files", nargs="+", metavar="FILE", help="TOML, JSON, JSON Lines or a raw page; - for stdin")
    parser.add_argument("--kind", choices=KINDS, help="what the file holds, when the file itself does not say")
    parser.add_argument("--profile", default=DEFAULT, choices=list(PROFILES), help="whose limits count")
    parser.add_argument("--format", default="text", choices=("text", "json", "sarif"), dest="output_format")
    parser.add_argument("--json", action="store_true", help="short for --format json")
    parser.add_argument("--fix", action="store_true", help="make the safe edits and write the mended input back")


def run(options: argparse.Namespace, *, out: TextIO, err: TextIO, stdin: TextIO) -> int:
    """Judge every input, write the reports, return the exit status."""
    output_format = "json" if options.json else options.output_format
    reports: list[tuple[Source, Report]] = []
    try:
        for name in options.files:
            sources = list(read_sources(name, options.kind, stdin))
            if options.fix:
                sources = _fix(name, sources, options.profile, out if name == "-" else None)
            reports += [(source, _judge(source, options.profile)) for source in sources]
    except (UnreadableInput, UnknownProfile, BadOverride) as fault:
        err.write(f"lint: {fault}\n")
        return EXIT_WRONG_USE
    if not (options.fix and "-" in options.files):
        _write(reports, output_format, out)
    return exit_status(worst(report.verdict for _, report in reports))


def _judge(source: Source, profile: str) -> Report:
    report = lint(
        source.kind,
        source.data,
        profile=profile,
        context=_object(source, "context"),
        overrides=_object(source, "overrides"),
    )
    return report.with_id(source.input_id)


def _object(source: Source, key: str) -> Mapping[str, Any] | None:
    value = source.data.get(key)
    if value is not None and not isinstance(value, Mapping):
        raise UnreadableInput(f"{source.name}: {key} is not an object.")
    return value


def _write(reports: list[tuple[Source, Report]], output_format: str, out: TextIO) -> None:
    if output_format == "json":
        for _, report in reports:
            out.write(json.dumps(report.as_dict(), ensure_ascii=False) + "\n")
    elif output_format == "sarif":
        out.write(json.dumps(as_sarif([(source.name, report) for source, report in reports]), indent=1) + "\n")
    else:
        for source, report in reports:
            out.write(as_text(source.name, report))


def read_sources(name: str, kind: str | None, stdin: TextIO) -> Iterator[Source]:
    """The input objects of one file; raises ``UnreadableInput`` with one clear line."""
    text = stdin.read(MAX_BYTES + 1) if name == "-" else _read_file(name)
    if len(text) > MAX_BYTES:
        raise UnreadableInput(f"{name}: larger than {MAX_BYTES:,} characters.")
    suffix = Path(name).suffix.lower()
    if suffix in _RAW_SUFFIXES or (name == "-" and kind in PAGE_KINDS and not text.lstrip().startswith("{")):
        if kind not in PAGE_KINDS:
            raise UnreadableInput(f"{name}: a raw page needs --kind {', '.join(PAGE_KINDS)}.")
        yield Source(name, kind, {"html" if suffix in {".html", ".htm"} else "text": text})
    elif suffix == ".jsonl":
        for number, line in enumerate(text.splitlines(), start=1):
            if line.strip():
                yield _source(f"{name}:{number}", kind, _parsed(f"{name}:{number}", line, json.loads))
    elif suffix == ".toml":
        yield _source(name, kind, _parsed(name, text, tomllib.loads))
    else:
        yield from _guessed(name, kind, text)


def _guessed(name: str, kind: str | None, text: str) -> Iterator[Source]:
    """JSON, or TOML where the text does not begin like JSON; a JSON list holds several inputs."""
    if not text.lstrip().startswith(("{", "[{", "[ {", "[\n")):
        yield _source(name, kind, _parsed(name, text, tomllib.loads))
        return
    value = _parsed(name, text, json.loads)
    for number, one in enumerate(value if isinstance(value, list) else [value], start=1):
        yield _source(f"{name}:{number}" if isinstance(value, list) else name, kind, one)


def _read_file(name: str) -> str:
    try:
        return Path(name).read_bytes()[: MAX_BYTES + 1].decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableInput(f"{name}: not UTF-8 text.") from None
    except OSError as error:
        raise UnreadableInput(f"{name}: {error.strerror or 'cannot be read'}.") from None
    except ValueError:
        raise UnreadableInput(f"{name!r}: not a file name.") from None


def _parsed(name: str, text: str, parse: Any) -> Any:
    try:
        return parse(text)
    except (ValueError, RecursionError) as error:
        reason = re.sub(r"\s+", " ", str(error)) or "cannot be parsed"
        raise UnreadableInput(f"{name}: {reason}.") from None


def _source(name: str, kind: str | None, data: Any) -> Source:
    if not isinstance(data, Mapping):
        raise UnreadableInput(f"{name}: the input is not an object with fields.")
    chosen = data.get("kind") or kind
    if not isinstance(chosen, str):
        raise UnreadableInput(f"{name}: neither the input nor --kind says what it is.")
    identity = data.get("id")
    return Source(name, chosen, data, None if identity is None else whole_text(str(identity)))


def _fix(name: str, sources: list[Source], profile: str, out: TextIO | None) -> list[Source]:
    """Make the safe edits; the mended input goes back to its file, or to the output stream for stdin."""
    mended = [Source(s.name, s.kind, fixed(s.kind, s.data, profile=profile), s.input_id) for s in sources]
    changed = any(before.data != after.data for before, after in zip(sources, mended, strict=True))
    suffix = Path(name).suffix.lower()
    if suffix == ".toml" and changed:
        raise UnreadableInput(f"{name}: --fix writes JSON; convert the file or mend it by hand.")
    if suffix in _RAW_SUFFIXES:
        return sources
    lines = [json.dumps(source.data, ensure_ascii=False, indent=None if suffix == ".jsonl" else 1) for source in mended]
    text = "\n".join(lines) if len(lines) == 1 or suffix == ".jsonl" else "[" + ",\n".join(lines) + "]"
    if out is not None:
        out.write(text + "\n")
    elif changed:
        Path(name).write_text(text + "\n", encoding="utf-8")
    return mended


def main(arguments: Sequence[str] | None = None) -> int:
    """The command ``python -m portal.rules``."""
    parser = argparse.ArgumentParser(prog="lint", description="Judge registrations before anybody can refuse them.")
    add_arguments(parser)
    return run(parser.parse_args(arguments), out=sys.stdout, err=sys.stderr, stdin=sys.stdin)
