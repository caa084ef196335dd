"""Roles, leaving, and acting for one of several organizations."""

import pytest
from django.urls import reverse

from portal.accounts.models import Membership
from portal.accounts.permissions import ROLE_TABLE, Permission, Role
from portal.accounts.services.invitations import invitation_revoke, member_invite
from portal.accounts.services.team import member_remove, member_role_change, organization_switch
from portal.audit.acts import Act
from portal.audit.models import AuditEvent
from portal.common.errors import NotFound, WrongInput, WrongPerson, WrongState
from tests.cast import Cast, make_person

pytestmark = pytest.mark.django_db


def test_an_owner_changes_roles(cast: Cast) -> None:
    member_role_change(actor=cast.alice.actor, membership_id=cast.bob.membership.id, role="member")
    assert Membership.objects.get(id=cast.bob.membership.id).role == Role.MEMBER
    assert AuditEvent.objects.get(act=Act.MEMBER_ROLE_CHANGED).data == {"before": "viewer", "after": "member"}


def test_the_last_owner_stays_owner(cast: Cast) -> None:
    for verb in (
        lambda: member_role_change(actor=cast.alice.actor, membership_id=cast.alice.membership.id, role="viewer"),
        lambda: member_remove(actor=cast.alice.actor, membership_id=cast.alice.membership.id),
        lambda: member_remove(actor=cast.ada.actor, membership_id=cast.ada.membership.id),
    ):
        with pytest.raises(WrongState, match=r"is the last (owner|admin)"):
            verb()


def test_one_of_two_owners_may_leave(cast: Cast) -> None:
    make_person("Una Gray", "una@greenleaf.example", cast.greenleaf, Role.OWNER)
    member_remove(actor=cast.alice.actor, membership_id=cast.alice.membership.id)
    assert not Membership.objects.filter(user=cast.alice.user).exists()


@pytest.mark.parametrize("who", ["bob", "mia", "olga", "rae", "omar"])
def test_only_owners_and_administrators_manage_the_team(cast: Cast, who: str) -> None:
    actor = cast.people[who].actor
    chief = cast.ada if who in ("rae", "omar") else cast.alice
    with pytest.raises(WrongPerson):
        member_invite(actor=actor, email="x@example.com", role="viewer")
    with pytest.raises(WrongPerson):
        member_remove(actor=actor, membership_id=chief.membership.id)
    with pytest.raises(WrongPerson):
        member_role_change(actor=actor, membership_id=chief.membership.id, role="viewer")


@pytest.mark.parametrize("who", ["charlie", "dora", "ada"])
def test_another_organizations_team_does_not_exist(cast: Cast, who: str) -> None:
    invitation = member_invite(actor=cast.alice.actor, email="x@example.com", role="viewer")
    actor = cast.people[who].actor
    with pytest.raises(NotFound):
        member_remove(actor=actor, membership_id=cast.bob.membership.id)
    with pytest.raises(NotFound):
        member_role_change(actor=actor, membership_id=cast.bob.membership.id, role="member")
    with pytest.raises(NotFound):
        invitation_revoke(actor=actor, invitation_id=invitation.id)


def test_a_role_of_the_other_kind_does_not_exist(cast: Cast) -> None:
    with pytest.raises(WrongInput, match="one of these roles"):
        member_role_change(actor=cast.alice.actor, membership_id=cast.bob.membership.id, role="reviewer")


def test_switching_acts_for_another_own_organization(cast: Cast) -> None:
    Membership.objects.create(user=cast.alice.user, organization=cast.summit, role=Role.VIEWER)
    client = cast.client(cast.alice)
    assert "Alice Moore" in client.get(reverse("accounts:team")).content.decode()
    assert client.post(reverse("accounts:switch"), {"organization": str(cast.summit.id)}).status_code == 302
    page = client.get(reverse("accounts:team")).content.decode()
    assert "Dora Kent" in page
    assert "Mia Ortiz" not in page
    assert AuditEvent.objects.filter(act=Act.ORGANIZATION_SWITCHED).count() == 1


def test_nobody_switches_to_a_foreign_organization(cast: Cast) -> None:
    with pytest.raises(NotFound):
        organization_switch(actor=cast.alice.actor, organization_id=cast.harbor.id)
    client = cast.client(cast.alice)
    for given in (str(cast.harbor.id), "nonsense", ""):
        assert client.post(reverse("accounts:switch"), {"organization": given}).status_code == 404


def test_a_viewer_sees_the_team_without_buttons(cast: Cast) -> None:
    page = cast.client(cast.bob).get(reverse("accounts:team")).content.decode()
    assert "Mia Ortiz" in page
    assert "Invite somebody" not in page
    assert cast.client(cast.bob).post(reverse("accounts:team"), {"email": "x@example.com"}).status_code == 403


def test_inviting_by_the_page(cast: Cast) -> None:
    client = cast.client(cast.alice)
    assert client.post(reverse("accounts:team"), {"email": "lee@x.example", "role": "viewer"}).status_code == 302
    assert "lee@x.example" in client.get(reverse("accounts:team")).content.decode()
    again = client.post(reverse("accounts:team"), {"email": "lee@x.example", "role": "viewer"})
    assert again.status_code == 422


def test_changing_and_removing_by_the_page(cast: Cast) -> None:
    client = cast.client(cast.alice)
    client.post(reverse("accounts:member_role", args=[cast.bob.membership.id]), {"role": "member"})
    assert Membership.objects.get(id=cast.bob.membership.id).role == Role.MEMBER
    client.post(reverse("accounts:member_remove", args=[cast.bob.membership.id]))
    assert not Membership.objects.filter(id=cast.bob.membership.id).exists()


@pytest.mark.parametrize(("who", "may", "may_not"), [
    ("alice", {Permission.TEAM_MANAGE, Permission.PACKAGE_MAKE, Permission.REGISTRATION_SUBMIT},
     {Permission.APPLICATION_REVIEW, Permission.SUPPORT_ANSWER}),
    ("mia", {Permission.REGISTRATION_SUBMIT, Permission.CONSENT_WRITE}, {Permission.TEAM_MANAGE}),
    ("bob", {Permission.REGISTRATION_VIEW}, {Permission.REGISTRATION_EDIT, Permission.CONSENT_VIEW}),
    ("olga", {Permission.NUMBER_VIEW_FULL, Permission.TRAIL_VIEW}, {Permission.REGISTRATION_EDIT}),
    ("rae", {Permission.APPLICATION_DECIDE, Permission.SUPPORT_ANSWER}, {Permission.CONSENT_VIEW}),
    ("omar", {Permission.NUMBER_VIEW_FULL, Permission.PACKAGE_MAKE}, {Permission.APPLICATION_DECIDE}),
    ("ada", {Permission.SETTINGS_MANAGE, Permission.APPLICATION_DECIDE}, {Permission.REGISTRATION_SUBMIT}),
])  # fmt: skip
def test_roles_hold_what_the_table_says(cast: Cast, who: str, may: set[Permission], may_not: set[Permission]) -> None:
    person = cast.people[who]
    assert may <= person.actor.permissions
    assert not may_not & person.actor.permissions
    assert person.actor.permissions == ROLE_TABLE[person.organization.kind, Role(person.membership.role)]


def test_an_operator_outside_every_organization_holds_no_right(cast: Cast) -> None:
    assert not cast.pat.actor.permissions
    assert cast.client(cast.pat).get(reverse("accounts:team")).status_code == 404


def test_removing_and_leaving_say_what_they_mean_before_the_button(cast: Cast) -> None:
    page = " ".join(cast.client(cast.alice).get("/team/").content.decode().split())
    assert "Nothing here opens for Mia" in page
    assert page.count("Leave the team") == 1
    assert "Remove Alice" not in page
