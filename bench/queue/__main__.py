"""`make bench-queue`: the reviewer's pages and the officer's search with 1,000 and 100,000 applications, in one run.

Each page is asked for through Django's test client as the reseller's administrator, in turns at both sizes. At 100,000
a page may take three times what it takes at 1,000, and asks the database fewer than 25 questions.
"""

from __future__ import annotations

import contextlib
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any, Final

import django

from tests import services

SMALL: Final = 1_000
LARGE: Final = 100_000
MOST_TIMES: Final = 3.0
MOST_QUERIES: Final = 25
TURNS: Final = 5
ROUNDS: Final = 4


class Started:
    """The services of a test run, until the block ends."""

    def __init__(self) -> None:
        self.stack = contextlib.ExitStack()

    def add_cleanup(self, work: Callable[[], object]) -> None:
        """As pytest's configuration takes them."""
        self.stack.callback(work)


@contextlib.contextmanager
def within(name: str) -> Iterator[None]:
    """Points Django at a database for a while."""
    from django.db import connections  # noqa: PLC0415

    settings = connections.settings["default"]
    usual = settings["NAME"]
    connections.close_all()
    settings["NAME"] = name
    try:
        yield
    finally:
        connections.close_all()
        settings["NAME"] = usual


def made(size: int) -> tuple[str, Any, dict[str, str]]:
    """A database of that size, a client and the pages to ask for by what they are."""
    from bench.queue.making import fill  # noqa: PLC0415
    from portal.lifecycle.models import Application  # noqa: PLC0415
    from portal.lifecycle.queue import key_of  # noqa: PLC0415
    from portal.lifecycle.services import temporary_request  # noqa: PLC0415
    from tests.cast import make_cast  # noqa: PLC0415
    from tests.lifecycle.scenes import scene  # noqa: PLC0415

    name = f"bench_queue_{size}"
    services.copy_template(name)
    began = time.monotonic()
    with within(name):
        cast = make_cast()
        like = scene(cast).submit()
        temporary_request(application_id=like.id, actor=cast.alice.actor)
        shown = scene(cast).rejected().resubmit().claim()
        fill(name, cast, like, size)
        waiting = Application.objects.filter(reseller=cast.lakeside, state="pending").order_by("due_at", "id")
        deep = key_of(waiting[waiting.count() // 2], "due")
        client = cast.client(cast.ada)
    print(f"{size:>9,} applications made in {time.monotonic() - began:.1f} s", flush=True)
    return name, client, pages_of(deep, shown.application.reference)


def pages_of(deep: str, reference: str) -> dict[str, str]:
    """The pages by what they are; ``deep`` is the key of a row in the middle, ``reference`` one application's."""
    from portal.lifecycle.queue import QUEUE_TABS  # noqa: PLC0415

    pages = {f"tab: {label.lower()}": f"/review/?tab={tab}" for tab, (label, _states) in QUEUE_TABS.items()}
    return pages | {
        "riskiest first": "/review/?order=risk",
        "oldest of all": "/review/?tab=all&order=oldest",
        "a page in the middle": f"/review/?after={deep.replace('+', '%2B')}",
        "search: a common word": "/review/?tab=all&q=services",
        "search: a rare word": "/review/?tab=all&q=zeppelin",
        "search: two beginnings": "/review/?tab=all&q=good+lea",
        "search: last digits, no hit": "/review/?tab=all&q=0143555",
        "search: no hit": "/review/?tab=all&q=zzyzx",
        "one business": "/review/?tab=all&business=business-7",
        "last attempt": "/review/?tab=rejected&last_attempt=1",
        "waits for a second reviewer": "/review/?tab=all&proposed=1",
        "a part is to be sent": "/review/?tab=registry&to_send=1",
        "officer: part of a reference": f"/officer/?q={reference[4:]}",
        "officer: a rare word": "/officer/?q=zeppelin",
        "decision page": f"/review/{reference}/",
    }


def measured(name: str, client: Any, address: str) -> tuple[list[float], int]:
    """Milliseconds of some rounds, and the questions asked of the database."""
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    with within(name):
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(address)
            queries = len(asked)
        assert answer.status_code == 200, (address, answer.status_code)
        spent = []
        for _ in range(ROUNDS):
            began = time.perf_counter()
            client.get(address)
            spent.append((time.perf_counter() - began) * 1_000)
    return spent, queries


def main() -> int:
    """Prints the table; status 1 when a page is beyond its bound."""
    started = Started()
    with started.stack:
        services._start(started, only_collecting=False)  # type: ignore[arg-type]
        services._settings()
        django.setup()
        services.ensure_template()
        small, large = made(SMALL), made(LARGE)
        return compared(small, large)


def compared(small: tuple[str, Any, dict[str, str]], large: tuple[str, Any, dict[str, str]]) -> int:
    """The table itself: both sizes of each page, in turns."""
    beyond = 0
    print(f"{'median of ' + str(TURNS * ROUNDS):<30}{SMALL:>10,}{LARGE:>12,}{'times':>8}{'queries':>9}")
    for page in small[2]:
        spent: dict[str, list[float]] = {small[0]: [], large[0]: []}
        queries = 0
        for _ in range(TURNS):
            for name, client, pages in (small, large):
                took, asked = measured(name, client, pages[page])
                spent[name] += took
                queries = max(queries, asked)
        low, high = (statistics.median(times) for times in spent.values())
        over = high > MOST_TIMES * low or queries >= MOST_QUERIES
        beyond += over
        print(f"{page:<30}{low:>7.1f} ms{high:>9.1f} ms{high / low:>8.2f}{queries:>9}{'  beyond' if over else ''}")
    print(f"at most {MOST_TIMES:.0f} times, fewer than {MOST_QUERIES} queries: {beyond} beyond")
    return int(beyond > 0)


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings.test"
    sys.exit(main())
