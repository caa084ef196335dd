"""Every address of the portal against every person: other tenants find nothing, each role gets what the table says."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tests.permissions.asked import PUBLIC, Asked
from tests.permissions.conftest import Asking
from tests.permissions.table import APART, TABLE
from tests.permissions.world import INSIDERS, OUTSIDERS, World


def addresses(resolver: URLResolver, path: str = "", room: str = "") -> Iterator[tuple[str, str]]:
    """Name and pattern of every address under a resolver."""
    for entry in resolver.url_patterns:
        here = f"{path}{entry.pattern}"
        if isinstance(entry, URLPattern):
            yield f"{room}{entry.name or ''}", here
        elif not here.startswith(("admin/", "accounts/")):
            yield from addresses(entry, here, f"{room}{entry.namespace}:" if entry.namespace else room)


ADDRESSES = dict(addresses(get_resolver()))


def test_every_address_stands_in_the_table() -> None:
    listed = {asked.name for asked in TABLE} | set(PUBLIC) | APART
    new = sorted(set(ADDRESSES) - listed)
    assert not new, (
        f"Say in tests/permissions/table.py who may what at {', '.join(new)}: a row of TABLE for each method, with an "
        "object of the world (tests/permissions/world.py) for each id; or a line of PUBLIC if anybody may open it."
    )
    gone = sorted(listed - set(ADDRESSES))
    assert not gone, f"These addresses no longer exist; take them out of the table: {', '.join(gone)}"


def test_what_has_an_id_in_its_address_is_not_there_for_outsiders() -> None:
    loose = [str(asked) for asked in TABLE if "<" in ADDRESSES[asked.name] and not asked.names_a_row]
    assert not loose, f"The table lets outsiders see rows of GreenLeaf's at {', '.join(loose)}"


@pytest.mark.parametrize("who", INSIDERS)
def test_each_role_gets_what_the_table_says(ask: Asking, who: str) -> None:
    place = INSIDERS.index(who)
    wrong = []
    for asked in TABLE:
        status, wanted = ask(asked, who).status_code, int(asked.insiders.split()[place])
        if status != wanted:
            wrong.append(f"{asked}: {status} instead of {wanted}")
    assert not wrong, f"{who}:\n" + "\n".join(wrong)


@pytest.mark.parametrize("who", OUTSIDERS)
def test_another_tenant_finds_nothing_of_greenleafs(ask: Asking, world: World, who: str) -> None:
    place = OUTSIDERS.index(who)
    wrong = []
    for asked in (asked for asked in TABLE if who in world.tokens or not asked.by_key):
        answer, wanted = ask(asked, who), int(asked.outsiders.split()[place])
        if answer.status_code != wanted:
            wrong.append(f"{asked}: {answer.status_code} instead of {wanted}")
        if b"GreenLeaf" in (b"".join(answer.streaming_content) if answer.streaming else answer.content):
            wrong.append(f"{asked}: names GreenLeaf")
        if asked.by_key and wanted == 404 and answer["Content-Type"] != "application/problem+json":
            wrong.append(f"{asked}: answers in {answer['Content-Type']}")
    assert not wrong, f"{who}:\n" + "\n".join(wrong)


@pytest.mark.parametrize("who", ["charlie", "nora"])
def test_no_other_method_opens_what_belongs_to_another_tenant(ask: Asking, world: World, who: str) -> None:
    """405 only where nobody may use the method."""
    wrong = []
    for asked in (asked for asked in TABLE if "<" in ADDRESSES[asked.name]):
        other = "GET" if asked.method == "POST" else "POST"
        status = ask(asked, who, other).status_code
        if status != 404 and not (status == 405 and ask(asked, "alice", other).status_code == 405):
            wrong.append(f"{other} {asked.name}: {status}")
    assert not wrong, f"{who}:\n" + "\n".join(wrong)


def test_a_visitor_is_sent_to_sign_in_and_an_unsigned_call_is_refused(ask: Asking, world: World) -> None:
    wrong = []
    for asked in TABLE:
        answer = ask(asked, "")
        sent_to = answer.headers.get("Location", "")
        if not (answer.status_code == 401 if asked.by_key else sent_to.startswith("/accounts/login/")):
            wrong.append(f"{asked}: {answer.status_code} {sent_to}")
    assert not wrong, "\n".join(wrong)


def test_public_addresses_open_for_everybody(ask: Asking, world: World) -> None:
    closed = []
    for name, kwargs in PUBLIC.items():
        for who in ("", "alice", "charlie"):
            status = ask(Asked(name, "GET", "", kwargs), who).status_code
            if status != 200:
                closed.append(f"{name} for {who or 'a visitor'}: {status}")
    assert not closed, "\n".join(closed)
