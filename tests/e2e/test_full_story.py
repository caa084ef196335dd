"""The full story of a registration that fails four times and begins anew, walked by everybody who has a part in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from campaigns.models import CampaignNumber
from campaigns.numbering import number_add
from campaigns.services import campaign_dossier
from portal.accounts.permissions import Role
from tests.campaigns.scenes import checked, filled
from tests.cast import PASSWORD, Cast, make_person
from tests.e2e import journey, rejections
from tests.e2e.walker import Walker, signed_in, walker

pytestmark = pytest.mark.e2e

NUMBER = "(614) 280-2001"
TOLD = {"9106": "Every sample ends with the way out.", "9001": "Every sample answers a question of a customer."}
SAMPLES = [
    f"GreenLeaf: {text} Reply STOP to opt out. Msg & data rates may apply."
    for text in (
        "Sarah, your order 87234 is ready for pickup until Saturday 6 PM.",
        "Sarah, you asked when order 87234 is ready: it is, until Saturday 6 PM.",
        "we answered your question about order 87234 by phone at noon.",
    )
]


@pytest.fixture
def people(chromium: Browser, live_portal: str, cast: Cast) -> dict[str, Walker]:
    """Four people, each signed in at a browser of their own, with scripts."""
    second = make_person("Sam Reyes", "sam@lakeside.example", cast.lakeside, Role.REVIEWER)
    emails = {"customer": cast.alice, "reviewer": cast.rae, "second": second, "admin": cast.ada}
    found = {}
    for name, person in emails.items():
        found[name] = walker(chromium, live_portal, name)
        found[name].looks = False
        signed_in(found[name], person.email, PASSWORD)
    return found


@pytest.mark.source(7, 37, 40, 46, 247, 250)
@pytest.mark.entry("life-max-four-rejections", "life-all-codes-before-resubmit")
def test_from_the_first_submission_over_four_rejections_to_a_new_application_that_is_approved(
    cast: Cast, people: dict[str, Walker], tmp_path: Path
) -> None:
    customer, reviewer = people["customer"], people["reviewer"]
    reference, number = prepared(cast)
    is_rejected_three_times(customer, reviewer, people["admin"], reference)
    rejections.takes_two(reviewer, people["second"], reference, "tcr:9106")
    rejections.finds_it_over(customer, reference)
    rejections.can_send(customer, reference, "No", "Its registration can no longer be submitted")
    new = begins_anew(customer, reviewer, reference, journey.picture_of_form(tmp_path))
    sends(customer, new, number)
    is_told(customer, reference, new)
    assert [line for person in people.values() for line in person.complaints] == []


def prepared(cast: Cast) -> tuple[str, CampaignNumber]:
    """A registration that lacks nothing, with a number; its website was checked a moment ago."""
    application, campaign = filled(cast)
    number = number_add(actor=cast.alice.actor, campaign_id=campaign.id, number=NUMBER)
    checked(campaign_dossier(cast.alice.actor, application))
    return application.reference, number


def is_rejected_three_times(customer: Walker, reviewer: Walker, admin: Walker, reference: str) -> None:
    """Submitted, mended and submitted again; the appeal is for the second; the setting changes before the third."""
    rejections.can_send(customer, reference, "No", "It was not submitted yet")
    rejections.hands_in(customer, reference)
    rejections.reaches_registry(reviewer, reference)
    rejections.is_rejected(reviewer, reference, "tcr:9106", nth=1).sees("Rejected")
    customer.go(rejections.registration(reference, "appeal/letter/")).sees("An appeal is for a second rejection")
    rejections.mends(customer, reference, "9106", told=TOLD["9106"], sample_messages_0=SAMPLES[0])
    rejections.reaches_registry(reviewer, reference)
    rejections.is_rejected(reviewer, reference, "tcr:9001", nth=2).sees("Rejected")
    rejections.appeals(customer, reference)
    rejections.mends(customer, reference, "9001", told=TOLD["9001"], sample_messages_0=SAMPLES[1])
    rejections.asks_for_two(admin)
    rejections.reaches_registry(reviewer, reference)
    rejections.answers_appeal(reviewer, reference)
    rejections.is_rejected(reviewer, reference, "tcr:9106", nth=3).sees(f"{reference}: recorded", "Rejected")
    customer.go(rejections.registration(reference, "appeal/")).sees("The sample was not a customer's message.")
    customer.go(rejections.registration(reference, "rejection/")).sees(
        "The registry named this code again", TOLD["9106"]
    )
    rejections.mends(customer, reference, "9106", told="Sample 2 has it too.", sample_messages_1=SAMPLES[2])
    customer.go(rejections.registration(reference)).sees("3 of 4 rejections used")
    rejections.reaches_registry(reviewer, reference)


def begins_anew(customer: Walker, reviewer: Walker, reference: str, paper: Path) -> str:
    """A new application, handed in and approved; the brand keeps its id and is not sent again."""
    new = rejections.applies_anew(customer, reference, TOLD, paper)
    customer.go(rejections.registration(reference)).sees("Continued as", new)
    customer.go(rejections.registration(new)).sees("0 of 4 rejections used", "Draft")
    rejections.hands_in(customer, new)
    rejections.reaches_registry(reviewer, new)
    reviewer.go(f"/review/{new}/").sees("This application follows", "Ineligible, 4 rejections")
    journey.reviewer_approves(reviewer, new, "campaign", "CGREEN2")
    reviewer.sees("Approved")
    return new


def sends(customer: Walker, new: str, number: CampaignNumber) -> None:
    """Approved, the number is associated; half an hour later it sends."""
    rejections.can_send(customer, new, "No", "the number is not associated with it")
    customer.go(f"/numbers/{number.id}/").press("Associate it with the campaign").sees("takes 15 to 30 minutes")
    number.refresh_from_db()
    CampaignNumber.objects.filter(id=number.id).update(active_from=number.associated_at)  # half an hour passes
    customer.go(f"/numbers/{number.id}/").sees("Yes", "carriers know the number")
    rejections.can_send(customer, new, "Yes", "carriers know the number")


def is_told(customer: Walker, reference: str, new: str) -> None:
    """The history tells all of it, of the old application and of the new one."""
    customer.go(rejections.registration(reference, "history/"))
    customer.sees(*(f"This is rejection {nth} of 4" for nth in (1, 2, 3, 4)))
    customer.sees("An appeal against rejection 2 was filed", "Rejection 2 stands after the appeal")
    customer.sees("It was the last: this application cannot be submitted again")
    assert "second reviewer" not in customer.text()  # who decides with whom is the reseller's own affair
    customer.go(rejections.registration(new, "history/"))
    customer.sees(f"A new application was started after {reference} (ineligible)", "Submission 1 was handed in")
    customer.go("/history/").sees(f"{reference}: ", f"{new}: ", "(614) 280-2001")
