"""Social pages: those that the home page links to, and the one that stands in where no website answers."""

from __future__ import annotations

import re
from typing import Final

from portal.egress.names.targets import join_target, parse_target
from portal.egress.reasons import CannotReach
from portal.rules.facts.pages import read_html
from portal.rules.web_facts import PageFacts
from portal.webchecks.visiting.scene import Scene

MOST_KEPT: Final = 10
_ACCEPTED: Final = re.compile(r"^(?:[\w-]+\.)*(?:linkedin\.com|facebook\.com|fb\.com)$")
"""What the registry takes where there is no website (source 004, step 2.1)."""
_NETWORKS: Final = re.compile(
    r"^(?:[\w-]+\.)*(?:linkedin|facebook|fb|instagram|twitter|x|tiktok|youtube|yelp|pinterest|threads|nextdoor)\.(?:com|net)$"
)
_MAY_BE: Final = re.compile(r"(?i)//[^/]*\.(?:com|net)\b")
_SHARING: Final = re.compile(r"(?i)/(?:sharer?|share-?article|share-?offsite|intent|dialog)(?:[/.?]|$)")


def is_social(host: str) -> bool:
    """Whether a host is a social network whose pages the registry accepts instead of a website."""
    return _ACCEPTED.match(host) is not None


async def open_social(scene: Scene) -> None:
    """Opens the business's page at LinkedIn or Facebook, when there is no website or none that answers."""
    home = scene.home
    if home is not None and home.status is not None:
        return
    for url in (scene.order.url, *scene.order.social_urls):
        try:
            target = parse_target(url)
        except CannotReach:
            continue
        if is_social(target.host):
            scene.pages.append(await scene.read("social", target.url))
            return


def social_links(page: PageFacts) -> tuple[str, ...]:
    """The social pages that a page links to, each once; buttons that share the page are none."""
    if not page.html or not page.final_url:
        return ()
    base = parse_target(page.final_url)
    found: dict[str, None] = {}
    for _, href in read_html(page.html).links[:2_000]:
        if not _MAY_BE.search(href[:200]):
            continue
        try:
            target = join_target(base, href)
        except CannotReach:
            continue
        if _NETWORKS.match(target.host) and target.path != "/" and not _SHARING.search(target.path):
            found[target.url[:2_048]] = None
    return tuple(found)[:MOST_KEPT]
