"""A website's facts are judged as a reviewer would, with the codes of the source."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from portal.rules.kit import GOOD_FORM, GOOD_POLICY, GOOD_TERMS
from portal.rules.result import Verdict
from portal.rules.web_facts import PageFacts, RenderedBox, RenderedPage, TlsFacts, WebsiteFacts
from portal.rules.website import Check, judge_website, verdict_of

NOW = datetime(2026, 11, 22, tzinfo=UTC)
BRAND = {"legal_name": "Acme Holdings LLC", "dba_name": "Acme"}
TLS = TlsFacts(
    "acme.com", "93.184.216.34", True, None, "TLSv1.3", "acme.com", "A public authority", ("acme.com",),
    NOW - timedelta(days=30), NOW + timedelta(days=60), "EC", 256, "sha256", 2, None,
)  # fmt: skip
HOME_TEXT = (
    "Acme sells widgets to the people of Springfield and to all who visit us. Call 555-234-5678 or write to us if you "
    "have any question about your order. © Acme. A DBA of Acme Holdings LLC."
)


def page(role: str, text: str, html: str = "", **more: object) -> PageFacts:
    url = f"https://acme.com/{'' if role == 'home' else role}"
    made = PageFacts(role, url, url, 200, None, "", "en", html, text, True, (), "page", None)
    return replace(made, **more)  # type: ignore[arg-type]


def site(*pages: PageFacts, tls: TlsFacts | None = TLS, refused: str | None = None) -> WebsiteFacts:
    return WebsiteFacts("https://acme.com", "acme.com", ("93.184.216.34",), refused, tls, pages)


def policy_page() -> PageFacts:
    sentences = GOOD_POLICY.replace("# ", "").replace("#", "").split("\n\n")
    html = "".join(f"<h2>{s}</h2>" if len(s) < 30 else f"<p>{s}</p>" for s in sentences)
    return page("privacy_policy", "", f"<html><body>{html}</body></html>")


def terms_page() -> PageFacts:
    headings = "<h1>Terms</h1><h2>Text messages</h2>"
    return page("terms", "", f"{headings}<p>{GOOD_TERMS}</p><a href='/privacy'>Privacy Policy</a>")


DRAWN = RenderedPage(
    "opt_in",
    "https://acme.com/opt_in",
    "https://acme.com/opt_in",
    None,
    html=GOOD_FORM,
    text="I agree to receive promotional text messages from Acme.",
    boxes=(
        RenderedBox(
            "I agree to receive promotional text messages from Acme.", False, False, True, "page", 16, 12, True
        ),
    ),
    screenshot_sha256="f" * 64,
)
SOUND = (page("home", HOME_TEXT), policy_page(), terms_page(), page("opt_in", "", GOOD_FORM))


def judged(facts: WebsiteFacts) -> dict[str, Check]:
    return {check.check: check for check in judge_website(facts, brand=BRAND, at=NOW)}


@pytest.mark.source(167, 285)
def test_a_sound_site_has_no_errors() -> None:
    checks = judge_website(replace(site(*SOUND), rendered=(DRAWN,)), brand=BRAND, at=NOW)
    assert [(c.check, c.message) for c in checks if c.verdict is Verdict.ERROR] == []
    assert verdict_of(checks) in {Verdict.ADVICE, Verdict.WARNING, Verdict.PASS}


@pytest.mark.source(147, 175, 251)
@pytest.mark.parametrize(
    "reason",
    [
        "expired",
        "not_yet_valid",
        "wrong_host",
        "self_signed",
        "untrusted_root",
        "incomplete_chain",
        "weak_key",
        "weak_signature",
        "not_a_ca_issuer",
        "no_san",
        "old_protocol",
        "revoked",
        "could_not_negotiate",
        "no_tls",
    ],
)
def test_a_bad_certificate_draws_1103_with_its_reason(reason: str) -> None:
    check = judged(site(*SOUND, tls=replace(TLS, reason=reason)))["tls.certificate"]
    assert (check.verdict, check.reason) == (Verdict.ERROR, reason)
    assert "tcr:1103" in check.codes
    assert check.message


@pytest.mark.source(149)
@pytest.mark.parametrize("kind", ["placeholder", "login_wall"])
def test_a_site_that_reviewers_cannot_read_draws_1003(kind: str) -> None:
    check = judged(site(page("home", HOME_TEXT, kind=kind)))["home.reachable"]
    assert check.verdict is Verdict.ERROR
    assert "tcr:1003" in check.codes


@pytest.mark.parametrize("kind", ["bot_wall", "needs_browser"])
def test_what_could_not_be_seen_is_neither_passed_nor_failed(kind: str) -> None:
    check = judged(site(page("home", "", kind=kind)))["home.reachable"]
    assert check.verdict is Verdict.COULD_NOT_CHECK


@pytest.mark.parametrize("reason", ["no_address", "timed_out", "connection_reset", "redirect_loop", "too_large"])
def test_an_unreachable_home_page_draws_1003(reason: str) -> None:
    check = judged(site(page("home", "", reason=reason, status=None)))["home.reachable"]
    assert (check.verdict, check.reason) == (Verdict.ERROR, reason)


@pytest.mark.source(150)
def test_a_social_page_stands_in_for_a_missing_site() -> None:
    check = judged(site(page("social", "Acme on LinkedIn"), tls=None))["home.reachable"]
    assert check.verdict is Verdict.WARNING
    assert check.codes == ("tcr:1100",)


@pytest.mark.source(175)
def test_a_site_in_another_language_draws_1004_unless_it_leads_to_english() -> None:
    german = (
        "Wir verkaufen Werkzeug und Zubehör für den Garten und das Haus, damit Sie jeden Tag Freude daran haben. " * 2
    )
    assert judged(site(page("home", german, language="de")))["home.language"].codes[0] == "tcr:1004"
    switch = page("home", german, "<a href='/en'>English</a>", language="de")
    assert judged(site(switch))["home.language"].verdict is Verdict.PASS


@pytest.mark.source(148)
def test_the_dba_line_in_the_footer_settles_a_name_that_does_not_fit() -> None:
    assert judged(site(page("home", HOME_TEXT)))["identity.name"].verdict is Verdict.PASS
    without = page("home", HOME_TEXT.replace("A DBA of Acme Holdings LLC.", ""))
    check = judged(site(without))["identity.name"]
    assert check.verdict is Verdict.WARNING
    assert "A DBA of Acme Holdings LLC" in check.fix
    stranger = page("home", "Best Widgets. Call 555-234-5678.")
    other = replace(site(stranger), host="bestwidgets.com")
    assert judged(other)["identity.name"].verdict is Verdict.ERROR


def test_a_certificate_that_ends_soon_is_a_warning() -> None:
    soon = replace(TLS, not_after=NOW + timedelta(days=5))
    assert judged(site(*SOUND, tls=soon))["tls.expiry"].verdict is Verdict.WARNING


@pytest.mark.source(168, 169)
def test_a_missing_or_contradicting_policy_draws_9108() -> None:
    assert "tcr:9108" in judged(site(SOUND[0]))["privacy_policy.found"].codes
    shares = page("privacy_policy", "", "<h2>SMS</h2><p>We share phone numbers with partners for their marketing.</p>")
    check = judged(site(SOUND[0], shares))["privacy_policy.content"]
    assert check.verdict is Verdict.ERROR
    assert {"tcr:9108", "toll_free_aggregator:551"} <= set(check.codes)


@pytest.mark.source(207)
def test_a_box_ticked_beforehand_on_the_opt_in_page_draws_9607() -> None:
    ticked = page("opt_in", "", GOOD_FORM.replace('id="c"', 'id="c" checked'))
    assert "tcr:9607" in judged(site(SOUND[0], ticked))["opt_in.form"].codes


def test_an_opt_in_page_without_security_draws_2103() -> None:
    check = judged(site(SOUND[0], page("opt_in", "", GOOD_FORM, https=False)))["opt_in.found"]
    assert "tcr:2103" in check.codes


@pytest.mark.parametrize("reason", ["private", "loopback", "mixed_answers", "metadata"])
def test_a_refused_address_is_an_error_with_its_reason(reason: str) -> None:
    check = judged(site(tls=None, refused=reason))["home.reachable"]
    assert (check.verdict, check.reason) == (Verdict.ERROR, reason)


def test_checks_are_plain_data() -> None:
    data = judge_website(site(*SOUND), brand=BRAND, at=NOW)[0].as_dict()
    assert set(data) == {"check", "verdict", "reason", "codes", "facts", "message", "fix", "evidence"}


@pytest.mark.entry("pp-retention-statement-matches-ledger")
def test_a_policy_that_promises_more_years_than_the_ledger_keeps_is_a_warning() -> None:
    longer = page("privacy_policy", "", policy_page().html.replace("4 years", "7 years"))
    for kept, drawn in ((4, True), (7, False)):
        checks = judge_website(site(SOUND[0], longer), brand=BRAND, ledger_years=kept)
        content = next(check for check in checks if check.check == "privacy_policy.content")
        assert any(found["rule"] == "PP026" for found in content.facts["findings"]) is drawn
