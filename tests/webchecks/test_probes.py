"""The steps of a visit beside the pages given: policies found by their links, social page, age of the domain,
robots.txt, the time of the whole visit, and a step that fails."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from portal.rules.web_facts import WebsiteFacts
from portal.rules.website import judge_website
from portal.webchecks.visiting.order import Order
from portal.webchecks.visiting.robots import allowed, rules_for_programs
from portal.webchecks.visiting.scene import Scene
from portal.webchecks.visiting.visit import Visit
from tests.webchecks.houses import LONG, Answer, House, Street, served

BAKERY = "https://bakery.test/"
RDAP = {"test": "https://registry.test/"}
POLICY = "<h1>Privacy policy</h1><p>We keep what you write to us.</p>"


def seen(folder: Path, house: House, order: Order | None = None) -> tuple[WebsiteFacts, Street]:
    with served(folder, {"bakery.test": house}) as street:
        return street.visit(order or Order(BAKERY)).facts(), street


def address_of(facts: WebsiteFacts, role: str) -> str | None:
    page = facts.page(role)
    return page.url if page else None


@pytest.mark.parametrize(
    ("links", "found"),
    [
        ('<a href="/p">Privacy Policy</a>', "/p"),
        ('<a href="/c">Privacy choices</a><footer><a href="/p">Privacy</a></footer>', "/p"),
        ('<a href="/a">Your privacy matters</a><footer><a href="/p">Privacy policy</a></footer>', "/p"),
        ('<a href="/a">Privacy policy</a><footer><a href="/p">Privacy policy</a></footer>', "/p"),
        ('<a href="/privacy-notes"><img src=x></a><a href="/p">Privacy</a>', "/p"),
        ('<a href="/p"><img alt="Privacy policy" src=x></a>', "/p"),
        ('<a href="/p">Política de privacidad</a>', "/p"),
        ('<a href="/es">Política de privacidad</a><a href="/p">Privacy policy</a>', "/p"),
        ('<a href="https://policies.google.com/privacy">Privacy Policy</a><a href="/p">Privacy</a>', "/p"),
        ('<a href="#">Privacy policy</a><a href="/p">privacy</a>', "/p"),
        ('<a href="javascript:show()">Privacy policy</a><a href="/p">Privacy</a>', "/p"),
        ('<a href="https://other.test/privacy">Privacy policy</a><a href="/p">Privacy policy</a>', "/p"),
    ],
)
def test_the_policy_is_the_one_a_reader_would_click(tmp_path: Path, links: str, found: str) -> None:
    facts, _ = seen(tmp_path, {"/": LONG + links, "/p": POLICY})
    assert address_of(facts, "privacy_policy") == f"https://bakery.test{found}"


@pytest.mark.parametrize(
    ("links", "found"),
    [
        ('<a href="/sale">Terms of sale</a><a href="/t">Terms of service</a>', "/t"),
        ('<a href="/pay">Payment terms</a><footer><a href="/t">Terms &amp; Conditions</a></footer>', "/t"),
        ('<a href="/t">Nutzungsbedingungen</a>', "/t"),
    ],
)
def test_the_terms_are_the_ones_a_reader_would_click(tmp_path: Path, links: str, found: str) -> None:
    facts, _ = seen(tmp_path, {"/": LONG + links, "/t": "<h1>Terms</h1><p>They apply.</p>"})
    assert address_of(facts, "terms") == f"https://bakery.test{found}"


def test_a_policy_on_the_home_page_is_the_same_page_and_is_not_asked_for_again(tmp_path: Path) -> None:
    facts, street = seen(tmp_path, {"/": f'{LONG}<a href="#privacy">Privacy policy</a><h2 id=privacy>Privacy</h2>'})
    policy, home = facts.page("privacy_policy"), facts.page("home")
    assert policy is not None
    assert home is not None
    assert (policy.url, policy.final_url) == (f"{BAKERY}#privacy", home.final_url)
    assert street.asked.count(BAKERY) == 1


def test_nobody_named_a_policy_so_the_usual_addresses_are_tried(tmp_path: Path) -> None:
    facts, street = seen(tmp_path, {"/": LONG, "/privacy": POLICY})
    assert address_of(facts, "privacy_policy") == f"{BAKERY}privacy"
    assert address_of(facts, "terms") is None
    assert sum("terms" in url for url in street.asked) == 3


@pytest.mark.parametrize(
    "guessed", [Answer("<h1>Page not found</h1>"), LONG, Answer(status=302, headers=(f"Location: {BAKERY}",))]
)
def test_a_guess_that_shows_no_policy_is_none(tmp_path: Path, guessed: Answer | str) -> None:
    facts, _ = seen(tmp_path, {"/": LONG, "/privacy": guessed, "/privacy-policy": guessed, "/legal/privacy": guessed})
    assert facts.page("privacy_policy") is None


def test_a_guess_that_is_walled_says_that_it_is_not_known(tmp_path: Path) -> None:
    facts, _ = seen(tmp_path, {"/": LONG, "/privacy-policy": Answer("no", 403)})
    assert facts.page("privacy_policy").kind == "bot_wall"  # type: ignore[union-attr]


@pytest.mark.entry("form-privacy-link-works", "form-terms-link-works", "form-url-public", "pp-url-https-200")
def test_policy_terms_and_form_are_opened_as_everybody_would_and_say_how_they_answer(tmp_path: Path) -> None:
    house: House = {
        "/": Answer(LONG, headers=("Set-Cookie: member=yes",)),
        "http:/p": Answer(status=301, headers=(f"Location: {BAKERY}p",)),
        "/p": POLICY,
        "/t": Answer("gone", 410),
        "/join": Answer(status=302, headers=("Location: /login",)),
        "/login": "<h1>Sign in</h1><input type=password>",
    }
    order = Order(BAKERY, "http://bakery.test/p", f"{BAKERY}t", f"{BAKERY}join")
    facts, _ = seen(tmp_path, house, order)
    policy, terms, form = (facts.page(role) for role in ("privacy_policy", "terms", "opt_in"))
    assert (policy.status, policy.https, policy.redirects) == (200, True, ("http://bakery.test/p",))  # type: ignore[union-attr]
    assert (terms.status, form.kind) == (410, "login_wall")  # type: ignore[union-attr]


NETWORK = "www.linkedin.com"
MEMBERS = Answer(status=302, headers=(f"Location: https://{NETWORK}/authwall?trk=x",))


@pytest.mark.source(150)
@pytest.mark.parametrize("website", ["https://nowhere.test/", f"https://{NETWORK}/company/bakery", "http://10.0.0.8/"])
@pytest.mark.parametrize(
    ("answer", "kind", "verdict"),
    [
        (Answer(LONG), "page", "warning"),
        (MEMBERS, "login_wall", "could_not_check"),
        (Answer("", 999), "bot_wall", "could_not_check"),
    ],
)
def test_where_no_website_answers_the_social_page_is_opened(
    tmp_path: Path, website: str, answer: Answer, kind: str, verdict: str
) -> None:
    pages = ("https://twitter.com/bakery", f"https://{NETWORK}/company/bakery")
    house: House = {"/company/bakery": answer, "/authwall?trk=x": "<h1>Join</h1><p>See who you know.</p>"}
    with served(tmp_path, {NETWORK: house}) as street:
        facts = street.visit(Order(website, social_urls=pages)).facts()
    assert (facts.page("social").url, facts.page("social").kind) == (pages[1], kind)  # type: ignore[union-attr]
    checks = {check.check: check for check in judge_website(facts, brand={"legal_name": "Bakery LLC"})}
    if facts.url.startswith(f"https://{NETWORK}"):
        assert checks["home.reachable"].verdict == verdict
        assert checks["privacy_policy.found"].verdict == "not_applicable"


def test_a_website_that_answers_leaves_social_pages_alone_and_records_its_links(tmp_path: Path) -> None:
    links = "".join(
        f'<a href="{url}">x</a>'
        for url in (
            "https://www.linkedin.com/company/bakery",
            "https://www.linkedin.com/sharing/share-offsite/?url=x",
            "https://www.facebook.com/",
            "https://instagram.com/bakery",
            "https://notfacebook.com/bakery",
        )
    )
    facts, _ = seen(tmp_path, {"/": LONG + links}, Order(BAKERY, social_urls=("https://www.facebook.com/bakery",)))
    assert facts.page("social") is None
    assert facts.social_links == ("https://www.linkedin.com/company/bakery", "https://instagram.com/bakery")


REGISTERED = {"eventAction": "registration", "eventDate": "2016-05-04T10:00:00Z"}


def registry(**changes: object) -> Answer:
    data = {"objectClassName": "domain", "ldhName": "BAKERY.TEST", "events": [REGISTERED], **changes}
    return Answer(json.dumps(data), headers=("Content-Type: application/rdap+json",))


DAY = dt.datetime(2016, 5, 4, 10, tzinfo=dt.UTC)
OWNERS = dt.datetime(2019, 2, 1, tzinfo=dt.UTC)


@pytest.mark.entry("web-domain-age")
@pytest.mark.parametrize(
    ("answer", "owner", "expected"),
    [
        (registry(), "", (DAY, "rdap", None)),
        (registry(), "2019-02-01", (DAY, "rdap", None)),
        (Answer(status=404), "2019-02-01", (OWNERS, "owner", None)),
        (Answer(status=404), "", (None, "rdap", "not_said")),
        (Answer(status=429), "", (None, "rdap", "bot_wall")),
        (registry(events="none"), "", (None, "rdap", "not_said")),
        (registry(events=[{**REGISTERED, "eventDate": "0001-01-01T00:00:00+14:00"}]), "", (None, "rdap", "not_said")),
        (registry(events=[1, {**REGISTERED, "eventDate": 7}]), "", (None, "rdap", "not_said")),
        (registry(ldhName="other.test"), "", (None, "rdap", "unreadable")),
        (Answer("[" * 100_000), "", (None, "rdap", "unreadable")),
        (Answer("<html>"), "2019-02-31", (None, "rdap", "unreadable")),
    ],
)  # fmt: skip
def test_the_age_of_the_domain_is_the_registrys_word_else_the_owners_else_open(
    tmp_path: Path, answer: Answer, owner: str, expected: tuple[object, ...]
) -> None:
    houses = {"bakery.test": {"/": LONG}, "registry.test": {"/domain/bakery.test": answer}}
    with served(tmp_path, houses, rdap=RDAP) as street:
        domain = street.visit(Order(BAKERY, domain_registered_on=owner)).facts().domain
    assert domain is not None
    assert (domain.registered, domain.source, domain.reason) == expected


@pytest.mark.parametrize(
    ("robots", "away"),
    [
        ("User-agent: *\nDisallow: /", (BAKERY, f"{BAKERY}p")),
        ("User-agent: *\nDisallow: /p", (f"{BAKERY}p",)),
        ("User-agent: *\nDisallow: /\nAllow: /p", (BAKERY,)),
        ("User-agent: other\nDisallow: /", ()),
        ("User-agent: other\nUser-agent: *\nDisallow: /*p$ # the policy", (f"{BAKERY}p",)),
        ("<html>not a robots file</html>", ()),
    ],
)
def test_robots_txt_is_asked_last_once_and_recorded(tmp_path: Path, robots: str, away: tuple[str, ...]) -> None:
    facts, street = seen(tmp_path, {"/": LONG, "/p": POLICY, "/robots.txt": robots}, Order(BAKERY, f"{BAKERY}p"))
    assert facts.robots is not None
    assert (facts.robots.reason, facts.robots.turned_away) == (None, away)
    assert street.asked[-1] == f"{BAKERY}robots.txt"
    assert street.asked.count(f"{BAKERY}robots.txt") == 1


def test_a_robots_file_made_to_choke_takes_no_time_that_grows_with_its_square() -> None:
    rules = rules_for_programs("User-agent: *\n" + "Disallow: /" + "*a" * 20 + "$\n" + "Crawl-delay: \u00b2\n" * 10_000)
    assert len(rules) == 1
    assert allowed("/" + "a" * 100_000 + "b", rules)


@pytest.mark.entry("tool-website-check")
def test_a_visit_asks_for_a_handful_of_pages_whatever_they_link_to(tmp_path: Path) -> None:
    links = "".join(f'<a href="/{number}">Privacy policy and terms {number}</a>' for number in range(500))
    facts, street = seen(tmp_path, {"/": LONG + links}, Order(BAKERY, opt_in_url=f"{BAKERY}join"))
    assert len(street.asked) == 5, street.asked
    assert len(facts.pages) == 5


def test_what_does_not_fit_the_time_of_the_visit_is_left_out_with_words(tmp_path: Path) -> None:
    with served(tmp_path, {"bakery.test": {"/": Answer(LONG, seconds=1.2), "/p": POLICY}}) as street:
        facts = street.visit(Order(BAKERY, f"{BAKERY}p", f"{BAKERY}t"), seconds=1.0).facts()
    assert {page.role: page.reason for page in facts.pages}["privacy_policy"] == "timed_out"
    assert "1 seconds" in facts.page("terms").detail  # type: ignore[union-attr]
    assert f"{BAKERY}t" not in street.asked


@pytest.mark.parametrize(
    "role", ["dns", "tls", "home", "http_redirect", "privacy_policy", "social", "domain", "robots"]
)
def test_a_step_that_fails_says_that_nothing_is_known_and_the_visit_goes_on(tmp_path: Path, role: str) -> None:
    async def broken(scene: Scene) -> None:
        raise RuntimeError("ours")

    def break_it(visit: Visit) -> None:
        visit.probes = tuple(probe._replace(look=broken) if probe.role == role else probe for probe in visit.probes)

    with served(tmp_path, {"bakery.test": {"/": LONG}}) as street:
        visit = street.visit(Order(BAKERY), before=break_it)
    facts = visit.facts()
    found = {page.role: page.reason for page in facts.pages}
    found |= {"tls": facts.tls and facts.tls.reason, "domain": facts.domain and facts.domain.reason}
    found["robots"] = facts.robots and facts.robots.reason
    assert found["home" if role == "dns" else role] == "not_looked_at"
    assert visit.sightings[-1].reason in {"", "not_looked_at", "not_said"}
