"""What the demo world's sites come to: good ones pass, bad ones fail for what is wrong with them, walls are unknown."""

from __future__ import annotations

import json

import pytest

from portal.common.canonical import canonical_bytes
from portal.webchecks.judging import Judgement
from portal.webchecks.world.sites import GOOD, Site
from tests.webchecks.conftest import Look


def reasons(judgement: Judgement, verdict: str) -> dict[str, str]:
    return {row["check"]: row["reason"] for row in judgement.checks if row["verdict"] == verdict}


@pytest.mark.source(8, 9, 147, 167)
@pytest.mark.parametrize("site", GOOD, ids=lambda site: site.host)
def test_a_good_site_has_nothing_to_fix(look_at: Look, site: Site) -> None:
    _, judgement = look_at(site.host)
    assert judgement.verdict in {"pass", "advice"}, reasons(judgement, "error") | reasons(judgement, "warning")
    # What no browser asks either, and what takes a browser that this test does not have.
    unknown = {name: why for name, why in reasons(judgement, "could_not_check").items() if why != "no_browser"}
    assert set(unknown) <= {"tls.revocation"}


@pytest.mark.source(147)
@pytest.mark.parametrize(
    ("host", "reason"),
    [
        ("oldtown-hardware.test", "expired"),
        ("selfmade-crafts.test", "self_signed"),
        ("plainview-plumbing.test", "no_tls"),
        ("missing-link.test", "incomplete_chain"),
        ("someone-elses.test", "wrong_host"),
    ],
)
def test_a_bad_certificate_fails_with_code_1103(look_at: Look, host: str, reason: str) -> None:
    _, judgement = look_at(host)
    row = next(row for row in judgement.checks if row["check"] == "tls.certificate")
    assert (row["verdict"], row["reason"]) == ("error", reason)
    assert "tcr:1103" in row["codes"]


@pytest.mark.source(147)
@pytest.mark.parametrize("host", ["oldtown-hardware.test", "selfmade-crafts.test", "someone-elses.test"])
def test_one_bad_certificate_is_one_fault_and_hides_the_rest(look_at: Look, host: str) -> None:
    _, judgement = look_at(host)
    assert set(reasons(judgement, "error")) == {"tls.certificate"}
    unknown = reasons(judgement, "could_not_check")
    assert {"home.reachable", "privacy_policy.found", "privacy_policy.content", "terms.found"} <= set(unknown)
    assert all(row["codes"] == [] for row in judgement.checks if row["check"] in unknown)


@pytest.mark.source(147)
def test_a_site_that_does_not_lead_to_https_fails(look_at: Look) -> None:
    _, judgement = look_at("halfway-homes.test")
    assert reasons(judgement, "error")["redirect.https"] == "no_redirect"


@pytest.mark.parametrize(
    ("host", "check", "code"),
    [
        ("brightside-salon.test", "privacy_policy.content", "tcr:9108"),
        ("brightside-salon.test", "opt_in.form", "tcr:9607"),
        ("sunrise-cafe.test", "home.reachable", "tcr:1003"),
        ("members-only-club.test", "home.reachable", "tcr:1003"),
    ],
)
def test_a_bad_page_fails_with_the_code_it_would_draw(look_at: Look, host: str, check: str, code: str) -> None:
    _, judgement = look_at(host)
    row = next(row for row in judgement.checks if row["check"] == check)
    assert row["verdict"] == "error"
    assert code in row["codes"]
    assert row["evidence"][0].startswith("sha256:")


@pytest.mark.parametrize("host", ["guarded-gifts.test", "script-studio.test"])
def test_what_could_not_be_checked_is_never_passed(look_at: Look, host: str) -> None:
    _, judgement = look_at(host)
    assert judgement.verdict == "could_not_check"
    assert "home.reachable" in reasons(judgement, "could_not_check")


def test_a_hostile_site_fails_without_taking_the_check_with_it(look_at: Look) -> None:
    _, judgement = look_at("redirect-metadata.hostile.test")
    assert reasons(judgement, "error")["home.reachable"] == "redirect_refused"


def test_checks_and_facts_are_plain_values_that_can_be_hashed_and_stored(look_at: Look) -> None:
    _, judgement = look_at("brightside-salon.test")
    assert json.loads(json.dumps(judgement.facts)) == judgement.facts
    assert canonical_bytes([judgement.checks, judgement.facts])
    assert "text" not in judgement.facts["pages"][0]
