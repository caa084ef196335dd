"""What a visit saw beside the pages' words: the plain port, walls, revocation, the domain's age, other answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from portal.rules.result import Verdict
from portal.rules.web_facts import DomainFacts, PageFacts, RobotsFacts, Stated, WebsiteFacts
from portal.rules.website import Check, judge_website, verdict_of
from tests.rules.test_website import BRAND, HOME_TEXT, NOW, SOUND, TLS, judged, page, site


def plain(**more: object) -> Check:
    seen = page("http_redirect", "", url="http://acme.com/", final_url="http://acme.com/", **more)
    return judged(site(*SOUND, seen))["redirect.https"]


@pytest.mark.source(147)
@pytest.mark.entry("web-http-redirects")
def test_a_closed_plain_port_is_fine_and_a_silent_one_is_unknown() -> None:
    assert plain(reason="connection_reset").verdict is Verdict.PASS
    silent = plain(reason="timed_out")
    assert (silent.verdict, silent.reason) == (Verdict.COULD_NOT_CHECK, "timed_out")
    assert plain().verdict is Verdict.ERROR
    led = page("http_redirect", "", url="http://acme.com/", redirects=("http://acme.com/", "https://acme.com/"))
    check = judged(site(*SOUND, replace(led, final_url="https://acme.com/")))["redirect.https"]
    assert (check.verdict, check.facts["header"]) == (Verdict.PASS, "location: https://acme.com/")


@pytest.mark.entry("web-no-geo-or-bot-block")
@pytest.mark.parametrize("status", [403, 429, 451, 999])
def test_a_site_that_turns_programs_away_is_unknown_with_advice(status: int) -> None:
    check = judged(site(page("home", "No.", status=status, retry_after=120)))["home.reachable"]
    assert (check.verdict, check.reason) == (Verdict.COULD_NOT_CHECK, f"status_{status}")
    assert "Let reviewers" in check.fix
    assert check.facts["header"] == "retry-after: 120"
    assert "tcr:1003" in check.codes


@pytest.mark.entry("web-accessible-during-review")
@pytest.mark.parametrize("more", [{"status": 503}, {"status": 500}, {"status": None, "reason": "timed_out"}])
def test_a_site_that_fails_now_fails_at_the_moment_of_the_check(more: dict[str, object]) -> None:
    check = judged(site(page("home", "", **more)))["home.reachable"]
    assert check.verdict is Verdict.ERROR
    assert "at the moment of the check" in check.message


def test_a_page_that_says_it_does_not_exist_is_not_there_whatever_its_status() -> None:
    check = judged(site(SOUND[0], page("privacy_policy", "Not found", kind="not_found")))["privacy_policy.found"]
    assert (check.verdict, check.reason) == (Verdict.ERROR, "page_not_found")


@pytest.mark.parametrize("reason", ["no_address", "timed_out", "connection_reset", "redirect_loop", "unreadable"])
def test_of_a_home_page_that_never_opened_nothing_else_is_said(reason: str) -> None:
    checks = judged(site(page("home", "", reason=reason, status=None), tls=None))
    assert checks["home.reachable"].verdict is Verdict.ERROR
    assert checks["home.www"].verdict is Verdict.NOT_APPLICABLE
    for name in ("privacy_policy.found", "terms.found"):
        assert (checks[name].verdict, checks[name].reason, checks[name].codes) == (Verdict.COULD_NOT_CHECK, reason, ())
        assert "home page first" in checks[name].fix


@pytest.mark.parametrize("home", [{"status": 503}, {"status": 404}, {"kind": "login_wall"}, {"kind": "not_found"}])
def test_a_home_page_that_leads_nowhere_does_not_prove_that_there_is_no_policy(home: dict[str, object]) -> None:
    checks = judged(site(page("home", "Sign in", **home)))
    assert checks["privacy_policy.found"].verdict is Verdict.COULD_NOT_CHECK
    parked = judged(site(page("home", "Coming soon", kind="placeholder")))
    assert (parked["privacy_policy.found"].verdict, parked["home.www"].verdict) == (Verdict.ERROR, Verdict.PASS)


@pytest.mark.entry("web-cert-valid")
@pytest.mark.parametrize(
    ("days", "verdict"), [(15, Verdict.PASS), (14, Verdict.PASS), (13, Verdict.WARNING), (0, Verdict.WARNING)]
)
def test_fewer_than_14_days_left_on_the_certificate_are_a_warning(days: int, verdict: Verdict) -> None:
    check = judged(site(*SOUND, tls=replace(TLS, not_after=NOW + timedelta(days=days))))["tls.expiry"]
    assert (check.verdict, check.facts["days_left"]) == (verdict, days)


@pytest.mark.entry("web-cert-valid")
def test_the_issuers_word_passes_silence_is_unknown_and_leaves_the_whole_as_it_is() -> None:
    good = judged(site(*SOUND[:3], tls=replace(TLS, revocation="good")))
    silent = judged(site(*SOUND[:3], tls=replace(TLS, revocation_detail="The server staples nothing.")))
    assert good["tls.revocation"].verdict is Verdict.PASS
    assert silent["tls.revocation"].verdict is Verdict.COULD_NOT_CHECK
    assert silent["tls.revocation"].message == "The server staples nothing."
    assert verdict_of(list(good.values())) is verdict_of(list(silent.values())) is Verdict.WARNING
    revoked = judged(site(*SOUND[:3], tls=replace(TLS, reason="revoked")))
    assert revoked["tls.certificate"].verdict is Verdict.ERROR
    assert revoked["tls.revocation"].verdict is Verdict.NOT_APPLICABLE


@pytest.mark.entry("web-domain-age")
@pytest.mark.parametrize(
    ("days", "verdict"),
    [(59, Verdict.ADVICE), (60, Verdict.PASS), (-1, Verdict.ADVICE), (None, Verdict.COULD_NOT_CHECK)],
)
def test_a_domain_younger_than_60_days_is_told_in_days(days: int | None, verdict: Verdict) -> None:
    registered = None if days is None else NOW - timedelta(days=days)
    facts = replace(site(*SOUND[:3]), domain=DomainFacts("acme.com", registered, "rdap", None if days else "not_said"))
    checks = judged(facts)
    assert checks["domain.age"].verdict is verdict
    assert checks["domain.age"].facts.get("days") == days
    assert verdict_of(list(checks.values())) is Verdict.WARNING


@pytest.mark.entry("pp-same-url-everywhere")
@pytest.mark.parametrize(
    ("url", "verdict"),
    [
        ("https://acme.com/privacy_policy", Verdict.PASS),
        ("https://www.acme.com/privacy_policy/", Verdict.PASS),
        ("http://ACME.com/privacy_policy?utm_source=sms#sms", Verdict.PASS),
        ("acme.com/privacy_policy", Verdict.PASS),
        ("https://acme.com/old-privacy", Verdict.PASS),
        ("https://acme.com/privacy-2", Verdict.ERROR),
        ("https://acme.com/privacy_policy?lang=es", Verdict.ERROR),
        ("https://acme.co/privacy_policy", Verdict.ERROR),
        ("http://[", Verdict.ERROR),
    ],
)
def test_every_answer_gives_the_same_address_for_the_policy(url: str, verdict: Verdict) -> None:
    policy = replace(SOUND[1], redirects=("https://acme.com/old-privacy",))
    facts = replace(site(SOUND[0], policy), stated=(Stated("sample message 2", "privacy_policy", url),))
    check = judged(facts)["consistency.policies"]
    assert check.verdict is verdict
    assert verdict is Verdict.PASS or ("tcr:9108" in check.codes and "Sample message 2" in check.message)


def test_what_robots_txt_asks_is_advice_and_never_more() -> None:
    asks = RobotsFacts("https://acme.com/robots.txt", None, ("https://acme.com/privacy_policy",))
    assert judged(replace(site(*SOUND), robots=asks))["robots.pages"].verdict is Verdict.ADVICE
    assert judged(replace(site(*SOUND), robots=replace(asks, turned_away=())))["robots.pages"].verdict is Verdict.PASS
    unread = judged(replace(site(*SOUND[:3]), robots=replace(asks, reason="timed_out", turned_away=())))
    assert unread["robots.pages"].verdict is Verdict.COULD_NOT_CHECK
    assert verdict_of(list(unread.values())) is Verdict.WARNING


def test_another_name_that_answers_and_another_canonical_address_are_told() -> None:
    facts = replace(site(*SOUND), notes=("acme.com does not answer; www.acme.com was looked at instead.",))
    assert judged(facts)["home.www"].verdict is Verdict.WARNING
    other = replace(SOUND[0], canonical="https://other-shop.com/")
    assert judged(site(other))["home.canonical"].verdict is Verdict.ADVICE
    own = replace(SOUND[0], canonical="https://www.acme.com/")
    assert judged(site(own))["home.canonical"].verdict is Verdict.PASS


def test_a_policy_that_sends_on_to_its_whole_text_is_a_warning() -> None:
    sends = replace(SOUND[1], onward="https://acme.com/files/policy.pdf")
    check = judged(site(SOUND[0], sends))["privacy_policy.found"]
    assert (check.verdict, check.reason) == (Verdict.WARNING, "text_elsewhere")


@pytest.mark.source(150)
def test_a_social_page_that_is_gone_is_told_and_one_behind_a_wall_stands() -> None:
    linked = replace(site(SOUND[0]), social_links=("https://www.linkedin.com/company/acme",))
    assert judged(linked)["social.page"].verdict is Verdict.PASS
    gone = page("social", "", url="https://www.facebook.com/acme", status=404)
    wall = replace(gone, status=999)
    assert judged(replace(linked, pages=(SOUND[0], gone)))["social.page"].verdict is Verdict.ADVICE
    assert judged(replace(linked, pages=(SOUND[0], wall)))["social.page"].verdict is Verdict.PASS
    assert judged(site(wall, tls=None))["home.reachable"].verdict is Verdict.COULD_NOT_CHECK
    assert judged(site(gone, tls=None))["home.reachable"].codes == ("tcr:1100",)


@pytest.mark.entry("form-url-given", "form-https")
@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"reason": "no_address", "status": None}, "tcr:2104"),
        ({"reason": "expired", "status": None, "url": "https://forms.acme.net/join"}, "tcr:2103"),
        ({"https": False}, "tcr:2103"),
        ({"kind": "login_wall"}, "tcr:9607"),
        ({"status": 404}, "toll_free_aggregator:550"),
    ],
)
def test_an_opt_in_page_fails_with_the_code_of_its_fault(more: dict[str, object], code: str) -> None:
    facts = site(SOUND[0], page("opt_in", "Join", "<p>Join</p>", **more))
    check = judged(facts)["opt_in.found"]
    assert check.verdict is Verdict.ERROR
    assert code in check.codes


def identity(text: str) -> Check:
    return judged(site(page("home", text)))["identity.name"]


@pytest.mark.source(148)
@pytest.mark.entry("web-dba-footer")
@pytest.mark.parametrize(
    "line",
    [
        "© Acme. A DBA of Acme Holdings LLC.",
        "Acme Holdings, LLC d/b/a Acme",
        "Acme is a trade name of Acme Holdings LLC",
    ],
)
def test_the_line_that_ties_the_names_is_found_and_quoted(line: str) -> None:
    check = identity(f"Acme sells widgets and answers each question that you have about them.\n{line}")
    assert check.verdict is Verdict.PASS
    assert line in check.facts["quote"]


def test_words_of_another_dba_do_not_tie_these_names() -> None:
    far = "Our caterer is Best Bites, a DBA of Bites Inc. " + "We sell widgets all day long. " * 8
    assert identity(f"Acme sells widgets. {far}\nAcme Holdings LLC").reason == "dba_line_missing"


@pytest.mark.entry("web-contact-info")
def test_a_contact_in_a_comment_or_a_script_is_none() -> None:
    words = "<p>Acme sells widgets to everybody in town.</p>"
    hidden = words + "<!-- mailto:a@acme.com --><script>var to='tel:5552345678'</script>"
    assert judged(site(page("home", "Acme sells widgets.", hidden)))["contact.visible"].verdict is Verdict.ERROR
    shown = words + "<a href='mailto:a@acme.com'>Write to us</a>"
    assert judged(site(page("home", "Acme sells widgets.", shown)))["contact.visible"].verdict is Verdict.PASS


def test_each_judgement_has_its_own_order_and_names_each_check_once() -> None:
    facts: WebsiteFacts = site(*SOUND)
    names = [check.check for check in judge_website(facts, brand=BRAND, at=NOW)]
    assert len(names) == len(set(names))


def test_a_passage_is_the_text_of_its_page_at_its_place() -> None:
    home: PageFacts = page("home", f"Acme sells widgets, and also cannabis oil.\n{HOME_TEXT}")
    facts = judged(site(home))["home.goods"].facts
    start, end = facts["span"]
    assert "cannabis" in home.text[start:end]
    begin = facts["quote_start"]
    assert home.text[begin : begin + len(facts["quote"])] == facts["quote"]
    assert begin <= start <= end <= begin + len(facts["quote"])
