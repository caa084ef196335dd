"""E-mails as a mail server gets them: both texts, headers, threads, names in any script, refusals."""

import re
import uuid
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from portal.accounts.models import Logo
from portal.accounts.permissions import Permission
from portal.audit.services import Subject
from portal.common.actor import SYSTEM
from portal.notices.events import NoticeEvent
from portal.notices.models import EmailMessage, Notice
from portal.notices.services import notify
from tests.cast import Cast
from tests.notices.smtp import Mailbox, mail_server

pytestmark = pytest.mark.django_db
SUBJECT = Subject("application", uuid.UUID(int=7), "REG-2041")


@pytest.fixture
def mailbox(settings) -> Iterator[Mailbox]:  # type: ignore[no-untyped-def]
    with mail_server() as box:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", box.port
        yield box


def tell(cast: Cast, event: NoticeEvent = NoticeEvent.APPLICATION_APPROVED, **more: object) -> None:
    words = {"subject": SUBJECT, "text": "The brand is BX7.", "url": "/registrations/REG-2041/", "actor": SYSTEM}
    right = {"permission": Permission.TEAM_MANAGE}
    notify(event, **{"organization_id": cast.greenleaf.id, **words, **right, **more})  # type: ignore[arg-type]


def test_both_texts_carry_the_words_and_one_deep_link(cast: Cast, mailbox: Mailbox, run_jobs) -> None:  # type: ignore[no-untyped-def]
    tell(cast, actor=cast.rae.actor)
    run_jobs()
    letter = mailbox.letters[0]
    assert letter["Subject"] == "REG-2041 is approved"
    plain, html = (letter.get_body((kind,)).get_content() for kind in ("plain", "html"))  # type: ignore[union-attr]
    for text in (plain, html):
        assert "Good news: the registry approved REG-2041." in text
        assert "The brand is BX7." in text
        assert text.count("http://portal.test/registrations/REG-2041/") == 1
        assert "Rae" in text
        assert "You get this because you see the registrations of GreenLeaf Gardens." in text
        assert "http://portal.test/notices/emails/" in text


def test_headers_thread_and_say_that_a_program_wrote(cast: Cast, mailbox: Mailbox, run_jobs) -> None:  # type: ignore[no-untyped-def]
    tell(cast, NoticeEvent.APPLICATION_FORWARDED)
    tell(cast)
    run_jobs()
    first, second = mailbox.letters
    assert first["Message-ID"] != second["Message-ID"]
    assert first["References"] == second["References"] == f"<application.{SUBJECT.id}@portal.test>"
    assert first["In-Reply-To"] == first["References"]
    assert first["Auto-Submitted"] == "auto-generated"


def test_one_click_ends_only_what_may_end(cast: Cast, mailbox: Mailbox, run_jobs) -> None:  # type: ignore[no-untyped-def]
    tell(cast)
    tell(cast, NoticeEvent.APPLICATION_REJECTED)
    run_jobs()
    chosen, always = mailbox.letters
    assert always["List-Unsubscribe"] is None
    assert chosen["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = urlsplit(re.sub(r"\s", "", chosen["List-Unsubscribe"]).strip("<>")).path
    assert cast.client(enforce_csrf_checks=True).post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    before = EmailMessage.objects.count()
    tell(cast)
    assert EmailMessage.objects.count() == before
    assert Notice.objects.filter(user=cast.alice.user).count() == 3


@pytest.mark.parametrize("change", ["x", ""])
def test_a_stop_link_that_was_not_made_here_is_refused(cast: Cast, change: str) -> None:
    assert cast.client().post(f"/notices/unsubscribe/abc{change}/").status_code == 404


def test_opening_a_stop_link_changes_nothing(cast: Cast, mailbox: Mailbox, run_jobs) -> None:  # type: ignore[no-untyped-def]
    tell(cast)
    run_jobs()
    path = urlsplit(re.sub(r"\s", "", mailbox.letters[0]["List-Unsubscribe"]).strip("<>")).path
    assert "Stop these e-mails?" in cast.client().get(path).content.decode()
    tell(cast)
    assert EmailMessage.objects.count() == 2


def test_no_line_end_in_any_name_makes_a_header(cast: Cast, mailbox: Mailbox, run_jobs) -> None:  # type: ignore[no-untyped-def]
    cast.lakeside.sender_name = 'Lake\r\nBcc: spy@example.com "quoted"'
    cast.lakeside.save()
    tell(cast, subject=Subject("application", SUBJECT.id, "REG\r\nBcc: spy@example.com"))
    run_jobs()
    letter = mailbox.letters[0]
    assert letter["Bcc"] is None
    assert letter["Subject"].startswith("REG Bcc: spy@example.com is approved")


def test_names_in_any_script_arrive_whole(cast: Cast, mailbox: Mailbox, run_jobs) -> None:  # type: ignore[no-untyped-def]
    cast.lakeside.sender_name, cast.lakeside.reply_to = "Zażółć 東京, Ltd.", "help@lakeside.example"
    cast.lakeside.save()
    tell(cast, text="Łódź & <b>café</b> 🌿")
    run_jobs()
    letter = mailbox.letters[0]
    assert letter["From"].addresses[0].display_name == "Zażółć 東京, Ltd."
    assert letter["Reply-To"].addresses[0].addr_spec == "help@lakeside.example"
    assert "Łódź & <b>café</b> 🌿" in letter.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert "Łódź &amp; &lt;b&gt;café&lt;/b&gt; 🌿" in letter.get_body(("html",)).get_content()  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("listed", "sender"), [(["lakeside.example"], "sms@lakeside.example"), ([], "no-reply@localhost")]
)
def test_the_senders_address_is_the_resellers_only_where_listed(
    cast: Cast,
    mailbox: Mailbox,
    run_jobs,
    settings,
    listed: list[str],
    sender: str,  # type: ignore[no-untyped-def]
) -> None:
    cast.lakeside.sender_address = "sms@lakeside.example"
    cast.lakeside.save()
    settings.MAIL_SENDER_DOMAINS = listed
    tell(cast)
    run_jobs()
    assert mailbox.letters[0]["From"].addresses[0].addr_spec == sender


def test_the_logo_travels_inside_and_nothing_is_loaded(cast: Cast, mailbox: Mailbox, run_jobs) -> None:  # type: ignore[no-untyped-def]
    Logo.objects.create(sha256="ab" * 32, data=b"\x89PNG\r\n\x1a\n", width=1, height=1)
    cast.lakeside.logo_sha256 = "ab" * 32
    cast.lakeside.save()
    tell(cast)
    run_jobs()
    letter = mailbox.letters[0]
    assert letter.get_content_type() == "multipart/related"
    picture = next(part for part in letter.walk() if part.get_content_type() == "image/png")
    assert picture["Content-ID"] == "<logo@mail>"
    html = letter.get_body(("html",)).get_content()  # type: ignore[union-attr]
    assert re.findall(r'src="([^"]+)"', html) == ["cid:logo@mail"]
    assert "url(" not in html


def test_a_refused_address_is_believed_and_told(cast: Cast, mailbox: Mailbox, run_jobs) -> None:  # type: ignore[no-untyped-def]
    mailbox.refuse[cast.alice.email] = "550 No such person"
    tell(cast)
    run_jobs()
    message = EmailMessage.objects.get()
    assert (message.state, message.tries, message.text) == ("failed", 0, "")
    assert message.refused_at is not None
    told = Notice.objects.get(event=NoticeEvent.EMAIL_REFUSED)
    assert "550 No such person" in told.text
    assert (told.user, told.url) == (cast.alice.user, "/team/")


def test_words_that_the_server_refuses_are_not_sent_again(cast: Cast, mailbox: Mailbox, run_jobs) -> None:  # type: ignore[no-untyped-def]
    mailbox.answer = "554 Rejected as spam"
    tell(cast)
    run_jobs()
    assert EmailMessage.objects.get().state == "failed"


@pytest.mark.parametrize("where", ["refuse", "answer"])
def test_a_busy_server_is_asked_again_until_it_takes_it(cast: Cast, mailbox: Mailbox, run_jobs, where: str) -> None:  # type: ignore[no-untyped-def]
    mailbox.refuse = {cast.alice.email: "451 Later"} if where == "refuse" else {}
    mailbox.answer = "451 Later" if where == "answer" else "250 Queued"
    tell(cast)
    run_jobs()
    message = EmailMessage.objects.get()
    assert (message.state, message.tries) == ("queued", 1)
    mailbox.refuse, mailbox.answer = {}, "250 Queued"
    EmailMessage.objects.update(not_before=None)
    run_jobs()
    assert len(mailbox.letters) == 1
    assert mailbox.letters[0]["Message-ID"] == f"<{message.id}@portal.test>"


def test_a_server_that_stays_away_is_given_up_and_told(cast: Cast, settings, run_jobs) -> None:  # type: ignore[no-untyped-def]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    tell(cast)
    for _try in range(8):
        run_jobs()
        EmailMessage.objects.update(not_before=None)
    message = EmailMessage.objects.get()
    assert (message.state, message.tries) == ("failed", 7)
    assert "two days" in Notice.objects.get(event=NoticeEvent.EMAIL_REFUSED).text
