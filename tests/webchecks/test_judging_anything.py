"""Whatever a server sends and whatever was seen: the judgement answers, and the same facts get the same answer."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from typing import Any, get_type_hints

from hypothesis import given, settings
from hypothesis import strategies as st

from portal.common.canonical import canonical_bytes
from portal.rules.result import Verdict
from portal.rules.web_facts import (
    DomainFacts,
    PageFacts,
    RenderedBox,
    RenderedPage,
    RenderedPrint,
    RobotsFacts,
    Stated,
    TlsFacts,
    WebsiteFacts,
)
from portal.webchecks.judging import judge
from portal.webchecks.remembering import bounded, facts_as_json, facts_from_json
from portal.webchecks.visiting.reading import read_answer
from tests.webchecks.golden.forms import FORMS
from tests.webchecks.golden.homes import HOMES
from tests.webchecks.golden.pieces import OWNERS
from tests.webchecks.golden.policies import POLICIES
from tests.webchecks.page_kinds import Row, answer_of

AT = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)
ROLES = ("home", "privacy_policy", "terms", "opt_in", "http_redirect", "social")
REASONS = (None, "timed_out", "connection_reset", "expired", "private", "no_browser", "not_said", "bot_wall", "x")
KINDS = ("page", "placeholder", "login_wall", "bot_wall", "needs_browser", "not_found", "x")
PAGES = (*POLICIES[:3], *FORMS[:3], *HOMES[:2])
WORDS = st.one_of(st.text(max_size=60), st.integers(0, len(PAGES) - 1).map(PAGES.__getitem__))
BODIES = st.one_of(st.binary(max_size=400), WORDS.map(lambda text: text.encode("utf-8", "replace")))
URLS = st.one_of(
    st.sampled_from(
        ("https://acme.com/", "http://acme.com/privacy", "https://[", "acme.com:99999", "https://a..b/\ud800")
    ),
    st.text(max_size=30),
)
MOMENTS = st.integers(0, 2**32).map(lambda second: dt.datetime.fromtimestamp(second, dt.UTC))
SIZES = st.one_of(st.none(), st.floats(0, 99, width=16))
BY_NAME: dict[str, st.SearchStrategy[Any]] = {
    "role": st.sampled_from(ROLES),
    "kind": st.sampled_from(KINDS),
    "reason": st.sampled_from(REASONS),
    "refused": st.sampled_from((None, None, "private")),
    "status": st.sampled_from((None, 200, 204, 301, 403, 404, 429, 503, 999)),
    "revocation": st.sampled_from(("", "good", "revoked")),
    "frame": st.sampled_from(("page", "iframe", "shadow")),
    "html": WORDS,
    "text": WORDS,
    "label": st.sampled_from(("I agree to receive text messages", "Text me", "", "\u0130 agree", "x" * 500)),
    **dict.fromkeys(("url", "final_url", "canonical", "onward", "host", "domain"), URLS),
    **dict.fromkeys(("capture_sha256", "screenshot_sha256", "pem_sha256"), st.sampled_from((None, "a" * 64))),
}
BY_TYPE: dict[Any, st.SearchStrategy[Any]] = {
    str: st.text(max_size=20),
    str | None: st.one_of(st.none(), st.text(max_size=20)),
    bool: st.booleans(),
    bool | None: st.sampled_from((None, True, False)),
    int: st.integers(0, 9),
    int | None: st.one_of(st.none(), st.integers(0, 9_999)),
    float | None: SIZES,
    dt.datetime | None: st.one_of(st.none(), MOMENTS),
    tuple[str, ...]: st.lists(URLS, max_size=3).map(tuple),
}


def made(kind: type, **own: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Any value of a kind of facts."""
    hints = get_type_hints(kind)
    known = {name: (BY_NAME | own).get(name, BY_TYPE.get(hint)) for name, hint in hints.items()}
    missing = {field.name for field in dataclasses.fields(kind) if known[field.name] is None}
    assert missing == set(), missing
    return st.builds(kind, **{name: each for name, each in known.items() if each is not None})


def several(kind: type, most: int = 3, **own: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(made(kind, **own), max_size=most).map(tuple)


RENDERED = several(RenderedPage, boxes=several(RenderedBox), prints=several(RenderedPrint))
FACTS = made(
    WebsiteFacts,
    tls=st.one_of(st.none(), made(TlsFacts)),
    pages=several(PageFacts, 5),
    rendered=RENDERED,
    domain=st.one_of(st.none(), made(DomainFacts)),
    stated=several(Stated),
    robots=st.one_of(st.none(), made(RobotsFacts)),
)


def judged(facts: WebsiteFacts) -> list[dict[str, Any]]:
    judgement = judge(facts, OWNERS[2].brand, kind="campaign", profile="current", at=AT, ledger_years=4)
    assert judgement.verdict in Verdict
    assert canonical_bytes([judgement.checks, judgement.facts])
    return judgement.checks


@settings(max_examples=80)
@given(
    st.lists(st.one_of(st.binary(max_size=400), WORDS.map(lambda text: text.encode("utf-8", "replace"))), max_size=4)
)
def test_no_bytes_of_a_server_make_the_judgement_raise(bodies: list[bytes]) -> None:
    pages = tuple(
        read_answer(role, f"https://acme.com/{role}", answer_of(Row("", "", "", body)), "a" * 64)
        for role, body in zip(ROLES, bodies, strict=False)
    )
    rows = judged(WebsiteFacts("https://acme.com/", "acme.com", ("203.0.113.5",), None, None, pages))
    assert all(row["reason"] or row["verdict"] in {"pass", "not_applicable"} for row in rows)


@settings(max_examples=150)
@given(FACTS)
def test_any_facts_are_judged_and_what_is_not_passed_says_why(facts: WebsiteFacts) -> None:
    for row in judged(bounded(facts)):
        assert row["reason"] or row["verdict"] in {"pass", "not_applicable"}, row["check"]
        assert row["message"] or row["verdict"] in {"pass", "not_applicable"}, row["check"]


@settings(max_examples=60)
@given(FACTS)
def test_facts_that_went_through_json_get_the_same_answers(facts: WebsiteFacts) -> None:
    facts = bounded(facts)
    back = facts_from_json(json.loads(json.dumps(facts_as_json(facts, AT))))
    restored = dataclasses.replace(
        back,
        pages=tuple(
            dataclasses.replace(page, html=was.html, text=was.text)
            for page, was in zip(back.pages, facts.pages, strict=True)
        ),
        rendered=tuple(
            dataclasses.replace(page, html=was.html, text=was.text)
            for page, was in zip(back.rendered, facts.rendered, strict=True)
        ),
    )
    assert judged(restored) == judged(facts)
