"""An appeal written in its eight parts, kept, filed and taken along."""

import pytest

from portal.documents.appeals import letter_parts, letter_prefilled, letter_text
from portal.documents.models import GeneratedDocument
from portal.evidence.services import document_store
from portal.lifecycle import services as lifecycle
from portal.lifecycle.models import Application
from tests.campaigns.scenes import picture, rejected
from tests.cast import Cast
from tests.desk.test_remediation_pages import at, page, resubmitted
from tests.lifecycle.scenes import IDENTITY

pytestmark = pytest.mark.django_db


def rejected_twice(cast: Cast):
    """Rejected, mended, sent on, rejected once more."""
    application, campaign = rejected(cast, "tcr:9106")
    cast.client(cast.alice).post(at("rejection", application), {"change-tcr:9106": "Sample 2 ends with the way out."})
    resubmitted(cast, application)
    rae, part = cast.rae.actor, ("campaign", campaign.id)
    lifecycle.application_claim(application_id=application.id, actor=rae)
    lifecycle.application_forward(
        application_id=application.id, actor=rae, parts=[lifecycle.PartSending(*part)], identity_block=IDENTITY
    )
    lifecycle.application_record_rejection(application_id=application.id, actor=rae, part=part, codes=["tcr:9106"])
    application.refresh_from_db()
    return application, campaign


@pytest.mark.source(250)
def test_after_a_first_rejection_there_is_no_appeal_yet(cast: Cast) -> None:
    application, _ = rejected(cast, "tcr:9106")
    assert "An appeal is for a second rejection" in page(cast, "appeal_write", application)
    assert cast.client(cast.alice).post(at("appeal_write", application), {"act": "file"}).status_code == 409


@pytest.mark.source(250)
def test_an_appeal_is_written_from_the_second_rejection_on_in_eight_parts(cast: Cast) -> None:
    application, _ = rejected_twice(cast)
    html = page(cast, "appeal_write", application)
    eight = "Subject|Brand ID|Campaign ID|Rejection code|Business impact|Prior attempts|Remediation completed|Request"
    for label in eight.split("|"):
        assert label in html
    assert "B7XK21" in html
    values = letter_prefilled(cast.alice.actor, application)
    assert values["prior_attempts"] == "2"
    assert values["rejection_code"].startswith("Code 9106 (")
    assert letter_parts(letter_text(values)) == values


@pytest.mark.source(250)
def test_the_letter_is_looked_at_kept_and_filed_with_the_appeal(cast: Cast) -> None:
    application, _ = rejected_twice(cast)
    client, address = cast.client(cast.alice), at("appeal_write", application)
    values = letter_prefilled(cast.alice.actor, application) | {"campaign_id": "C9LM44", "remediation": "All samples."}
    refused = client.post(address, {**values, "act": "keep"})
    assert refused.status_code == 422
    assert "business_impact" in refused.context["form"].errors, refused.context["form"].errors
    assert "Put your own figures" in refused.content.decode()
    values["business_impact"] = "40 messages a day and $900 a day wait."
    assert "How it reads" in client.post(address, {**values, "act": "preview"}).content.decode()
    assert not GeneratedDocument.objects.exists()
    assert client.post(address, {**values, "act": "keep"}).status_code == 302
    assert client.post(address, {**values, "act": "file"}).status_code == 302
    letter = GeneratedDocument.objects.get(kind="appeal_letter")
    assert application.appeals.get().letter == letter.text
    assert "$900 a day" in page(cast, "appeal_letter", application, 1)
    assert client.post(address, {**values, "act": "file"}).status_code == 409


def test_a_letter_is_downloaded_as_a_pdf(cast: Cast) -> None:
    application, _ = rejected_twice(cast)
    values = {**letter_prefilled(cast.alice.actor, application), "business_impact": "40 a day.", "remediation": "Done."}
    client = cast.client(cast.alice)
    kept = client.post(at("appeal_write", application), {**values, "act": "keep"})
    assert kept.status_code == 302, kept.context["form"].errors
    answer = client.get(at("appeal_letter", application, 1) + "?as=pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


def test_the_letter_is_not_there_for_other_tenants(cast: Cast) -> None:
    application, _ = rejected_twice(cast)
    assert cast.client(cast.charlie).get(at("appeal_write", application)).status_code == 404
    assert cast.client(cast.bob).post(at("appeal_write", application), {"act": "keep"}).status_code == 403


@pytest.mark.source(247)
def test_a_code_that_is_named_again_waits_for_new_words_and_shows_the_old_ones(cast: Cast) -> None:
    application, _ = rejected_twice(cast)
    html = page(cast, "rejection", application)
    assert "Not answered yet" in html
    assert "0 of 1" in html
    assert "before you said:</p><p>Sample 2 ends with the way out." in html
    assert "Say what you changed for code 9106" in page(cast, "submit", application)
    assert "Sample 2 ends with the way out." in letter_prefilled(cast.alice.actor, application)["remediation"]
    cast.client(cast.alice).post(at("rejection", application), {"change-tcr:9106": "Sample 1 has it too."})
    assert "1 of 1" in page(cast, "rejection", application)


@pytest.mark.entry("life-max-four-rejections")
def test_a_new_application_takes_what_was_changed_and_a_paper_for_each_code(cast: Cast) -> None:
    cast.lakeside.rejection_cap = 1
    cast.lakeside.save()
    application, _ = rejected(cast, "tcr:9106")
    client, address = cast.client(cast.alice), at("apply_again", application)
    refused = client.post(address, {"change-tcr:9106": "Every sample has it."})
    assert refused.status_code == 422
    told = "Attach what shows that code 9106 (Missing Opt-Out Language) was solved."
    assert refused.context["problems"] == [{"text": told, "href": "#code-tcr:9106"}]
    document_store(
        actor=cast.alice.actor,
        business_id=cast.greenleaf.id,
        kind="other",
        upload=picture(),
        subject=("application", application.id),
        field="tcr:9106",
    )
    successor = client.post(address, {"change-tcr:9106": "Every sample has it."})["Location"]
    assert successor == at("registration", Application.objects.get(supersedes=application))
