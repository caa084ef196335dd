"""People choose how they are told, per group of events; the day's summary comes in their own morning."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse

from portal.accounts.models import User
from portal.audit.services import Subject
from portal.common.actor import SYSTEM
from portal.common.errors import WrongInput
from portal.notices.composing import About, compose
from portal.notices.events import ALWAYS, NOT_OPTIONAL, Group, NoticeEvent, events_of
from portal.notices.letters import LETTERS, letter_of, reason_of
from portal.notices.models import EmailMessage, EmailPreference, Notice
from portal.notices.selectors import group_modes, unread_count
from portal.notices.services import digests_mail, emails_stop, notify, telling_choose
from tests.cast import Cast

pytestmark = pytest.mark.django_db
EVENT = NoticeEvent.APPLICATION_APPROVED


def tell(cast: Cast, event: NoticeEvent = EVENT, text: str = "REG-2041 was approved.") -> None:
    subject = Subject("application", uuid.UUID(int=7), "REG-2041")
    notify(event, organization_id=cast.greenleaf.id, subject=subject, text=text, url="/notices/", actor=SYSTEM)


def bobs(cast: Cast) -> list[EmailMessage]:
    return [message for message in EmailMessage.objects.order_by("id") if message.to == cast.bob.email]


@pytest.mark.parametrize(
    ("mode", "notices", "mails"), [("at_once", 1, 1), ("daily", 1, 0), ("off", 1, 0), ("none", 0, 0)]
)
def test_each_answer_does_what_it_says(cast: Cast, mode: str, notices: int, mails: int) -> None:
    telling_choose(user_id=cast.bob.user.id, groups={"registrations": mode})
    tell(cast)
    assert (unread_count(cast.bob.actor), len(bobs(cast))) == (notices, mails)


@pytest.mark.parametrize("event", [event for event in ALWAYS if event is not NoticeEvent.INVITATION], ids=str)
def test_what_is_always_told_reaches_who_wants_nothing(cast: Cast, event: NoticeEvent) -> None:
    telling_choose(user_id=cast.bob.user.id, groups={group.value: "none" for group in Group})
    tell(cast, event)
    assert (unread_count(cast.bob.actor), len(bobs(cast))) == (1, 1)


@pytest.mark.parametrize("event", list(NoticeEvent), ids=str)
def test_every_event_belongs_to_one_group_or_is_not_a_choice(event: NoticeEvent) -> None:
    groups = [group for group in Group if event in events_of(group)]
    assert len(groups) == (0 if event in NOT_OPTIONAL else 1)


@pytest.mark.parametrize("event", list(NoticeEvent), ids=str)
def test_every_event_has_words_of_its_own(cast: Cast, event: NoticeEvent) -> None:
    letter = LETTERS[event]
    assert [other for other, words in LETTERS.items() if words.subject == letter.subject] == [event]
    assert [other for other, words in LETTERS.items() if words.first == letter.first] == [event]
    subject, at = Subject("application", None, "REG-1"), dt.datetime(2026, 3, 8, 15, tzinfo=dt.UTC)
    made = compose(About(event, cast.greenleaf, subject, "Said so.", "/notices/", "Rae", at))
    assert "{" not in made.title + made.text
    assert "8 March 2026, 11:00 AM EDT, Rae" in made.text
    assert reason_of(event, organization="GreenLeaf Gardens").startswith("You get this because")
    assert letter_of(event) is letter


def test_a_summary_comes_once_in_the_persons_own_morning(cast: Cast, time_machine) -> None:  # type: ignore[no-untyped-def]
    telling_choose(user_id=cast.bob.user.id, groups={"registrations": "daily"}, time_zone="Pacific/Honolulu")
    time_machine.move_to(dt.datetime(2026, 7, 1, 12, tzinfo=dt.UTC), tick=False)
    tell(cast, text="The first.")
    time_machine.move_to(dt.datetime(2026, 7, 1, 12, 1, tzinfo=dt.UTC), tick=False)
    tell(cast, text="The second.")
    EmailMessage.objects.all().delete()
    time_machine.move_to(dt.datetime(2026, 7, 1, 17, 59, tzinfo=dt.UTC), tick=False)  # 7:59 in Honolulu
    assert digests_mail() == 0
    time_machine.move_to(dt.datetime(2026, 7, 1, 18, 0, tzinfo=dt.UTC), tick=False)
    assert (digests_mail(), digests_mail()) == (1, 0)
    [mail] = bobs(cast)
    assert mail.text.index("The first.") < mail.text.index("The second.")
    assert mail.title == "GreenLeaf Gardens: what happened since yesterday"
    assert not Notice.objects.filter(waits_for_digest=True).exists()


def test_what_happens_after_the_summary_waits_for_the_next_day(cast: Cast, time_machine) -> None:  # type: ignore[no-untyped-def]
    telling_choose(user_id=cast.bob.user.id, groups={"registrations": "daily"})
    time_machine.move_to(dt.datetime(2026, 11, 1, 15, tzinfo=dt.UTC), tick=False)  # 10:00, the day clocks go back
    tell(cast)
    assert digests_mail() == 0
    time_machine.move_to(dt.datetime(2026, 11, 2, 13, 1, tzinfo=dt.UTC), tick=False)  # 8:01 in New York
    assert digests_mail() == 1


def test_a_new_kind_of_event_follows_what_was_chosen_for_its_group(cast: Cast) -> None:
    telling_choose(user_id=cast.bob.user.id, groups={"registrations": "off"})
    EmailPreference.objects.filter(event=NoticeEvent.BRAND_CONFIRMATION).delete()  # as if it came with an upgrade
    tell(cast, NoticeEvent.BRAND_CONFIRMATION)
    assert (unread_count(cast.bob.actor), len(bobs(cast))) == (1, 0)
    assert group_modes(cast.bob.user.id)[Group.REGISTRATIONS] == "off"


def test_stopping_one_sort_leaves_the_others_and_whoever_hears_nothing(cast: Cast) -> None:
    telling_choose(user_id=cast.bob.user.id, groups={"checks": "none"})
    emails_stop(user_id=cast.bob.user.id, group=Group.CHECKS)
    emails_stop(user_id=cast.bob.user.id, group=Group.SUPPORT)
    modes = group_modes(cast.bob.user.id)
    assert (modes[Group.CHECKS], modes[Group.SUPPORT], modes[Group.REGISTRATIONS]) == ("none", "off", "at_once")


@pytest.mark.parametrize("wrong", [{"groups": {"mine": "off"}}, {"groups": {}, "time_zone": "Mars/Olympus"}])
def test_an_unknown_group_or_zone_is_refused(cast: Cast, wrong: dict) -> None:  # type: ignore[type-arg]
    with pytest.raises(WrongInput):
        telling_choose(user_id=cast.bob.user.id, **wrong)


def test_the_page_says_what_is_always_sent_and_keeps_the_choice(cast: Cast) -> None:
    client = cast.client(cast.bob)
    page = client.get(reverse("notices:emails")).content.decode()
    assert "Messages are blocked from this moment." in page
    assert "Work for reviewers" not in page
    modes = {group.value: "daily" for group in Group if group is not Group.REVIEW}
    assert client.post(reverse("notices:emails"), {**modes, "time_zone": "America/Chicago"}).status_code == 302
    assert User.objects.get(id=cast.bob.user.id).time_zone == "America/Chicago"
    assert group_modes(cast.bob.user.id)[Group.CHECKS] == "daily"
