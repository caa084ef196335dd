"""Who is told of what, on the page and by e-mail."""

import uuid

import pytest
from django.db import DatabaseError, connection, transaction
from django.template.loader import get_template
from django.urls import reverse

from portal.accounts.permissions import Permission
from portal.accounts.services.invitations import invitation_token, member_invite
from portal.audit.services import Subject
from portal.common.actor import SYSTEM
from portal.common.errors import WrongInput
from portal.notices.events import Group, NoticeEvent
from portal.notices.models import EmailMessage, Notice
from portal.notices.selectors import notices_for, unread_count
from portal.notices.services import email_preferences_set, invitations_mail, notices_mark_read, notify, telling_choose
from portal.notices.services.support import support_open
from tests.cast import Cast

pytestmark = pytest.mark.django_db
EVENT = NoticeEvent.APPLICATION_APPROVED
SUBJECT = Subject("application", uuid.UUID(int=7), "REG-2041")


def tell(cast: Cast, event: NoticeEvent = EVENT, **more):  # type: ignore[no-untyped-def]
    words = {"subject": SUBJECT, "text": "REG-2041 was approved.", "url": "/notices/", "actor": SYSTEM}
    return notify(event, **{"organization_id": cast.greenleaf.id, **words, **more})


def test_every_member_who_may_see_it_is_told(cast: Cast) -> None:
    assert {notice.user for notice in tell(cast)} == {
        person.user for person in (cast.alice, cast.bob, cast.mia, cast.olga)
    }


def test_a_right_narrows_who_is_told(cast: Cast) -> None:
    told = tell(cast, permission=Permission.PACKAGE_MAKE)
    assert {notice.user for notice in told} == {cast.alice.user, cast.olga.user}


def test_nobody_is_told_what_they_did_themselves(cast: Cast) -> None:
    assert cast.mia.user not in {notice.user for notice in tell(cast, actor=cast.mia.actor)}


def test_an_email_goes_to_each_and_to_further_addresses(cast: Cast, run_jobs, mailoutbox) -> None:  # type: ignore[no-untyped-def]
    tell(cast, emails=["Registry@Partner.example", cast.bob.email])
    assert run_jobs() == 5
    assert sorted(mail.to[0] for mail in mailoutbox) == [
        "alice@greenleaf.example",
        "bob@greenleaf.example",
        "mia@greenleaf.example",
        "olga@greenleaf.example",
        "registry@partner.example",
    ]
    assert "REG-2041 was approved." in mailoutbox[0].body
    assert "approved" in mailoutbox[0].subject
    assert "REG-2041 was approved.</p>" in mailoutbox[0].alternatives[0][0]


def test_address_and_words_are_sealed_and_wiped_once_sent(cast: Cast, run_jobs) -> None:  # type: ignore[no-untyped-def]
    tell(cast, permission=Permission.TEAM_MANAGE)
    message = EmailMessage.objects.get()
    assert message.to == "alice@greenleaf.example"
    assert b"alice" not in bytes(message.to_enc)
    run_jobs()
    message.refresh_from_db()
    assert (message.state, message.text, message.html) == ("done", "", "")
    assert message.sent_at is not None


def test_who_turned_an_email_off_gets_the_notice_alone(cast: Cast) -> None:
    telling_choose(user_id=cast.bob.user.id, groups={"registrations": "off"})
    tell(cast)
    assert "bob@greenleaf.example" not in {message.to for message in EmailMessage.objects.all()}
    assert unread_count(cast.bob.actor) == 1


@pytest.mark.parametrize(
    "modes", [{"nonsense": "off"}, {EVENT.value: "hourly"}, {"invitation": "off"}, {"digest": "off"}]
)
def test_a_choice_that_is_none_is_refused(cast: Cast, modes: dict[str, str]) -> None:
    with pytest.raises(WrongInput):
        email_preferences_set(user_id=cast.bob.user.id, modes=modes)


@pytest.mark.parametrize("event", list(NoticeEvent), ids=str)
def test_every_event_says_what_to_do_next(event: NoticeEvent) -> None:
    assert len(get_template(f"notices/mail/next/{event.value}.txt").render({}).strip()) > 20


def test_words_in_an_email_cannot_become_markup(cast: Cast) -> None:
    tell(cast, text="<img src=x> & co", permission=Permission.TEAM_MANAGE)
    message = EmailMessage.objects.get()
    assert "<img" not in message.html
    assert "<img src=x> & co" in message.text


def test_an_email_names_the_reseller_as_sender(cast: Cast, run_jobs, mailoutbox) -> None:  # type: ignore[no-untyped-def]
    cast.lakeside.sender_name = "Lakeside Care"
    cast.lakeside.save()
    tell(cast, permission=Permission.TEAM_MANAGE)
    run_jobs()
    assert mailoutbox[0].from_email.startswith('"Lakeside Care" <')


def test_an_invitation_is_mailed_once_with_its_link(cast: Cast, run_jobs, mailoutbox) -> None:  # type: ignore[no-untyped-def]
    invitation = member_invite(actor=cast.alice.actor, email="lee@greenleaf.example", role="member")
    assert (invitations_mail(), invitations_mail()) == (1, 0)
    run_jobs()
    assert mailoutbox[0].to == ["lee@greenleaf.example"]
    assert f"/invitations/{invitation_token(invitation)}/" in mailoutbox[0].body


def test_an_email_that_cannot_be_sent_is_tried_again(cast: Cast, settings, run_jobs) -> None:  # type: ignore[no-untyped-def]
    tell(cast, permission=Permission.TEAM_MANAGE)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    run_jobs()
    message = EmailMessage.objects.get()
    assert (message.state, message.tries, message.sent_at) == ("queued", 1, None)
    assert message.not_before is not None


def test_the_page_lists_unread_first_and_counts_them(cast: Cast) -> None:
    tell(cast, text="The first one.")
    tell(cast, text="The second one.")
    notices_mark_read(actor=cast.alice.actor, notice_ids=[notices_for(cast.alice.actor)[0].id])
    page = cast.client(cast.alice).get(reverse("notices:notices")).content.decode()
    assert page.index("The first one.") < page.index("The second one.")
    assert unread_count(cast.alice.actor) == 1
    assert unread_count(cast.bob.actor) == 2


def test_opening_a_notice_marks_it_read_and_leads_on(cast: Cast) -> None:
    notice = next(one for one in tell(cast, url="/support/") if one.user == cast.alice.user)
    assert cast.client(cast.alice).post(reverse("notices:follow", args=[notice.id]))["Location"] == "/support/"
    assert unread_count(cast.alice.actor) == 0


def test_another_persons_notice_does_not_exist(cast: Cast) -> None:
    notice = next(one for one in tell(cast) if one.user == cast.alice.user)
    for stranger in (cast.bob, cast.charlie, cast.rae):
        assert cast.client(stranger).post(reverse("notices:follow", args=[notice.id])).status_code == 404
        assert notices_mark_read(actor=stranger.actor, notice_ids=[notice.id]) == 0
    assert Notice.objects.get(id=notice.id).read_at is None


def test_marking_all_read_and_choosing_emails_by_the_page(cast: Cast) -> None:
    tell(cast)
    client = cast.client(cast.alice)
    client.post(reverse("notices:read_all"))
    assert unread_count(cast.alice.actor) == 0
    modes = {group.value: "off" for group in Group if group is not Group.REVIEW}
    assert client.post(reverse("notices:emails"), modes).status_code == 302
    tell(cast, permission=Permission.TEAM_MANAGE)
    assert EmailMessage.objects.filter(event=EVENT).count() == 4  # those of the first telling


@pytest.mark.parametrize("statement", ["UPDATE notices_supportpost SET text = 'x'", "DELETE FROM notices_supportpost"])
def test_what_was_written_in_a_thread_stays(cast: Cast, statement: str) -> None:
    support_open(actor=cast.alice.actor, kind="form_help", title="EIN", text="Which letter?")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
