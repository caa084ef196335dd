"""The screens of a business, each loaded once and judged at both widths and in both themes."""

from __future__ import annotations

import pytest
from django.urls import reverse

from brands.models import Brand
from campaigns.services import campaign_update
from portal.accounts.services.invitations import member_invite
from portal.lifecycle import services as lifecycle
from portal.notices.services.support import support_answer, support_open
from tests.campaigns import scenes as usual
from tests.cast import Cast
from tests.pages import customer_scenes as made
from tests.pages.conftest import Opener
from tests.pages.looks import Judge, judge_in_every_look, look

pytestmark = [pytest.mark.django_db, pytest.mark.e2e]


def at(name: str, *rest: object) -> str:
    return reverse(f"desk:{name}", args=rest)


def test_home_and_a_registration_of_every_state(browser_page: Opener, accessible: Judge, cast: Cast) -> None:
    made.named_long(cast)
    found = made.in_every_state(cast)
    paths = [at("registration", one.reference) for one in found.values()]
    guides = [at("what_now", found[state].reference) for state in ("draft", "rejected", "approved", "suspended")]
    more = [
        at("history", found["rejected"].reference),
        reverse("campaigns:amend", args=[found["approved"].subject_id]),
        at("withdraw", found["pending"].reference),
        at("apply_again", found["withdrawn"].reference),
    ]
    look(browser_page, accessible, cast.alice, ["/", "/history/", *paths, *guides, *more])


def test_from_an_empty_home_to_a_registration_that_waits(browser_page: Opener, accessible: Judge, cast: Cast) -> None:
    empty = ["/", at("start"), at("numbers"), "/history/", "/support/", "/notices/"]
    page = look(browser_page, accessible, cast.dora, [*empty, "/r/lakeside/"])
    page = look(browser_page, accessible, cast.alice, [at("start")])
    page.get_by_role("button", name="Start", exact=True).click()
    judge_in_every_look(page, accessible)
    page.get_by_label("A third-party messaging service").check()
    page.get_by_label("Local ten-digit numbers").check()
    page.get_by_role("button", name="Start", exact=True).click()
    judge_in_every_look(page, accessible)
    draft, _ = usual.opened(cast)
    filled, campaign = usual.filled(cast)
    names = ("check_answers", "submit", "website_check")
    paths = [at(name, one.reference) for one in (draft, filled) for name in names]
    look(browser_page, accessible, cast.alice, [*paths, at("readiness", filled.reference)])
    campaign_update(actor=cast.alice.actor, campaign_id=campaign.id, values={"opt_in_wording": "Text me."})
    filled.refresh_from_db()
    usual.hand_in(cast, filled)
    look(browser_page, accessible, cast.alice, [at("waiting", filled.reference), at("submit", filled.reference)])


def test_a_rejection_from_the_first_to_the_last(browser_page: Opener, accessible: Judge, cast: Cast) -> None:
    usual.approved(cast)
    application = made.forwarded(cast, "Order updates")
    lifecycle.temporary_request(application_id=application.id, actor=cast.alice.actor)
    lifecycle.temporary_grant(application_id=application.id, actor=cast.rae.actor)
    reference = application.reference
    home, mend, letter = at("registration", reference), at("rejection", reference), at("appeal_write", reference)
    made.rejected(cast, application, "tcr:9106", "tcr:1101", "tcr:2002")
    look(browser_page, accessible, cast.alice, [mend, at("package", reference), letter])
    made.rejected(cast, application)
    made.letter_kept(cast, application)
    again = [at("changes", reference, 2), at("temporary", reference), at("submit", reference)]
    appeals = [letter, at("appeal_letter", reference, 1), at("appeal", reference)]
    page = look(browser_page, accessible, cast.alice, [home, mend, *again, *appeals])
    page.get_by_text("I have a letter of my own").click()
    page.get_by_label("The letter").fill("Code tcr:9106: the samples carry STOP since November 3. Look again.")
    page.get_by_role("button", name="File the appeal").click()
    judge_in_every_look(page, accessible)
    made.rejected(cast, application)
    look(browser_page, accessible, cast.alice, [home, mend])
    made.rejected(cast, application)
    look(browser_page, accessible, cast.alice, ["/", home, mend, at("apply_again", reference)])


def test_a_temporary_registration_from_request_to_end(browser_page: Opener, accessible: Judge, cast: Cast) -> None:
    application, _campaign = usual.submitted(cast)
    page = look(browser_page, accessible, cast.alice, [at("temporary", application.reference)])
    page.get_by_role("button", name="Ask for a temporary registration").click()
    judge_in_every_look(page, accessible)
    lifecycle.temporary_grant(application_id=application.id, actor=cast.rae.actor)
    again = [at("temporary", application.reference), at("registration", application.reference)]
    look(browser_page, accessible, cast.alice, again)
    lifecycle.temporary_end(application_id=application.id, actor=cast.rae.actor, reason="Spam was reported.")
    look(browser_page, accessible, cast.alice, [at("temporary", application.reference)])


def test_people_and_what_they_are_told(browser_page: Opener, accessible: Judge, cast: Cast) -> None:
    made.named_long(cast)
    member_invite(
        actor=cast.alice.actor, email="a.very.long.address.of.a.colleague@greenleafgardens.com", role="member"
    )
    asked = support_open(actor=cast.alice.actor, kind="blocked_number", title="(833) 555-0142 is blocked", text="Why?")
    support_answer(actor=cast.rae.actor, request_id=asked.id, text="The carrier lifted it this morning.")
    support_open(actor=cast.alice.actor, kind="form_help", title="Which EIN letter?", text="CP-575 or 147C?")
    support = [reverse("notices:support"), reverse("notices:support_request", args=[asked.reference]), "/support/new/"]
    look(browser_page, accessible, cast.alice, [*support, "/notices/", "/notices/emails/", "/team/"])
    look(browser_page, accessible, cast.bob, ["/team/", "/"])


def test_two_people_who_changed_one_answer(browser_page: Opener, accessible: Judge, cast: Cast) -> None:
    _application, campaign = usual.filled(cast)
    page = look(browser_page, accessible, cast.alice, [reverse("brands:topic", args=[campaign.brand_id, "address"])])
    Brand.objects.filter(id=campaign.brand_id).update(city="Salem", updated_by="Mia Ortiz")
    page.get_by_label("City").fill("Boise")
    page.get_by_role("button", name="Save", exact=True).click()
    judge_in_every_look(page, accessible)
