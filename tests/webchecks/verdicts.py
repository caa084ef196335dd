"""What the checks say of every case they were made for, found by running them: the rows of `docs/webchecks.md`."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Final

from portal.egress.budgets import Budget
from portal.egress.door import Door, Fetched, Refused
from portal.egress.names.targets import parse_target
from portal.egress.reasons import CannotReach
from portal.egress.tls.sight import TlsSight
from portal.egress.world import World, load_world
from portal.webchecks.looking import look_async
from portal.webchecks.visiting.order import Order
from portal.webchecks.visiting.reading import read_answer
from portal.webchecks.world.serving import served_in_thread
from portal.webchecks.world.sites import HOSTILE, Site
from portal.webchecks.world.tricks import STALLING, TRICKS
from tests.egress.internet import Internet, inside
from tests.egress.names import RECORDS, ZONE
from tests.egress.spellings import REFUSED
from tests.egress.tls_classes import rows as tls_classes
from tests.egress.yard import Yard
from tests.webchecks.page_kinds import answer_of
from tests.webchecks.page_kinds import rows as page_kinds

Cells = tuple[str, ...]

HASTY: Final = Budget(connect=0.3, tls=0.3, read=0.3, total=0.6)
PATIENT: Final = Budget(connect=120, tls=120, read=120, total=600, redirects=3)
"""Nothing but a server's own doing ends this one, however busy the machine."""
_LONGEST_CELL: Final = 90


class PacedDoor(Door):
    """The real door, whose visits all have one budget."""

    pace: Budget = PATIENT

    async def fetch(self, url: str, budget: Budget | None = None) -> Fetched | Refused:
        return await super().fetch(url, self.pace)

    async def tls(self, host: str, budget: Budget | None = None) -> TlsSight | Refused:
        return await super().tls(host, self.pace)


def shown(text: str) -> str:
    """A text as code in a table's cell: what cannot be seen is written as its code point, a long text is cut."""
    seen = "".join(one if one.isprintable() else f"\\u{ord(one):04x}" for one in text)
    cut = f"{seen[:_LONGEST_CELL]}… ({len(text):,} characters)" if len(seen) > _LONGEST_CELL else seen
    return f"`{cut}`".replace("|", "\\|") if cut.strip() else f"{len(text)} blanks"


def tls_rows() -> list[Cells]:
    """Every class of TLS server: what it does, the verdict, what is known of revocation."""
    with tempfile.TemporaryDirectory() as folder:
        yard = Yard(Path(folder))
        found = [(row, row.look(yard)) for row in tls_classes()]
    return [
        (
            row.words,
            f"`{sight.reason}`" if sight.reason else "trusted",
            getattr(sight, "revocation", "").replace("_", " "),
        )
        for row, sight in found
    ]


def spelling_rows() -> list[Cells]:
    """Every spelling of an address that leads elsewhere, and what the door says of it."""
    return [(shown(text), f"`{_said(text)}`") for texts in REFUSED.values() for text in texts]


def _said(text: str) -> str:
    try:
        return f"accepted as {parse_target(text).url}"
    except CannotReach as error:
        return str(error.reason)


def name_rows() -> list[Cells]:
    """Every name that resolves to what is not public: its records and what the door says of it."""

    async def go(net: Internet) -> list[Cells]:
        found = []
        for name, (records, _) in RECORDS.items():
            async with net.door() as door:
                answer = await door.fetch(f"https://{name}.names.example.com/")
            told = ", ".join(records[:2]) + (f" and {len(records) - 2} more" if len(records) > 2 else "")
            found.append((f"`{name}`", told or "none", f"`{answer.reason}`"))
        return found

    rows: list[Cells] = inside(go, ZONE, {})
    return rows


def hostile_rows(run: Callable[[World, Sequence[Site]], Iterable[Cells]] | None = None) -> list[Cells]:
    """Every hostile server: what it does, what the door says of its home page, what the whole visit says."""
    with tempfile.TemporaryDirectory() as folder, served_in_thread(Path(folder), HOSTILE) as path:
        return list((run or _visited)(load_world(path), HOSTILE))


def _visited(world: World, sites: Sequence[Site]) -> list[Cells]:
    """Servers that only a clock ends are visited first and together, so that nothing else keeps them waiting."""

    async def every() -> dict[str, Cells]:
        stalling = [site for site in sites if site.trick in STALLING]
        found = dict(zip(stalling, await asyncio.gather(*(_visit(world, site) for site in stalling)), strict=True))
        for site in sites:
            if site not in found:
                found[site] = await _visit(world, site)
        return {site.host: cells for site, cells in found.items()}

    by_host = asyncio.run(every())
    return [by_host[site.host] for site in sites]


async def _visit(world: World, site: Site) -> Cells:
    """One whole visit, judged; all roles have the home page's address, so that each address is asked once."""
    door = PacedDoor(policy=world.policy(), resolver=world.resolver(), roots=world.roots())
    door.pace = HASTY if site.trick in STALLING else PATIENT
    order = Order(site.url, site.url, site.url, site.url)
    visit, judgement = await look_async(order, _BRAND, "as_documented", kind="campaign", door=door, pause=0)
    home = visit.facts().page("home")
    assert home is not None
    check: dict[str, Any] = next(each for each in judgement.checks if each["check"] == "home.reachable")
    reason = f"`{home.reason}`" if home.reason else f"read as {home.kind.replace('_', ' ')}"
    return (f"`{site.trick}`", TRICKS[site.trick].does, reason, _words(check["verdict"]), _words(judgement.verdict))


_BRAND: Final = {"legal_name": "Hostile Server LLC", "dba_name": ""}


def _words(verdict: str) -> str:
    return str(verdict).replace("_", " ")


def page_rows() -> list[Cells]:
    """Every golden page: what it is like, and what it is taken for."""
    found = []
    for row in page_kinds():
        page = read_answer("home", "https://shop.test/", answer_of(row), None)
        found.append((row.words, f"`{page.reason}`" if page.reason else page.kind.replace("_", " "), page.detail))
    return found
