"""Nothing leads a visit inside: each proof has a server that would have been reached, and its record of who came."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from portal.egress.door import Door, Fetched, Refused
from tests.egress.internet import HERE, Internet, Server, inside, moved, ok

PUBLIC, OTHER, PRIVATE = "93.184.216.34", "93.184.216.35", "10.0.0.5"
STATUSES = (301, 302, 303, 307, 308)


def servers(location: str = "", status: int = 302) -> dict[str, Server]:
    """A public server that redirects where told, another, and traps on the loopback and in a private network."""
    return {
        PUBLIC: Server(lambda _: moved(location, status) if location else ok()),
        OTHER: Server(lambda _: moved("http://private.example.com/")),
        PRIVATE: Server(lambda _: ok("secret")),
        HERE: Server(lambda _: ok("secret")),
    }


ZONE = {
    "turning.example.com": [f"A {PUBLIC}", "turn", f"A {HERE}"],
    "public.example.com": [f"A {PUBLIC}"],
    "other.example.com": [f"A {OTHER}"],
    "private.example.com": [f"A {PRIVATE}"],
    "alias.example.com": ["CNAME middle.example.com."],
    "middle.example.com": ["CNAME private.example.com."],
    "mixed.example.com": [f"A {PUBLIC}", f"A {PRIVATE}"],
    "mixed-families.example.com": [f"A {PUBLIC}", "AAAA ::1"],
}


async def fetch(door: Door, *urls: str) -> Any:
    """The last of some answers through one door."""
    async with door:
        return [await door.fetch(url) for url in urls][-1]


def test_a_name_that_turns_between_look_ups_is_dialled_where_it_was_judged() -> None:
    there = servers()

    async def go(net: Internet) -> Any:
        return await fetch(
            net.door(), *(f"http://turning.example.com/{number}" for number in range(3))
        ), net.names.asked

    answer, asked = inside(go, ZONE, there)
    assert (answer.status, answer.exchanges[0].addresses) == (200, (PUBLIC,))
    assert sorted(asked) == [("turning.example.com", "A"), ("turning.example.com", "AAAA")]
    assert len(there[PUBLIC].heads) == 3
    assert not there[HERE].was_reached


def test_the_server_behind_a_turned_name_would_have_been_reached() -> None:
    there = servers()

    async def go(net: Internet) -> Any:
        await fetch(net.door(), "http://turning.example.com/")
        refused = await fetch(net.door(), "http://turning.example.com/")
        reached_by_the_judged = there[HERE].was_reached
        return refused, reached_by_the_judged, await fetch(net.careless_door(), "http://turning.example.com/")

    refused, reached_by_the_judged, careless = inside(go, ZONE, there)
    assert (refused.reason, reached_by_the_judged) == ("loopback", False)
    assert (careless.body, there[HERE].connections) == (b"secret", 1)


@pytest.mark.parametrize("host", ["private", "alias", "mixed", "mixed-families"])
def test_a_name_with_an_inside_address_is_never_dialled(host: str) -> None:
    there = servers()
    url = f"http://{host}.example.com/"
    refused = inside(lambda net: fetch(net.door(), url), ZONE, there)
    assert refused.reason == ("mixed_answers" if host.startswith("mixed") else "private")
    assert not any(server.was_reached for server in there.values())
    assert inside(lambda net: fetch(net.careless_door(), url), ZONE, there).status == 200


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("host", ["private", "alias"])
def test_a_redirect_to_a_name_inside_is_not_followed(status: int, host: str) -> None:
    there = servers(f"http://{host}.example.com/admin", status)
    refused = inside(lambda net: fetch(net.door(), "http://public.example.com/"), ZONE, there)
    assert (refused.reason, len(refused.exchanges)) == ("redirect_refused", 1)
    assert not there[PRIVATE].was_reached
    careless = inside(lambda net: fetch(net.careless_door(), "http://public.example.com/"), ZONE, there)
    assert (careless.body, careless.final_url) == (b"secret", f"http://{host}.example.com/admin")


def test_a_redirect_to_a_name_that_is_partly_inside_is_not_followed() -> None:
    there = servers("http://mixed.example.com/admin")
    refused = inside(lambda net: fetch(net.door(), "http://public.example.com/"), ZONE, there)
    assert (refused.reason, refused.inner) == ("redirect_refused", "mixed_answers")
    assert (there[PUBLIC].connections, there[PRIVATE].connections) == (1, 0)


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("form", ["http://{}/", "//{}/x", "http://root:toor@{}/", "http://localhost:{port}/"])
def test_a_redirect_to_an_address_inside_is_not_followed(status: int, form: str) -> None:
    trap, public = Server(lambda _: ok("secret")), Server(lambda _: b"")

    async def go(net: Internet) -> tuple[Any, int, str]:
        location = form.format(f"{HERE}:{trap.port}", port=trap.port)
        public.answer = lambda _: moved(location, status)
        refused = await fetch(net.door(), "http://public.example.com/")
        before = trap.connections
        async with httpx.AsyncClient(follow_redirects=True, trust_env=False) as plain:
            return refused, before, (await plain.get(f"http://{HERE}:{public.port}/")).text

    refused, before, plainly = inside(go, ZONE, {PUBLIC: public, HERE: trap})
    assert (refused.reason, before) == ("redirect_refused", 0)
    assert (plainly, trap.connections) == ("secret", 1)


def test_a_chain_over_public_servers_is_judged_at_each_step() -> None:
    there = servers("http://other.example.com/")
    refused = inside(lambda net: fetch(net.door(), "http://public.example.com/"), ZONE, there)
    assert (refused.reason, refused.inner) == ("redirect_refused", "private")
    assert [exchange.dialled for exchange in refused.exchanges] == [HERE, HERE]  # where the two public ones stand
    assert (there[PUBLIC].connections, there[OTHER].connections, there[PRIVATE].connections) == (1, 1, 0)
    careless = inside(lambda net: fetch(net.careless_door(), "http://public.example.com/"), ZONE, there)
    assert careless.body == b"secret"


def test_another_port_is_not_followed_and_a_relative_address_stays() -> None:
    there = servers("http://private.example.com:8080/")
    assert inside(lambda net: fetch(net.door(), "http://public.example.com/"), ZONE, there).inner == "bad_port"
    there[PUBLIC].answer = lambda path: ok() if path == "/b/c" else moved("../b/c")
    answer = inside(lambda net: fetch(net.door(), "http://public.example.com/a/x"), ZONE, there)
    assert (answer.status, answer.final_url) == (200, "http://public.example.com/b/c")


@pytest.mark.parametrize(
    "location", ["/a%0d%0aX-Injected: 1", "/a\tb", "/a\x0bb", "/\x85", "http://private.example.com%00/"]
)
def test_no_redirect_puts_a_line_into_the_next_request(location: str) -> None:
    public = Server(lambda path: moved(location) if path == "/" else ok())
    answer = inside(lambda net: fetch(net.door(), "http://public.example.com/"), ZONE, {PUBLIC: public})
    assert isinstance(answer, Fetched | Refused)
    assert all("x-injected" not in line.lower().split(":")[0] for head in public.heads for line in head.split("\r\n"))
    assert all(head.count("\r\nHost: ") == 1 and "public.example.com" in head for head in public.heads)


def test_an_alternative_service_is_not_used() -> None:
    there = servers()
    there[PUBLIC].answer = lambda _: ok("<p>x</p>", f'Alt-Svc: h2="{HERE}:{there[HERE].port}"; ma=86400')
    inside(lambda net: fetch(net.door(), "http://public.example.com/", "http://public.example.com/2"), ZONE, there)
    assert len(there[PUBLIC].heads) == 2
    assert not there[HERE].was_reached


def test_no_cookie_goes_back_and_none_across() -> None:
    public = Server(lambda path: ok("<p>x</p>", "Set-Cookie: id=1; Domain=example.com; Path=/"))
    other = Server(lambda path: moved("http://public.example.com/from-other"))
    urls = ("http://public.example.com/", "http://public.example.com/again", "http://other.example.com/")
    inside(lambda net: fetch(net.door(), *urls), ZONE, {PUBLIC: public, OTHER: other})
    assert (len(public.heads), len(other.heads)) == (3, 1)
    assert not any("cookie" in head.lower() for head in [*public.heads, *other.heads])
    assert not any("referer" in head.lower() or "authorization" in head.lower() for head in public.heads)


def test_a_connection_is_kept_for_its_own_name_only() -> None:
    public = Server(lambda _: ok())
    zone = {"one.example.com": [f"A {PUBLIC}"], "two.example.com": [f"A {PUBLIC}"]}
    urls = ("http://one.example.com/1", "http://one.example.com/2", "http://two.example.com/3")
    inside(lambda net: fetch(net.door(), *urls), zone, {PUBLIC: public})
    assert (len(public.heads), public.connections) == (3, 2)
    assert ["Host: two.example.com" in head for head in public.heads] == [False, False, True]


@pytest.mark.parametrize("name", ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"])
def test_a_proxy_of_the_environment_is_passed_by(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    there = servers()
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)

    async def go(net: Internet) -> tuple[Any, int]:
        monkeypatch.setenv(name, f"http://{HERE}:{there[HERE].port}")
        answer, before = await fetch(net.door(), "http://public.example.com/"), there[HERE].connections
        async with httpx.AsyncClient() as plain:
            await plain.get("http://public.example.com/")
        return answer, before

    answer, before = inside(go, ZONE, there)
    assert (answer.status, before, there[HERE].connections) == (200, 0, 1)
