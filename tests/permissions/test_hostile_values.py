"""Whatever a broken or hostile client puts into queries, forms and bodies, no address answers with a fault."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterable
from typing import Any

import pytest
from django.test import RequestFactory
from django.urls import reverse

from portal.common.forms import questions_at
from tests.permissions.asked import Asked
from tests.permissions.conftest import Asking
from tests.permissions.table import TABLE
from tests.permissions.world import INSIDERS, World

VALUES = (
    "a\x00b",
    "-1",
    "9" * 25,
    "9999-12-31",
    "1e400",
    "\u202eevil \U0001f600\r\nBcc: eve@example.com",
    "a & | ! (:* '",
    "\u0130\ufb01\u33a2" * 99,
    "9" * 5_000,
    "\u0661\u00b2",
    "https://[::1",
    "x" * 300_000,
)
NAMES = (
    "page q tab order after before business assigned check show do kind state as next since until act words event "
    "registration campaign template count application saved row in token action person text title name note reason "
    "codes found more_codes canned part field field_note reference pasted letter evidence version base mend then"
)
"""Names that pages of the portal ask for; where an address knows one, it gets a value that nobody typed there."""

JSON_VALUES: tuple[Any, ...] = (
    *(None, True, -1, 10**30, "", "a\x00b", "\ud800", "9" * 5_000),
    *("0001-01-01T00:00:00+14:00", [None], {"\ud800": 1}),
)
"""Values of every type that JSON has, and of some that only look like one."""


def nonsense(turn: int, names: Iterable[str] = ()) -> dict[str, Any]:
    """A value for each name, and for those given; others at each turn."""
    return {name: VALUES[(place + turn) % len(VALUES)] for place, name in enumerate([*NAMES.split(), *names])}


def asked_there(world: World, asked: Asked, who: str) -> list[str]:
    """The names of the questions that the forms of an address ask."""
    request = RequestFactory().get("/")
    request.actor = world.people[who].actor  # type: ignore[attr-defined]
    return list(questions_at(request, reverse(asked.name, kwargs=world.fill(asked.kwargs))))


def reached(method: str, who: str) -> list[Asked]:
    """The addresses that this person may use."""
    place = INSIDERS.index(who)
    rows = (asked for asked in TABLE if asked.method == method and not asked.by_key)
    return [asked for asked in rows if asked.insiders.split()[place] not in ("403", "404")]


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("who", ["alice", "rae"])
def test_values_that_nobody_types_are_answered_without_a_fault(
    ask: Asking, world: World, who: str, method: str
) -> None:
    wrong = []
    for turn, asked in enumerate(reached(method, who)):
        data = nonsense(turn, asked_there(world, asked, who)) | (asked.data if method == "POST" and turn % 2 else {})
        status = ask(dataclasses.replace(asked, data=data), who).status_code
        if status >= 500:
            wrong.append(f"{asked}: {status} with {data}")
    assert not wrong, "\n".join(wrong)


def test_bodies_of_wrong_types_and_names_are_answered_without_a_fault(ask: Asking, world: World) -> None:
    wrong = []
    for asked in (asked for asked in TABLE if asked.by_key and asked.method == "POST"):
        for name, value in itertools.product([*asked.data, "\ud800"], JSON_VALUES):
            answer = ask(dataclasses.replace(asked, data=asked.data | {name: value}), "alice")
            is_told = answer.status_code < 400 or answer["Content-Type"] == "application/problem+json"
            if answer.status_code >= 500 or not is_told:
                wrong.append(f"{asked}: {answer.status_code} with {name!a}: {value!a}")
    assert not wrong, "\n".join(wrong)
