"""A topic that the reviewer named says so in the task list until something is changed there."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from brands.services import brand_update
from campaigns.services import campaign_update
from portal.lifecycle import services as lifecycle
from portal.lifecycle.models import Application
from portal.lifecycle.tasklist import TaskItem
from tests.campaigns.scenes import checked, hand_in, letter, submitted
from tests.cast import Cast
from tests.verification import scenes as toll_free
from verification.numbering import number_remove
from verification.services import verification_dossier

pytestmark = pytest.mark.django_db

SAMPLES, IDENTITY = "Write sample messages", "Say who the business is"
ADDRESS = "Give the address of the business"


def back(cast: Cast, application: Application, *codes: str, **notes: str) -> None:
    """The reviewer returns it with notes on fields; a double underscore stands for the dot."""
    lifecycle.application_claim(application_id=application.id, actor=cast.rae.actor)
    fields = {name.replace("__", "."): note for name, note in notes.items()}
    lifecycle.application_request_changes(
        application_id=application.id, actor=cast.rae.actor, field_notes=fields, codes=codes
    )


def page(cast: Cast, application: Application) -> Any:
    return cast.client(cast.alice).get(reverse("desk:registration", args=[application.reference]))


def tasks(cast: Cast, application: Application) -> dict[str, TaskItem]:
    return {item.title: item for group in page(cast, application).context["groups"] for item in group.items}


def test_a_topic_the_reviewer_named_is_not_complete_until_it_is_changed(cast: Cast) -> None:
    application, campaign = submitted(cast)
    back(cast, application, campaign__sample_messages="Name the nursery in each.")
    shown, found = page(cast, application), tasks(cast, application)
    assert {title for title, item in found.items() if item.status == "asked"} == {SAMPLES}
    assert shown.context["done"] == shown.context["total"] - 1
    assert shown.context["next_task"].title == SAMPLES
    assert "Change asked for" in shown.content.decode()
    assert "Name the nursery in each." in cast.client(cast.alice).get(found[SAMPLES].url).content.decode()
    samples = [*campaign.sample_messages[:2], "GreenLeaf: your roses are here, Sarah. Reply STOP to opt out."]
    campaign_update(actor=cast.alice.actor, campaign_id=campaign.id, values={"sample_messages": samples})
    found = tasks(cast, application)
    assert found[SAMPLES].status != "asked"
    assert found[SAMPLES].hint == "Changed since your provider asked."


def test_the_history_names_each_change_asked_for_by_its_question(cast: Cast) -> None:
    application, _campaign = submitted(cast)
    back(cast, application, campaign__opt_in_url="The box is ticked already.", brand__dba_name="Add it")
    told = cast.client(cast.alice).get(reverse("desk:history", args=[application.reference])).content.decode()
    assert "Address of the opt-in page: The box is ticked already. Trade name (DBA): Add it." in told


def test_a_reviewer_s_history_leads_back_to_the_review_and_offers_no_help_for_customers(cast: Cast) -> None:
    application, _campaign = submitted(cast)
    client = cast.client(cast.rae)
    told = client.get(reverse("desk:history", args=[application.reference])).content.decode()
    assert reverse("desk:review", args=[application.reference]) in told
    assert reverse("desk:officer") not in told
    shown = client.get(reverse("desk:registration", args=[application.reference])).content.decode()
    assert reverse("desk:registration_help", args=[application.reference]) not in shown


def test_a_note_that_names_no_task_stands_above_the_tasks_and_on_the_way_to_submit(cast: Cast) -> None:
    application, _campaign = submitted(cast)
    lifecycle.application_claim(application_id=application.id, actor=cast.rae.actor)
    lifecycle.application_request_changes(
        application_id=application.id, actor=cast.rae.actor, note_to_customer="Show the prices on the website."
    )
    shown = page(cast, application).content.decode()
    assert shown.index("Show the prices on the website.") < shown.index('id="tasks-title"')
    assert "All is answered." not in shown
    assert "Do what was asked for above" in shown
    for name in ("check_answers", "submit"):
        on_the_way = cast.client(cast.alice).get(reverse(f"desk:{name}", args=[application.reference]))
        assert "Show the prices on the website." in on_the_way.content.decode()


def test_a_change_elsewhere_leaves_what_was_asked_for_open(cast: Cast) -> None:
    application, campaign = submitted(cast)
    back(cast, application, campaign__description="Say what is sold.", brand__street="Is this the office?")
    brand_update(actor=cast.alice.actor, brand_id=campaign.brand_id, values={"street": "412 Harbor Street"})
    found = tasks(cast, application)
    assert (found["Describe the messages"].status, found[ADDRESS].status) == ("asked", "done")
    brand_update(actor=cast.alice.actor, brand_id=campaign.brand_id, values={"street": "410 Harbor Street"})
    assert tasks(cast, application)[ADDRESS].status == "asked"


def test_a_paper_counts_as_a_change_of_the_topic_that_asks_for_it(cast: Cast) -> None:
    application, campaign = submitted(cast)
    back(cast, application, brand__legal_name="Show the IRS letter.")
    assert tasks(cast, application)[IDENTITY].status == "asked"
    letter(cast, campaign)
    assert tasks(cast, application)[IDENTITY].status == "done"


def test_a_code_names_the_topic_of_its_first_field(cast: Cast) -> None:
    application, _ = submitted(cast)
    back(cast, application, "tcr:9106")
    assert [title for title, item in tasks(cast, application).items() if item.status == "asked"] == [SAMPLES]


def test_a_note_on_the_numbers_is_for_the_task_of_the_numbers(cast: Cast) -> None:
    application, brief = toll_free.filled(cast)
    toll_free.prove(cast, brief)
    checked(verification_dossier(cast.alice.actor, application))
    toll_free.hand_in(cast, application)
    back(cast, application, verification__numbers="Is this one yours?")
    task = tasks(cast, application)["Add the toll-free number"]
    assert (task.status, task.url) == ("asked", reverse("verification:numbers", args=[brief.id]))
    number_remove(actor=cast.alice.actor, verification_id=brief.id, number_id=brief.numbers.get().id)
    assert tasks(cast, application)["Add the toll-free number"].status == "todo"


def test_handed_in_again_nothing_is_asked_for_any_more(cast: Cast) -> None:
    application, _ = submitted(cast)
    before = {title: item.status for title, item in tasks(cast, application).items()}
    back(cast, application, campaign__description="Say what is sold.")
    hand_in(cast, application)
    assert {title: item.status for title, item in tasks(cast, application).items()} == before


def test_the_page_asks_as_many_questions_for_many_notes_as_for_one(cast: Cast) -> None:
    application, _ = submitted(cast)
    fields = ("brand__street", "brand__website", "campaign__description", "campaign__help_message", "campaign__numbers")
    counts = []
    for named in (fields[:1], fields):
        back(cast, application, **dict.fromkeys(named, "Look again."))
        page(cast, application)  # what is kept in memory is read here
        with CaptureQueriesContext(connection) as asked:
            found = tasks(cast, application)
        assert sum(item.status == "asked" for item in found.values()) == len(named)
        counts.append(len(asked))
        hand_in(cast, application)
    assert counts[0] == counts[1]
