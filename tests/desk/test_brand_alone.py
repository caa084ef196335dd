"""A brand registered alone, on the pages: from the start to the approval, and what stands on them in each state."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from brands.registering import brand_dossier
from portal.desk.review.reading import reseller_today
from portal.lifecycle import services as lifecycle
from portal.lifecycle.models import Application, Kind
from portal.lifecycle.states import IdentityStatus
from tests.brands.scenes import approved_alone, filled_alone, opened_alone, submitted_alone
from tests.campaigns.scenes import BRAND, checked, opened, submitted
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def at(name: str, application: Application) -> str:
    return reverse(f"desk:{name}", args=[application.reference])


def text(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return re.sub(r"\s+", " ", response.content.decode())


class Walk:
    """One brand alone, with Alice at the business and Rae at the provider, who only use the pages."""

    def __init__(self, cast: Cast, application: Application | None = None) -> None:
        self.cast, self.alice, self.rae = cast, cast.client(cast.alice), cast.client(cast.rae)
        if application is None:
            self.alice.post(reverse("desk:start"), {"carrier": "us", "kind": "brand"})
        self.application = application or Application.objects.get()

    @property
    def part(self) -> str:
        return f"brand:{self.application.subject_id}"

    def fill_in(self) -> None:
        """Every topic that the task list leads to."""
        page = text(self.alice, at("registration", self.application))
        for path in re.findall(r'<a href="(/brands/[^"]+/(?:identity|address|website|contacts)/)\?', page):
            names = {"social_urls": "\n".join(BRAND["social_urls"])}
            answers = {name: names.get(name, value) for name, value in BRAND.items()}
            assert self.alice.post(path, {**answers, "country": "US", "ein_issuing_country": "US"}).status_code == 302

    def submit(self) -> str:
        """Signs and submits over a fresh check; gives the state it is in then."""
        checked(brand_dossier(self.cast.alice.actor, self.application))
        answer = self.alice.post(at("submit", self.application), {"capacity": "Owner", "agreed": "on"})
        assert answer["Location"] == at("registration", self.application)
        return self.state

    def review(self, verb: str, **data: Any) -> HttpResponse:
        """A decision of Rae's, on the form of the decision page."""
        here = f"/review/{self.application.reference}/"
        text(self.rae, f"{here}?do={verb}")
        number = self.application.submission_count
        answer = self.rae.post(f"{here}do/{verb}/", {"submission_number": number, **data})
        assert answer.status_code == 302, re.sub(r"\s+", " ", answer.content.decode())[-3000:]
        return answer

    def reject(self, *codes: str, **data: Any) -> None:
        """Records that the registry refused the brand today."""
        day = reseller_today(self.application)
        self.review("record_rejection", part=self.part, more_codes=", ".join(codes), rejected_on=str(day), **data)

    def forward(self) -> None:
        """Claims it out of the queue and records that it was sent, with the identity block."""
        self.rae.post(f"/review/{self.application.reference}/claim/")
        assert self.state == "under_review"
        identity = {"legal_name": "GreenLeaf Gardens LLC", "irs_letter": "not_seen", "website": "matches"}
        self.review("forward", parts=[self.part], **identity)

    @property
    def state(self) -> str:
        self.application.refresh_from_db()
        return str(self.application.state)


def test_from_the_start_over_a_rejection_to_the_approval(cast: Cast) -> None:
    walk = Walk(cast)
    walk.fill_in()
    assert "Tasks: 4 of 4 done" in text(walk.alice, at("registration", walk.application))
    assert walk.submit() == "pending"
    assert walk.application.reference in text(walk.rae, "/review/?kind=brand")
    walk.forward()
    walk.reject("tcr:1100", text="No site.")
    assert walk.state == "rejected"
    assert "1. Diagnose" in text(walk.alice, at("rejection", walk.application))
    walk.alice.post(at("rejection", walk.application), {"change-tcr:1100": "The website is open to everybody now."})
    assert walk.submit() == "pending"
    walk.forward()
    walk.review("record_brand_standing", identity_status=IdentityStatus.VERIFIED, trust_score="62")
    walk.review("record_approval", part=walk.part, external_id="BLEAF01")
    assert "Trust score 62" in text(walk.rae, f"/review/{walk.application.reference}/")
    record = walk.application.parts.get()
    assert (walk.state, record.external_id, record.identity_status, record.trust_score) == (
        "approved",
        "BLEAF01",
        "verified",
        62,
    )


def test_a_second_start_leads_to_the_registration_there_is(cast: Cast) -> None:
    application, _ = opened_alone(cast)
    client = cast.client(cast.alice)
    answer = client.post(reverse("desk:start"), {"carrier": "us", "kind": "brand"}, follow=True)
    assert answer.redirect_chain == [(at("registration", application), 302)]
    assert f"{application.reference} is already open" in answer.content.decode()


def test_nothing_is_said_of_sending_or_of_temporary_registration(cast: Cast) -> None:
    application, _ = submitted_alone(cast)
    client = cast.client(cast.alice)
    for page in ("/", at("registration", application), at("what_now", application)):
        html = text(client, page)
        assert "Can it send now?" not in html
        assert "A brand alone sends nothing" in html
        assert "emporary registration" not in html
    assert client.get(at("temporary", application)).status_code == 404


def test_its_clock_is_that_of_a_brand(cast: Cast) -> None:
    application, _ = submitted_alone(cast)
    html = text(cast.client(cast.alice), at("registration", application))
    assert "A brand is answered within one to five business days." in html


def test_the_readiness_of_a_business_leaves_out_what_a_campaign_has(cast: Cast) -> None:
    application, _ = filled_alone(cast)
    page = cast.client(cast.alice).get(at("readiness", application))
    assert {"ein_letter", "website", "duns"} <= {check.slug for check in page.context["ready"].checks}
    assert "of 8 in place" in page.content.decode()
    assert all(url for _, url in page.context["rows"])


@pytest.mark.parametrize("name", ["registration", "check_answers", "submit", "website_check", "readiness", "history"])
def test_each_page_of_it_opens_for_its_business_alone(cast: Cast, name: str) -> None:
    application, _ = filled_alone(cast)
    text(cast.client(cast.alice), at(name, application))
    assert cast.client(cast.charlie).get(at(name, application)).status_code == 404


def test_what_was_asked_for_stands_on_its_task(cast: Cast) -> None:
    application, _ = submitted_alone(cast)
    rae = cast.rae.actor
    lifecycle.application_claim(application_id=application.id, actor=rae)
    notes = {"brand.legal_name": "As on the letter."}
    lifecycle.application_request_changes(application_id=application.id, actor=rae, field_notes=notes)
    html = text(cast.client(cast.alice), at("registration", application))
    assert "As on the letter." in html
    assert "Your provider asked for a change here." in html


def test_the_package_of_a_brand_holds_the_business_and_no_messages(cast: Cast) -> None:
    walk = Walk(cast)
    walk.fill_in()
    walk.submit()
    walk.forward()
    walk.reject("tcr:1100")
    page = walk.alice.get(at("package", walk.application))
    assert [item.slug for item in page.context["package"].items] == ["business_papers", "change_table"]
    assert walk.alice.post(at("package_file", walk.application))["Content-Type"] == "application/zip"


def test_an_approved_brand_leads_to_its_campaign_which_takes_it_over(cast: Cast) -> None:
    application, _ = approved_alone(cast)
    client = cast.client(cast.alice)
    assert "The brand is approved: register the campaign that sends." in text(client, "/")
    html = text(client, at("registration", application))
    assert f'{reverse("desk:start")}?kind=sms_mms">Register its campaign' in html
    assert "Name the numbers" not in html
    chosen = client.get(reverse("desk:start"), {"kind": "sms_mms"})
    assert re.search(r'value="sms_mms"[^>]* checked', chosen.content.decode())
    assert "BLEAF01" in html
    campaign, _ = opened(cast)
    html = text(client, at("registration", application))
    assert campaign.reference in html
    assert "Register its campaign" not in html
    assert "register the campaign that sends" not in text(client, "/")


def test_a_campaign_under_way_and_the_brand_alone_name_each_other(cast: Cast) -> None:
    campaign, _ = submitted(cast)
    alone, _ = opened_alone(cast)
    client = cast.client(cast.alice)
    html = text(client, at("registration", alone))
    assert f"stay as they were submitted with {campaign.reference}" in html
    assert "Each is decided on its own." in html
    assert f"{alone.reference} registers the brand alone" in text(client, at("registration", campaign))


def test_a_reviewer_suspends_reinstates_and_retires_it(cast: Cast) -> None:
    walk = Walk(cast, approved_alone(cast)[0])
    for verb, state in (("suspend", "suspended"), ("reinstate", "approved"), ("retire", "retired")):
        walk.review(verb, reason="The registry said so.")
        assert walk.state == state
        text(walk.alice, at("registration", walk.application))
        text(walk.alice, at("what_now", walk.application))
    assert walk.alice.post(at("apply_again", walk.application)).status_code == 302
    assert Application.objects.filter(kind=Kind.BRAND, state="draft").count() == 1


def test_officers_reviewers_and_the_business_s_own_list_find_it(cast: Cast) -> None:
    application, _ = approved_alone(cast)
    assert application.reference in text(cast.client(cast.omar), f"/officer/?q={application.reference}")
    assert application.reference in text(cast.client(cast.rae), "/review/?tab=all&kind=brand")
    assert application.reference in text(cast.client(cast.alice), "/")
