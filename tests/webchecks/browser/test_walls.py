"""No request of a page reaches inside: each way is proved by a server that was there and was not reached."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from typing import Any

import pytest

from portal.webchecks.browser.drawing import Drawn
from tests.webchecks.browser.conftest import Draw
from tests.webchecks.browser.street import Inside, served, whole

pytestmark = pytest.mark.e2e

ATTACK = """<!doctype html><html lang="en"><head><title>Attack</title>
<link rel="dns-prefetch" href="//localhost:PORT"><link rel="preconnect" href="http://127.0.0.1:PORT">
<link rel="prefetch" href="http://127.0.0.1:PORT/pre"><link rel="stylesheet" href="http://127.0.0.1:PORT/style">
</head><body><h1>Attack</h1><p id="done">running</p>
<iframe src="http://127.0.0.1:PORT/frame"></iframe><iframe src="http://localhost:PORT/frame"></iframe>
<iframe src="http://[::1]:PORT/"></iframe><iframe src="http://169.254.169.254/latest/"></iframe>
<iframe src="http://inside.test:PORT/"></iframe><iframe src="/onward"></iframe><iframe src="file:///etc/passwd"></iframe>
<img src="http://127.0.0.1:PORT/img"><img src="http://2130706433:PORT/img"><img src="http://0x7f.1:PORT/">
<object data="http://127.0.0.1:PORT/object"></object><video src="http://127.0.0.1:PORT/v" autoplay></video>
<script>
alert("dismissed"); addEventListener("beforeunload", (event) => event.preventDefault());
for (let i = 0; i < 5; i++) open("http://127.0.0.1:PORT/popup");
navigator.sendBeacon("http://127.0.0.1:PORT/beacon", "x");
const tries = [fetch("http://127.0.0.1:PORT/fetch", { mode: "no-cors" }), fetch("http://localhost:PORT/"),
 new Promise((end) => { const ws = new WebSocket("ws://127.0.0.1:PORT/ws"); ws.onclose = ws.onerror = end }),
 new Promise((end) => { new EventSource("http://127.0.0.1:PORT/events").onerror = end })];
if (window.WebTransport) tries.push(new WebTransport("https://127.0.0.1:PORT/").ready);
const peer = new RTCPeerConnection({ iceServers: [{ urls: ["stun:127.0.0.1:PORT", "turn:127.0.0.1:PORT?transport=tcp",
 "turn:127.0.0.1:PORT"], username: "u", credential: "c" }], iceCandidatePoolSize: 2 });
peer.createDataChannel("x"); peer.createOffer().then((offer) => peer.setLocalDescription(offer));
peer.onicecandidate = (event) => { if (event.candidate) document.title += " candidate" };
const link = document.createElement("a"); link.href = "/download"; link.download = "x.exe"; link.click();
Promise.allSettled(tries).then((all) => { done.textContent = "over: " + all.map((one) => one.status).join(" ") });
</script></body></html>"""


def redirect(url: str) -> bytes:
    return f"HTTP/1.1 302 Found\r\nLocation: {url}\r\nContent-Length: 0\r\n\r\n".encode()


class Attacked:
    """What came of a visit, and the server inside."""

    def __init__(self, drawn: Drawn, inside: Inside) -> None:
        self.drawn, self.inside = drawn, inside
        log = next(each.data for each in drawn.evidence if each.kind == "tunnel")
        self.asked: list[dict[str, Any]] = json.loads(log)["asked"]


@pytest.fixture(scope="module")
def attacked(browser_probe: Draw, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Attacked]:
    inside = Inside()
    pages: dict[str, str | bytes] = {
        "/download": whole("MZ", "application/octet-stream"),
    }
    with served(tmp_path_factory.mktemp("attack"), {"attack.test": pages}, inside) as world:
        pages["/attack"] = ATTACK.replace("PORT", str(inside.port))
        pages["/refresh"] = '<meta http-equiv="refresh" content="0;url=http://10.0.0.1/">'
        pages["/onward"] = redirect(f"http://127.0.0.1:{inside.port}/redirected")
        order = [("home", "http://attack.test/attack"), ("terms", "http://attack.test/onward")]
        order += [("privacy_policy", "http://attack.test/download"), ("opt_in", "http://attack.test/refresh")]
        drawn = browser_probe(order, world)
        yield Attacked(drawn, inside)


@pytest.mark.entry("web-checks-private-network-safe")
def test_nothing_that_a_page_tries_reaches_the_loopback(attacked: Attacked) -> None:
    page = attacked.drawn.pages[0]
    assert page.reason is None
    assert "over:" in page.text, "the page did not get through with its tries"
    assert attacked.inside.reached == 0
    assert {row["host"] for row in attacked.asked if row["outcome"] == "dialled"} == {"attack.test"}


def test_the_same_server_is_there_for_whoever_dials_it(attacked: Attacked) -> None:
    with socket.create_connection(("127.0.0.1", attacked.inside.port), 5) as link:
        link.sendall(b"GET / HTTP/1.1\r\n\r\n")
        assert b"secret" in link.recv(1_000)
    assert attacked.inside.reached == 1


def test_what_was_refused_is_written_down_with_reasons(attacked: Attacked) -> None:
    refused = {(row["host"], row["reason"]) for row in attacked.asked if row["outcome"] == "refused"}
    assert {("127.0.0.1", "bad_port"), ("localhost", "bad_port"), ("169.254.169.254", "metadata")} <= refused
    assert ("inside.test", "bad_port") in refused
    assert all(row["reason"] and row["detail"] for row in attacked.asked if row["outcome"] == "refused")


def test_no_candidate_of_webrtc_no_popup_and_no_file_comes_about(attacked: Attacked) -> None:
    assert attacked.drawn.pages[0].title == "Attack"
    assert not any("root:" in page.html for page in attacked.drawn.pages)
    assert not any(row["method"] == "GET" and row["host"] == "127.0.0.1" for row in attacked.asked if row["received"])


def test_a_page_that_leads_inside_or_is_none_has_a_reason_and_nothing_else(attacked: Attacked) -> None:
    pages = attacked.drawn.pages[1:]
    assert [page.reason for page in pages] == ["redirect_refused", "unreadable", "redirect_refused"]
    assert {(page.html, page.text, page.screenshot_sha256) for page in pages} == {("", "", None)}
