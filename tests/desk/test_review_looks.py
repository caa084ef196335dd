"""What the reviewer's pages spare the eye: words for keys, one line for short lists, what wants attention first."""

import uuid

import pytest
from django.urls import reverse

from campaigns.services import campaign_dossier
from portal.desk.review.bulk.services import RowAsked, run_carry_out, run_start
from portal.desk.templatetags.payloads import diff_after, payload_value
from portal.evidence.models import Document
from portal.lifecycle import services
from portal.lifecycle.models import Submission
from portal.lifecycle.snapshot import Change
from tests.campaigns.scenes import checked, hand_in, rejected
from tests.cast import Cast
from tests.lifecycle.scenes import scene
from tests.pages.review_scenes import notes, proposed

pytestmark = pytest.mark.django_db


def shown(cast: Cast, address: str) -> str:
    return " ".join(cast.client(cast.rae).get(address).content.decode().split())


def test_a_proposal_reads_as_its_form_does_and_shows_no_keys(cast: Cast) -> None:
    made = proposed(cast)
    text = shown(cast, reverse("desk:review", args=[made.application.reference])).split("takes two people")[1]
    told = text.split("</dl>")[0]
    assert "Brand: GreenLeaf Gardens LLC" in told
    assert "tcr:9106" in told
    assert str(made.brand.id) not in told


def test_short_words_of_a_list_stand_in_one_line_and_long_ones_apart() -> None:
    assert payload_value(["STOP", "END", "QUIT"]) == "STOP, END, QUIT"
    assert "<li>" in payload_value(["A sentence that is longer than a word.", "STOP"])
    samples = [f"GreenLeaf: your order {n} is ready for pickup until Friday at 6 PM." for n in (1, 2)]
    change = Change("sample_messages", "Samples", "Samples", samples[:1], samples)
    assert "\n\n" in diff_after(change)


def test_a_report_begins_with_the_rows_that_were_refused(cast: Cast) -> None:
    done = scene(cast).submit().application.reference
    run = run_start(actor=cast.rae.actor, run_id=uuid.uuid4(), action="claim", rows=[RowAsked(done), RowAsked("REG-1")])
    run_carry_out(actor=cast.rae.actor, run=run)
    text = shown(cast, reverse("desk:bulk_run", args=[run.id])).split("<tbody>")[1]
    assert text.index("REG-1<") < text.index(done)


def test_canned_notes_say_what_they_are_offered_for(cast: Cast) -> None:
    notes(cast)
    text = shown(cast, reverse("desk:canned"))
    assert "Code 9106" in text
    assert "Request changes" in text


def test_the_letter_of_an_appeal_stands_above_the_decision_on_it(cast: Cast) -> None:
    made = scene(cast).rejected().resubmit().forward().reject("tcr:9106")
    services.appeal_file(application_id=made.id, actor=cast.alice.actor, letter="Both samples name the way out.")
    text = shown(cast, reverse("desk:review", args=[made.application.reference]))
    assert text.index("Against rejection 2, by Alice Moore") < text.index("Both samples name the way out.")
    assert text.index("Both samples name the way out.") < text.index('id="decision"')


def test_papers_behind_an_answer_are_links_by_their_names(cast: Cast) -> None:
    application, campaign = rejected(cast, "tcr:9106")
    paper = Document.objects.get(uses__subject_id=campaign.id)
    checked(campaign_dossier(cast.alice.actor, application))
    answers = {"tcr:9106": {"change": "Every sample ends with STOP.", "evidence": [str(paper.id)]}}
    assert isinstance(hand_in(cast, application, answers=answers), Submission)
    text = shown(cast, reverse("desk:review", args=[application.reference]))
    card = text.split("Answers to the last rejection")[1].split("</section>")[0]
    assert "Every sample ends with STOP." in card
    assert f'<a href="/documents/{paper.id}/">form.png</a>' in card
