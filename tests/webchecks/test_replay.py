"""A run is judged again from its evidence: the same facts, the same checks; never on evidence that was altered."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command

from portal.common.actor import SYSTEM
from portal.egress.opening import open_door
from portal.egress.world import World
from portal.evidence import storage
from portal.rules.profiles import UnknownProfile
from portal.rules.rulebook import packaged
from portal.rules.rulebook.overlay import Overlay, with_overlay
from portal.rules.web_facts import RenderedBox, RenderedPage, Stated, WebsiteFacts
from portal.tools.overlays import overlay_add
from portal.webchecks.browser.drawing import Drawn
from portal.webchecks.looking import Asked, visit_site, visits
from portal.webchecks.models import CheckRun
from portal.webchecks.remembering import LONGEST, MOST, bounded, facts_as_json, facts_from_json
from portal.webchecks.remembering import seen_at as remembered_at
from portal.webchecks.replaying import CannotReplay, differences, facts_of, replay
from portal.webchecks.seeing import Seen, seen_of, with_drawn, without_browser
from portal.webchecks.visiting.order import Order
from portal.webchecks.visiting.visit import Visit
from portal.webchecks.world.sites import SITES
from tests.cast import Cast
from tests.webchecks.conftest import order_of
from tests.webchecks.test_runs import ask

DAY = dt.timedelta(days=1)
ODD = frozenset(
    [
        "redirect_loopback",
        "redirect_loop",
        "redirect_query",
        "redirect_bytes",
        "redirect_twice",
        "refresh_header",
        "refresh_loopback",
        "refresh_loop",
        "not_modified",
        "many_headers",
        "name_bytes",
        "value_bytes",
        "folded",
        "status_999",
        "reset",
        "chunk_lie",
        "length_short",
        "poison",
        "poison_bytes",
        "bomb",
        "packed_twice",
        "packed_cut",
        "packed_more",
        "packed_unasked",
        "many_links",
        "nul_bytes",
        "control_bytes",
        "bad_encoding",
        "utf_7",
        "utf_16",
        "binary",
        "pdf",
        "untyped",
        "empty",
        "blank",
        "same_sentence",
        "half_tags",
    ]
)
"""Hostile servers that let themselves be read to some end without making anybody wait."""


def seen_at(world: World, order: Order) -> Seen:
    return without_browser(seen_of(visit_site(Asked(order, open_door(world), pause=0))), "no_browser")


def kept(seen: Seen) -> CheckRun:
    """A row with the facts alone, its captures in the store."""
    for evidence in seen.evidence:
        storage.put(evidence.data)
    facts = json.loads(json.dumps(facts_as_json(seen.facts, seen.at)))
    return CheckRun(url=seen.facts.url, facts=facts)


@pytest.fixture(scope="module")
def all_seen(world: World) -> dict[str, Seen]:
    """Every site of the demo and what hostile servers with something to read show, looked at in one loop."""
    chosen = [site for site in SITES if site.variant != "hostile" or site.trick in ODD]
    orders = {site.host: order_of(site) if site.variant != "hostile" else Order(site.url) for site in chosen}
    asked = {host: Asked(order, open_door(world), pause=0) for host, order in orders.items()}
    ended = {host: came for host, came in visits(asked) if isinstance(came, Visit)}
    assert set(ended) == set(orders)
    return {host: without_browser(seen_of(made), "no_browser") for host, made in ended.items()}


def test_facts_read_back_are_those_that_were_judged(all_seen: dict[str, Seen]) -> None:
    assert [host for host, seen in all_seen.items() if facts_of(kept(seen)) != seen.facts] == []
    assert sum(page.text != "" for seen in all_seen.values() for page in seen.facts.pages) > 80


def test_rows_stay_small_and_hold_no_page(all_seen: dict[str, Seen]) -> None:
    sizes = [len(json.dumps(facts_as_json(seen.facts, seen.at))) for seen in all_seen.values()]
    assert max(sizes) < 20_000
    assert max(len(page.html) for seen in all_seen.values() for page in seen.facts.pages) > 250_000


@pytest.mark.parametrize("url", ["http://169.254.169.254/", "https://nowhere.test/", "not an address"])
def test_a_visit_that_saw_nothing_is_read_back_too(world: World, url: str) -> None:
    seen = seen_at(world, Order(url))
    assert facts_of(kept(seen)) == seen.facts


def test_long_lists_and_words_are_cut_before_they_are_judged(world: World) -> None:
    facts = seen_at(world, Order("https://nowhere.test/")).facts
    long = dataclasses.replace(facts, addresses=("192.0.2.1",) * (MOST + 1), notes=("\x00" + "x" * LONGEST,))
    cut = bounded(long)
    assert (len(cut.addresses), len(cut.notes[0]), "\x00" in cut.notes[0]) == (MOST, LONGEST, False)
    assert facts_of(kept(Seen(cut, facts_at := dt.datetime(2026, 3, 1, tzinfo=dt.UTC)))) == cut
    assert remembered_at(facts_as_json(cut, facts_at)) == facts_at


def test_drawn_pages_are_read_back_from_their_captures() -> None:
    boxes = (RenderedBox("I agree", False, False, True, "iframe", 15.5, 4.54, True),)
    drawn = RenderedPage("opt_in", "https://a.test/", None, None, "T", "<p>\ud83d Text", "Text", boxes)
    undrawn = RenderedPage("home", "https://a.test/", None, "timed_out")
    blank = WebsiteFacts("https://a.test/", "a.test", (), None, None, (), stated=(Stated("form", "terms", "/t"),))
    seen = with_drawn(Seen(blank, dt.datetime.now(dt.UTC)), Drawn((drawn, undrawn), [], []))
    assert {evidence.kind for evidence in seen.evidence} == {"words", "document"}
    assert facts_of(kept(seen)) == seen.facts
    assert seen.facts.rendered[0].boxes == boxes


def test_a_box_kept_before_its_words_were_looked_at_says_nothing_of_them() -> None:
    box = RenderedBox("I agree", False, False, True, "page", 16.0, 9.0, words_visible=True)
    drawn = RenderedPage("opt_in", "https://a.test/", None, None, boxes=(box,))
    row = facts_as_json(WebsiteFacts("https://a.test/", "a.test", (), None, None, (), (drawn,)))
    assert facts_from_json(row).rendered[0].boxes == (box,)
    del row["rendered"][0]["boxes"][0]["words_visible"]
    assert facts_from_json(row).rendered[0].boxes[0].words_visible is None


@pytest.fixture
def run(cast: Cast, demo_world: object, run_jobs: Callable[[], int], db: None) -> CheckRun:
    """A check that found something, carried out and kept."""
    made = ask(cast, "brightside-salon.test", stated=[{"where": "campaign", "role": "privacy_policy", "url": "/p"}])
    run_jobs()
    made.refresh_from_db()
    return made


@pytest.mark.entry("tool-website-check")
@pytest.mark.django_db
def test_a_replay_says_what_the_run_said(run: CheckRun) -> None:
    again = replay(run)
    assert differences(run.checks, again.checks) == []
    assert (again.verdict.value, again.rulebook, again.addresses) == (run.verdict, run.rulebook, run.addresses)


@pytest.mark.django_db
def test_another_profile_and_another_day_come_out_otherwise(run: CheckRun) -> None:
    profile = {each.check: each for each in differences(run.checks, replay(run, profile="current").checks)}
    assert profile["home.substance"].before is None
    assert profile["home.substance"].what
    later = {each.check for each in differences(run.checks, replay(run, at=run.queued_at + 5_000 * DAY).checks)}
    assert "tls.expiry" in later
    with pytest.raises(UnknownProfile):
        replay(run, profile="yesterday")


@pytest.mark.django_db
def test_another_rulebook_is_named_in_what_comes_out(run: CheckRun) -> None:
    change = Overlay("code", "tcr:9108", {"fix": "Say that nothing is shared."}, dt.date(2026, 1, 1))
    book = with_overlay(packaged(), [change], dt.date(2026, 6, 1))
    assert replay(run, rulebook=book).rulebook == book.version
    assert replay(run).rulebook == packaged().version != book.version


@contextlib.contextmanager
def damaged(sha256: str, data: bytes | None) -> Iterator[None]:
    """Somebody alters a stored file behind the portal's back, or takes it away; in the end it is put back."""
    path = Path(default_storage.path(f"sha256/{sha256[:2]}/{sha256[2:4]}/{sha256}"))
    whole = path.read_bytes()
    path.unlink()
    if data is not None:
        path.write_bytes(data)
    try:
        yield
    finally:
        path.write_bytes(whole)


@pytest.mark.django_db
@pytest.mark.parametrize(("data", "words"), [(b"another page", "altered"), (None, "gone from storage")])
@pytest.mark.parametrize("role", ["home", "tls"])
def test_nothing_is_judged_on_evidence_that_is_not_whole(
    run: CheckRun, role: str, data: bytes | None, words: str
) -> None:
    sha256 = run.observations.filter(role=role).exclude(capture=None).values_list("capture_id", flat=True)[0]
    with damaged(sha256, data), pytest.raises(CannotReplay, match=words) as refusal:
        replay(run)
    assert sha256 in str(refusal.value)
    assert differences(run.checks, replay(run).checks) == []


@pytest.mark.parametrize(
    ("facts", "words"),
    [({}, "has not seen anything"), ({"pages": 5}, "cannot be read"), ({"url": "https://a.test/"}, "cannot be read")],
)
def test_a_row_without_facts_says_so(facts: dict[str, Any], words: str) -> None:
    with pytest.raises(CannotReplay, match=words):
        facts_of(CheckRun(url="https://a.test/", facts=facts))


@pytest.fixture
def replay_check() -> Callable[..., tuple[int, str, str]]:
    def command(*arguments: str) -> tuple[int, str, str]:
        out, err = io.StringIO(), io.StringIO()
        with pytest.raises(SystemExit) as end:
            call_command("replay_check", *arguments, stdout=out, stderr=err)
        return int(end.value.code or 0), out.getvalue(), err.getvalue()

    return command


@pytest.mark.django_db
def test_the_command_says_what_comes_out_otherwise(run: CheckRun, replay_check: Any) -> None:
    status, out, _ = replay_check(str(run.id))
    assert status == 1
    assert "Every check comes out as it did then." in out
    status, out, _ = replay_check(str(run.id), "--profile", "current", "--json")
    told = json.loads(out)
    assert (status, told["then"]["profile"]) == (1, "as_documented")
    assert "home.substance" in {each["check"] for each in told["differences"]}


@pytest.mark.django_db
def test_the_command_judges_by_the_rulebook_of_a_day(run: CheckRun, replay_check: Any) -> None:
    day = dt.datetime.now(dt.UTC).date()
    overlay_add(
        actor=SYSTEM, kind="code", key="tcr:9108", data={"fix": "Say it."}, effective_from=day, source="Notice 7"
    )
    before = json.loads(replay_check(str(run.id), "--json", "--on", (day - DAY).isoformat())[1])
    today = json.loads(replay_check(str(run.id), "--json")[1])
    assert before["rulebook"] == run.rulebook != today["rulebook"]
    assert json.loads(replay_check(str(run.id), "--json", "--on", day.isoformat())[1])["rulebook"] == today["rulebook"]


@pytest.mark.django_db
def test_the_command_refuses_in_one_line(run: CheckRun, replay_check: Any) -> None:
    nobody = "01890000-0000-7000-8000-000000000009"
    wrong = [(str(run.id),), ("seven",), (nobody,), (str(run.id), "--on", "yesterday")]
    with damaged(run.facts["tls"]["pem_sha256"], b"-----BEGIN CERTIFICATE-----"):
        told = [replay_check(*arguments) for arguments in wrong]
    assert [status for status, _, _ in told] == [2, 2, 2, 2]
    assert all(out == "" and err.count("\n") == 1 for _, out, err in told)
    words = ["altered", "not the id of a check", "has no check", "not a day"]
    assert all(word in err for word, (_, _, err) in zip(words, told, strict=True))
