"""A decision that takes two people is the reviewers' own affair: the business reads that it is under review."""

from pathlib import Path

import pytest

from portal.audit.selectors import trail_for
from portal.auditpack.bag import Bag
from portal.auditpack.contents import write_registration
from portal.lifecycle import selectors, services
from portal.notices.events import Group
from portal.notices.models import EmailMessage, Notice
from portal.notices.services import telling_choose
from tests.lifecycle.scenes import scene

pytestmark = pytest.mark.django_db

TOLD = ("second reviewer", "proposed decision", "decision_proposed", "proposal")


@pytest.fixture
def declined(cast):
    """A last rejection that was proposed, declined, and proposed again: the second proposal is open."""
    made = propose_and_decline(cast)
    propose(cast, made)
    return made


def propose_and_decline(cast, by=None):
    """A last rejection that Rae proposed and Ada, or whom the test names, declined."""
    cast.lakeside.second_pair_of_eyes, cast.lakeside.rejection_cap = True, 1
    cast.lakeside.save()
    made = scene(cast).submit().forward()
    decliner = (by or cast.ada).actor
    services.proposal_decline(proposal_id=propose(cast, made).id, actor=decliner, reason="Rae confused two customers.")
    return made


def propose(cast, made):
    return services.application_propose(
        application_id=made.id, actor=cast.rae.actor, verb="record_rejection", arguments={}
    )


@pytest.mark.parametrize("who", ["alice", "olga"])
def test_no_page_tells_the_business_of_a_second_reviewer(declined, cast, who):
    client, reference = cast.client(getattr(cast, who)), declined.application.reference
    pages = [f"/registrations/{reference}/history/", "/history/", "/"]
    pages += ["/trail/"] if who == "olga" else []
    for address in pages:
        answer = client.get(address, follow=True)
        assert answer.status_code == 200, address
        text = answer.content.decode().lower()
        assert not [words for words in (*TOLD, "confused") if words in text], address


def test_history_trail_and_notices_of_the_business_leave_a_proposal_out(declined, cast):
    entries = selectors.timeline_for(cast.alice.actor, declined.application)
    assert {entry.verb for entry in entries}.isdisjoint({"propose", "decline_proposal"})
    acts = set(trail_for(cast.olga.actor).values_list("act", flat=True))
    assert not [act for act in acts if "propos" in act]
    assert not Notice.objects.filter(organization=cast.greenleaf, event__startswith="decision_").exists()


def test_a_package_that_goes_to_others_leaves_a_proposal_out(declined, tmp_path: Path):
    write_registration(Bag(tmp_path), declined.application, lambda _text: None)
    written = "".join(path.read_text().lower() for path in tmp_path.rglob("*.csv"))
    assert "sent to the registry" in written
    assert not [words for words in TOLD if words in written]


def test_reviewers_and_their_officer_read_of_a_proposal(declined, cast):
    entries = selectors.timeline_for(cast.omar.actor, declined.application)
    assert [entry.verb for entry in entries][:3] == ["propose", "decline_proposal", "propose"]
    acts = [event.act for event in trail_for(cast.omar.actor)]
    assert acts.count("application:review:decision_proposed") == 2
    assert "Rae confused two customers." in cast.client(cast.omar).get("/trail/").content.decode()


def test_who_proposed_reads_why_it_was_declined(declined, cast):
    page = cast.client(cast.rae).get(f"/review/{declined.application.reference}/").content.decode()
    assert "The proposed decision was not carried out: Rae confused two customers." in page


def test_who_proposed_and_nobody_else_is_told_why_a_colleague_declined(declined, cast):
    notice = Notice.objects.get(event="decision_declined")
    assert notice.user == cast.rae.user
    assert notice.text.endswith(": Ada Fischer declined your proposal: Rae confused two customers.")
    assert notice.url == f"/applications/{declined.application.reference}/"
    mail = EmailMessage.objects.get(event="decision_declined")
    assert mail.to == cast.rae.email
    assert all("Rae confused two customers." in words for words in (mail.text, mail.html))


def test_the_notice_of_a_declined_proposal_leads_its_proposer_to_the_decision(declined, cast):
    client, page = cast.client(cast.rae), f"/review/{declined.application.reference}/"
    notice = Notice.objects.get(event="decision_declined")
    assert notice.text in client.get("/notices/").content.decode()
    assert client.post(f"/notices/{notice.id}/", follow=True).redirect_chain[-1] == (page, 302)


@pytest.mark.parametrize(("mode", "told"), [("off", (1, 0)), ("daily", (1, 0)), ("none", (0, 0))])
def test_who_wants_no_letters_of_reviews_gets_none_of_a_declined_proposal(cast, mode, told):
    telling_choose(user_id=cast.rae.user.id, groups={Group.REVIEW.value: mode})
    propose_and_decline(cast)
    found = [rows.objects.filter(event="decision_declined").count() for rows in (Notice, EmailMessage)]
    assert tuple(found) == told


def test_who_declines_the_own_proposal_is_told_nothing(cast):
    propose_and_decline(cast, by=cast.rae)
    assert not Notice.objects.filter(event="decision_declined").exists()
