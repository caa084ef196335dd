"""How tests call the command: in this process, with streams of their own."""

from __future__ import annotations

import io
from argparse import ArgumentParser

from portal.rules.command import cli


def run(*arguments: str, stdin: bytes | str = "") -> tuple[int, str, str]:
    """Exit status, output and error output of the command."""
    parser = ArgumentParser()
    cli.add_arguments(parser)
    out, err = io.StringIO(), io.StringIO()
    given = stdin if isinstance(stdin, bytes) else stdin.encode()
    status = cli.run(parser.parse_args(arguments), out=out, err=err, stdin=io.TextIOWrapper(io.BytesIO(given)))
    return status, out.getvalue(), err.getvalue()
