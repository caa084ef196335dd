"""What reviewers note for each other stays in the house: no file, letter, page or answer of the business has it."""

import io
import zipfile
from collections.abc import Callable

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from portal.accounts.permissions import Permission
from portal.audit.acts import Act
from portal.auditpack.models import AuditPackage
from portal.auditpack.services import package_request
from portal.desk.review.canned.services import internal_note_add
from portal.lifecycle import services as lifecycle
from portal.lifecycle.models import Application, Decision
from portal.notices.models import EmailMessage, Notice
from tests.api.conftest import Caller, make_key
from tests.campaigns.scenes import forwarded
from tests.cast import Cast

pytestmark = pytest.mark.django_db
SECRET = "A zebrafinch nests behind this nursery."
"""Its words stand in no other text of the portal; ``MARK`` is what is looked for."""
MARK = "zebrafinch"


@pytest.fixture
def noted(cast: Cast) -> Application:
    """Rejected, with an internal note in the thread and on the decision."""
    application, campaign = forwarded(cast)
    internal_note_add(actor=cast.rae.actor, reference=application.reference, text=SECRET)
    lifecycle.application_record_rejection(
        application_id=application.id,
        actor=cast.rae.actor,
        part=("campaign", campaign.id),
        codes=["tcr:9106"],
        note_to_customer="Name the sender.",
        internal_note=SECRET,
    )
    application.refresh_from_db()
    assert Decision.objects.filter(internal_note=SECRET).count() == 1
    return application


def files_of(archive: io.BytesIO) -> dict[str, str]:
    """Every file of an archive as text."""
    with zipfile.ZipFile(archive) as opened:
        return {name: opened.read(name).decode("latin-1") for name in opened.namelist()}


@pytest.mark.parametrize("who", ["olga", "omar"])
def test_an_audit_package_holds_neither_a_note_nor_that_one_was_written(
    cast: Cast, noted: Application, run_jobs: Callable[[], int], who: str
) -> None:
    purpose = "The carrier asks for the history."
    package_request(actor=cast.people[who].actor, application_id=noted.id, purpose=purpose)
    run_jobs()
    package = AuditPackage.objects.get()
    with default_storage.open(str(package.file.name)) as file:
        files = files_of(io.BytesIO(file.read()))
    assert any("Name the sender." in text for text in files.values())
    trail = next(text for name, text in files.items() if name.endswith("proofs/trail.jsonl"))
    assert Act.APPLICATION_REJECTION_RECORDED in trail
    told = [name for name, text in files.items() if MARK in text or Act.INTERNAL_NOTE_WRITTEN in text]
    assert told == []


def test_the_resubmission_package_does_not_hold_it(cast: Cast, noted: Application) -> None:
    for person in (cast.alice, cast.rae):
        answer = cast.client(person).post(reverse("desk:package_file", args=[noted.reference]))
        files = files_of(io.BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]
        assert any("9106" in text for text in files.values())
        assert [name for name, text in files.items() if MARK in text] == []


def test_no_email_notice_or_line_of_the_history_says_it(noted: Application) -> None:
    mails = [f"{mail.title} {mail.text} {mail.html}" for mail in EmailMessage.objects.all()]
    lines = [*Notice.objects.values_list("text", flat=True), *noted.timeline.values_list("text", flat=True)]
    assert any("Name the sender." in mail or "9106" in mail for mail in mails)
    assert [text for text in (*mails, *lines) if MARK in text] == []
    noted.refresh_from_db()
    assert MARK not in f"{noted.search} {noted.search_words}"


PAGES = (
    *("registration", "check_answers", "submit", "history", "readiness", "rejection", "temporary", "what_now"),
    *("package", "appeal", "appeal_write", "withdraw", "waiting", "website_check"),
)


@pytest.mark.parametrize("who", ["alice", "mia", "olga", "bob"])
def test_no_page_of_the_business_shows_it(cast: Cast, noted: Application, who: str) -> None:
    client = cast.client(cast.people[who])
    names = [reverse(f"desk:{name}", args=[noted.reference]) for name in PAGES]
    for address in [*names, "/", "/notices/", "/trail/", "/numbers/", "/officer/?q=REG"]:
        text = client.get(address, follow=True).content.decode()
        assert MARK not in text, address
        assert Act.INTERNAL_NOTE_WRITTEN not in text, address


def test_the_api_does_not_answer_it(cast: Cast, noted: Application) -> None:
    caller = Caller(make_key(cast.alice, (Permission.REGISTRATION_VIEW,)))
    for path in (f"applications/{noted.reference}", "applications"):
        answer = caller.get(path)
        assert answer.status_code == 200
        assert noted.reference in answer.content.decode()
        assert MARK not in answer.content.decode()
