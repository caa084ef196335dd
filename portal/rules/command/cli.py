"""The linter on the command line; ``python -m portal.rules`` and ``manage.py lint`` are the same words.

Exit status: 0 nothing worse than a warning, 1 errors found, 2 an input that cannot be read or wrong use (one line on
the error stream for each), 3 something could not be checked and nothing is wrong. What can be judged is judged, even
beside inputs that cannot be read.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, NoReturn, TextIO

from portal.rules.command.fixing import Done, mended, rewritten
from portal.rules.command.literals import Path as Place
from portal.rules.command.reading import Document, Source, Unread, open_document, sources
from portal.rules.command.reporting import as_text, fix_lines
from portal.rules.command.sarif import as_sarif
from portal.rules.engine import KINDS, UnreadableInput, lint
from portal.rules.overrides import BadOverride
from portal.rules.profiles import DEFAULT, PROFILES, UnknownProfile, profile_named
from portal.rules.result import EXIT_FINE, EXIT_WRONG_USE, Report, exit_status

Changes = list[tuple[Source, Mapping[Place, str]]]
FORMATS = ("text", "json", "sarif")


class WrongUse(ValueError):
    """The arguments do not fit together; the message is one line."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One input with its report and the edits that were made before it."""

    source: Source
    report: Report
    done: tuple[Done, ...] = ()


@dataclass
class Output:
    """Writes reports as they come; a SARIF log is one object, so it is written at the end."""

    form: str
    fix: bool
    out: TextIO
    err: TextIO
    judged: list[tuple[Source, Report]] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    worst: list[int] = field(default_factory=list)

    def add(self, one: Judged) -> None:
        """A report."""
        self.worst.append(exit_status(one.report.verdict))
        if self.form == "sarif":
            self.judged.append((one.source, one.report))
        elif self.form == "json":
            told = one.report.as_dict()
            self._line({**told, "fixed": [step.as_dict() for step in one.done]} if self.fix else told)
        else:
            self.out.write(as_text(one.source.name, one.report))
            self.out.write(fix_lines(one.report, one.done) if self.fix else "")

    def refuse(self, one: Unread) -> None:
        """An input that cannot be judged: a line for people, and in a batch its place among the reports."""
        self.err.write(f"lint: {one.name}: {one.reason}\n")
        self.unread.append(one)
        if self.form == "json" and one.line is not None:
            self._line(one.as_dict())

    def _line(self, told: Mapping[str, Any]) -> None:
        self.out.write(json.dumps(told, ensure_ascii=False) + "\n")

    def end(self) -> int:
        """Write what is still to be written; the exit status."""
        status = EXIT_WRONG_USE if self.unread else _worst_status(self.worst)
        if self.form == "sarif":
            log = as_sarif(self.judged, self.unread, exit_code=status)
            self.out.write(json.dumps(log, indent=1, ensure_ascii=False) + "\n")
        return status


def _worst_status(statuses: Sequence[int]) -> int:
    """1 where anything is wrong, else 3 where anything could not be checked, else 0."""
    return next((status for status in (1, 3) if status in statuses), EXIT_FINE)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command. Values are checked by ``run``, which answers in one line."""
    parser.add_argument("files", nargs="+", metavar="FILE", help="TOML, JSON, JSON Lines or a raw page; - for stdin")
    parser.add_argument("--kind", help=f"what the file holds, when it does not say: {', '.join(KINDS)}")
    parser.add_argument("--profile", default=DEFAULT, help=f"whose limits count: {', '.join(PROFILES)}")
    parser.add_argument(
        "--format", default="text", dest="output_format", metavar="FORMAT", help=f"one of {', '.join(FORMATS)}"
    )
    parser.add_argument("--json", action="store_true", help="short for --format json")
    parser.add_argument("--fix", action="store_true", help="make the safe edits in the files; of stdin, to the output")


def run(options: argparse.Namespace, *, out: TextIO, err: TextIO, stdin: IO[Any]) -> int:
    """Judge every input, write the reports, return the exit status."""
    try:
        form = _checked(options)
    except (UnknownProfile, WrongUse) as fault:
        err.write(f"lint: {fault}\n")
        return EXIT_WRONG_USE
    # With --fix the output stream takes the mended standard input, so the report goes beside it.
    piped = options.fix and "-" in options.files
    output = Output("text" if piped else form, options.fix, err if piped else out, err)
    for name in options.files:
        try:
            _one_file(name, options, output, out, stdin)
        except UnreadableInput as fault:
            output.refuse(Unread(name, str(fault)))
    return output.end()


def _checked(options: argparse.Namespace) -> str:
    """The format; raises ``UnknownProfile`` or ``WrongUse``."""
    profile_named(options.profile)
    form = "json" if options.json else options.output_format
    if form not in FORMATS:
        raise WrongUse(f"There is no format {form!r}; there are {', '.join(FORMATS)}.")
    if options.kind is not None and options.kind not in KINDS:
        raise WrongUse(f"There is no kind {options.kind!r}; there are {', '.join(KINDS)}.")
    if options.files.count("-") > 1:
        raise WrongUse("The standard input can be read only once.")
    return str(form)


def _one_file(name: str, options: argparse.Namespace, output: Output, out: TextIO, stdin: IO[Any]) -> None:
    document = open_document(name, options.kind, stdin)
    changes: Changes = []
    answers: list[Judged | Unread] = []
    for source in sources(document, options.kind):
        answer = source if isinstance(source, Unread) else _judge(source, options, changes)
        if options.fix:
            answers.append(answer)
        else:
            _tell(answer, output)
    if options.fix:
        _write_back(document, rewritten(document, changes), out)
    for answer in answers:
        _tell(answer, output)


def _tell(answer: Judged | Unread, output: Output) -> None:
    if isinstance(answer, Unread):
        output.refuse(answer)
    else:
        output.add(answer)


def _judge(source: Source, options: argparse.Namespace, changes: Changes) -> Judged | Unread:
    """The report, after the safe edits where they are asked for; an ``Unread`` for one item of several."""
    more = {
        "profile": options.profile,
        "context": source.data.get("context"),
        "overrides": source.data.get("overrides"),
    }
    try:
        for key in ("context", "overrides"):
            if not isinstance(more[key], Mapping | None):
                raise UnreadableInput(f"{key} is not an object.")
        if not options.fix:
            return Judged(source, lint(source.kind, source.data, **more).with_id(source.input_id))
        result = mended(source.kind, source.data, **more)
    except (UnreadableInput, BadOverride) as refusal:
        number = source.line or (None if source.place is None else source.place + 1)
        return Unread(source.name, str(refusal), number, source.input_id)
    changes.append((source, result.changed))
    return Judged(source, result.report.with_id(source.input_id), result.done)


def _write_back(document: Document, text: str, out: TextIO) -> None:
    """The mended document, in place of the file in one step; the standard input's goes to the output stream."""
    if document.name == "-":
        out.write(text)
        return
    if text == document.text:
        return
    path = Path(document.name).resolve()
    try:
        with tempfile.NamedTemporaryFile("wb", dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            file.write(text.encode("utf-8-sig" if document.mark else "utf-8"))
        shutil.copymode(path, file.name)
        Path(file.name).replace(path)
    except OSError as error:
        raise UnreadableInput(f"cannot be written ({(error.strerror or 'refused').lower()}).") from None


class _Parser(argparse.ArgumentParser):
    """Answers wrong use in one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(EXIT_WRONG_USE, f"{self.prog}: {message}; see --help\n")


def on_streams(options: argparse.Namespace) -> int:
    """``run`` on the process's own streams, written as UTF-8; a reader who has seen enough is no fault."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        status = run(options, out=sys.stdout, err=sys.stderr, stdin=sys.stdin)
        sys.stdout.flush()
    except BrokenPipeError:
        # What is still buffered has nowhere to go; without this the interpreter complains when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_FINE
    return status


def main(arguments: Sequence[str] | None = None) -> int:
    """The command ``python -m portal.rules``."""
    parser = _Parser(prog="lint", description="Judge registrations before anybody can refuse them.")
    add_arguments(parser)
    return on_streams(parser.parse_args(arguments))
