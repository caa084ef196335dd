"""Starting child processes that never outlive their parent."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

_PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None, use_errno=True)


def dies_with_parent(signal_number: int) -> Callable[[], None]:
    """What a child calls before its program: the kernel sends it ``signal_number`` when the parent ends."""
    parent = os.getpid()

    def ask() -> None:
        _LIBC.prctl(_PR_SET_PDEATHSIG, signal_number, 0, 0, 0)
        if os.getppid() != parent:  # the parent ended before the kernel was asked
            os.kill(os.getpid(), signal.SIGKILL)

    return ask


def spawn(
    command: Sequence[str],
    *,
    log: Path,
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
    user: str | None = None,
    keep: tuple[int, ...] = (),
    at_parents_death: int = signal.SIGTERM,
) -> subprocess.Popen[bytes]:
    """A child in a session of its own (so that Ctrl-C reaches the supervisor alone), its output appended to ``log``.

    ``user`` also sets the group of that user; the kernel forgets the parent's death signal when a process changes its
    user, therefore the change comes first (subprocess changes it before ``preexec_fn`` runs). ``keep`` are open files
    that the child inherits under the same numbers.
    """
    with log.open("ab") as out:
        return subprocess.Popen(  # noqa: S603 - commands are our own
            list(command),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            cwd=folder,
            pass_fds=keep,
            env=None if environment is None else dict(environment),
            user=user,
            group=None if user is None else _group_of(user),
            extra_groups=None if user is None else [],
            start_new_session=True,
            preexec_fn=dies_with_parent(at_parents_death),  # noqa: PLW1509 - one thread starts children
        )


def tail(log: Path, lines: int = 15) -> str:
    """The last lines of a log, indented; empty when there is none."""
    try:
        text = log.read_bytes()[-8_000:].decode(errors="replace")
    except OSError:
        return ""
    return "\n".join(f"    {line}" for line in text.splitlines()[-lines:])


def _group_of(user: str) -> int:
    import pwd  # noqa: PLC0415 - absent where there are no users

    return pwd.getpwnam(user).pw_gid
