"""A page that sends its visitor on by itself: one such step is taken, judged like any redirect."""

from __future__ import annotations

import dataclasses
import re
from typing import Final

from portal.egress.budgets import Budget
from portal.egress.door import Door, Fetched, Refused
from portal.egress.names.targets import join_target, parse_target
from portal.egress.reasons import AddressReason, CannotReach, PageReason
from portal.rules.facts.pages import read_html
from portal.webchecks.visiting.bodies import as_text, is_markup

LONGEST_WAIT: Final = 10.0
"""Seconds; a page that waits longer before it goes on is meant to be read."""
_RENEWAL: Final = re.compile(
    r"(?is)^\s*(\d{0,6}(?:\.\d{0,6})?)\s*(?:[;,\s]\s*(?:url\s*=\s*)?[\"']?([^\"']*)[\"']?.*)?$"
)
_LONGEST: Final = 4_096
_NEVER_RUN: Final = frozenset({"noscript", "template"})


async def fetch_following(door: Door, url: str, budget: Budget) -> Fetched | Refused:
    """The page at an address; where it sends its visitor on by a refresh, the page it leads to.

    Every hop goes through the door and is judged there; the exchanges of both fetches are given together.
    """
    first = await door.fetch(url, budget)
    onward = refresh_of(first) if isinstance(first, Fetched) else None
    if not isinstance(first, Fetched) or onward is None:
        return first
    try:
        target = join_target(parse_target(first.final_url), onward)
    except CannotReach as error:
        return _refused(first, error.reason, error.detail)
    if target.url in {exchange.url for exchange in first.exchanges}:
        return Refused(
            url, PageReason.REDIRECT_LOOP, f"{target.url} sends its visitors back to itself.", first.exchanges
        )
    second = await door.fetch(target.url, budget)
    whole = first.exchanges + second.exchanges
    if isinstance(second, Refused):
        if second.reason in set(AddressReason):
            return _refused(first, second.inner or second.reason, second.detail, second)
        return dataclasses.replace(second, url=url, exchanges=whole)
    last = refresh_of(second)
    if last is not None and _leads_back(second, last, {exchange.url for exchange in whole}):
        return Refused(url, PageReason.REDIRECT_LOOP, "The pages send their visitors round in a circle.", whole)
    return dataclasses.replace(second, url=url, exchanges=whole)


def refresh_of(answer: Fetched) -> str | None:
    """Where an answer sends its visitor on by itself, by a header or in its markup; ``None`` when it does not.

    A page that only loads itself anew after a while stays where it is.
    """
    wait, address = _parsed(answer.header("refresh"))
    if not address and answer.reason is None and b"refresh" in answer.body[:65_536].lower() and is_markup(answer):
        wait, address = _in_markup(as_text(answer))
    if not address or wait > LONGEST_WAIT:
        return None
    if wait >= 1.0 and _same(answer.final_url, address):
        return None
    return address


def _in_markup(html: str) -> tuple[float, str]:
    tree = read_html(html).tree
    for node in tree.css("meta[http-equiv]")[:20] if tree else ():
        attributes = node.attributes
        if (attributes.get("http-equiv") or "").strip().lower() != "refresh":
            continue
        above = node.parent
        while above is not None and above.tag not in _NEVER_RUN:
            above = above.parent
        if above is None:
            return _parsed(attributes.get("content") or "")
    return 0.0, ""


def _parsed(text: str) -> tuple[float, str]:
    """Seconds and address of `5; url=/there`; no address when the text is something else."""
    found = _RENEWAL.match(text[:_LONGEST])
    if not found:
        return 0.0, ""
    number = found.group(1)
    return (float(number) if number.strip(".") else 0.0), (found.group(2) or "").strip()


def _same(base: str, address: str) -> bool:
    try:
        return join_target(parse_target(base), address).url == parse_target(base).url
    except CannotReach:
        return False


def _leads_back(answer: Fetched, address: str, seen: set[str]) -> bool:
    try:
        return join_target(parse_target(answer.final_url), address).url in seen
    except CannotReach:
        return False


def _refused(first: Fetched, inner: str, detail: str, second: Refused | None = None) -> Refused:
    exchanges = first.exchanges + (second.exchanges if second else ())
    return Refused(first.url, AddressReason.REDIRECT_REFUSED, detail, exchanges, inner)
