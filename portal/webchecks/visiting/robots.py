"""robots.txt: whether it asks programs to stay away from the pages that were looked at (RFC 9309)."""

from __future__ import annotations

import dataclasses
from typing import Final
from urllib.parse import urlsplit

from portal.egress.budgets import Budget
from portal.egress.door import Fetched
from portal.egress.names.targets import Target
from portal.egress.reasons import CertificateReason
from portal.rules.web_facts import RobotsFacts
from portal.webchecks.visiting.bodies import as_text
from portal.webchecks.visiting.scene import Scene

ROBOTS_BUDGET: Final = Budget(read=4.0, total=5.0, wire_bytes=500_000, decoded_bytes=500_000)
"""500,000 bytes are as much as a crawler has to read (RFC 9309, 2.5)."""
_MOST_LINES: Final = 5_000
_LONGEST_PATH: Final = 500
_MOST_STARS: Final = 20


async def read_robots(scene: Scene) -> None:
    """Asks once, last of all, and only a site whose home page answered."""
    home = scene.home
    if not scene.may_go_on or scene.target is None or home is None or home.status is None:
        return
    target = _address(scene, scene.target)
    await scene.breathe()
    budget = scene.within(ROBOTS_BUDGET)
    answer = await scene.door.fetch(target.url, budget) if budget else scene.left_out(target.url)
    scene.keep("robots", answer)
    if not isinstance(answer, Fetched):
        scene.robots = RobotsFacts(target.url, answer.reason)
        return
    rules = rules_for_programs(as_text(answer)) if answer.status == 200 else ()
    pages = [page for page in scene.pages if page.role != "http_redirect" and page.status is not None]
    seen = dict.fromkeys(page.final_url for page in pages if page.final_url)
    away = [url for url in seen if urlsplit(url).hostname == target.host and not allowed(_path(url), rules)]
    scene.robots = RobotsFacts(target.url, None, tuple(away))


def _address(scene: Scene, target: Target) -> Target:
    closed = scene.tls is not None and scene.tls.reason == CertificateReason.NO_TLS
    return dataclasses.replace(target.with_scheme("http" if closed else target.scheme), path="/robots.txt")


def _path(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"


@dataclasses.dataclass(frozen=True, slots=True)
class Rule:
    """One line for programs in general: a path it is about, and whether they may read it."""

    path: str
    allow: bool


def rules_for_programs(text: str) -> tuple[Rule, ...]:
    """The rules of all groups for every program (``User-agent: *``)."""
    rules: list[Rule] = []
    ours, naming = False, False
    for line in text.splitlines()[:_MOST_LINES]:
        name, colon, value = line.split("#", 1)[0].partition(":")
        name, value = name.strip().lower(), value.strip()
        if not colon:
            continue
        if name == "user-agent":
            ours = (ours if naming else False) or value == "*"
            naming = True
        elif name in ("allow", "disallow"):
            naming = False
            if ours and value and len(value) <= _LONGEST_PATH and value.count("*") <= _MOST_STARS:
                rules.append(Rule(value, name == "allow"))
        else:
            naming = naming and name not in ("crawl-delay", "sitemap")
    return tuple(rules)


def allowed(path: str, rules: tuple[Rule, ...]) -> bool:
    """Whether programs may read a path: the longest rule that fits decides, and among equals the one that allows."""
    fitting = [(len(rule.path), rule.allow) for rule in rules if _fits(rule.path, path)]
    return max(fitting)[1] if fitting else True


def _fits(pattern: str, path: str) -> bool:
    """Whether a rule fits a path, in linear time: a star is any text, a dollar sign at the end is the end."""
    ends = pattern.endswith("$")
    first, *rest = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    place = len(first)
    for number, piece in enumerate(rest):
        last = ends and number == len(rest) - 1
        if last:
            return path.endswith(piece) and len(path) - len(piece) >= place
        found = path.find(piece, place)
        if found < 0:
            return False
        place = found + len(piece)
    return place == len(path) if ends else True
