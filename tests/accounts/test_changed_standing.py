"""People in several organizations, invited ones who are known already, and those whose role ends while they work."""

from __future__ import annotations

import pytest
from django.urls import reverse

from portal.accounts.models import Membership
from portal.accounts.permissions import Role
from portal.accounts.services.invitations import invitation_accept, invitation_token, member_invite
from portal.accounts.services.team import member_remove, member_role_change
from portal.lifecycle import services
from portal.lifecycle.tasks import sweep
from tests.campaigns import scenes as campaigns
from tests.cast import PASSWORD, Cast
from tests.lifecycle.scenes import scene

pytestmark = pytest.mark.django_db


def invited(cast: Cast, email: str) -> str:
    return f"/invitations/{invitation_token(member_invite(actor=cast.alice.actor, email=email, role='member'))}/"


def test_a_page_of_ones_other_organization_leads_to_it(cast: Cast) -> None:
    Membership.objects.create(user=cast.alice.user, organization=cast.harbor, role=Role.OWNER)
    client, (application, _campaign) = cast.client(cast.alice), campaigns.filled(cast)
    page = f"/registrations/{application.reference}/"
    client.post(reverse("accounts:switch"), {"organization": str(cast.harbor.id)})
    missing = client.get(page)
    assert missing.status_code == 404
    assert "You work for Harbor Books now" in missing.content.decode()
    back = client.post(reverse("accounts:switch"), {"organization": str(cast.greenleaf.id), "next": page})
    assert back["Location"] == page
    assert client.get(page).status_code == 200


@pytest.mark.parametrize("there", ["//evil.example/", "https://evil.example/", "evil", "", "/\\evil.example"])
def test_switching_leads_only_to_pages_of_the_portal(cast: Cast, there: str) -> None:
    client = cast.client(cast.alice)
    answer = client.post(reverse("accounts:switch"), {"organization": str(cast.greenleaf.id), "next": there})
    assert answer["Location"] == "/"


def test_who_works_for_one_organization_is_not_asked_about_others(cast: Cast) -> None:
    missing = cast.client(cast.alice).get("/registrations/REG-9999/")
    assert missing.status_code == 404
    assert "You work for" not in missing.content.decode()


def test_an_invited_person_with_an_account_signs_in_and_accepts(cast: Cast) -> None:
    address, client = invited(cast, cast.dora.email), cast.client()
    assert "Sign in and accept" in client.get(address).content.decode()
    to_sign_in = client.post(address)
    answer = client.post(to_sign_in["Location"], {"login": cast.dora.email, "password": PASSWORD, "next": address})
    assert answer["Location"] == address
    assert client.post(address)["Location"] == "/"
    assert client.get("/team/").context["organization"] == cast.greenleaf
    assert cast.dora.user.memberships.count() == 2


def test_the_link_of_an_invitation_that_one_took_leads_on_to_the_organization(cast: Cast) -> None:
    address, client = invited(cast, cast.dora.email), cast.client(cast.dora)
    assert client.post(address).status_code == 302
    for answer in (client.get(address), client.post(address)):
        assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.get("/team/").context["organization"] == cast.greenleaf
    stranger = cast.client().get(address).content.decode()
    assert "used already" in stranger


def test_who_takes_a_used_invitation_again_finds_the_way_to_sign_in(cast: Cast) -> None:
    address = invited(cast, "lee@greenleaf.example")
    taken = {"name": "Lee Park", "password": PASSWORD}
    assert cast.client().post(address, taken).status_code == 302
    for typed in (taken, {}):
        again = cast.client().post(address, typed)
        assert again.status_code == 409
        assert f'class="btn primary" href="{reverse("account_login")}"' in again.content.decode()


def test_an_invitation_for_another_address_says_so_before_the_button(cast: Cast) -> None:
    page = cast.client(cast.dora).get(invited(cast, "lee@greenleaf.example")).content.decode()
    assert "you are signed in as dora@summit.example" in page
    assert "Accept the invitation" not in page


def test_a_removed_person_is_told_what_to_do_and_can_come_back(cast: Cast) -> None:
    client = cast.client(cast.mia)
    assert cast.mia.membership
    member_remove(actor=cast.alice.actor, membership_id=cast.mia.membership.id)
    assert client.get("/").status_code == 200
    for page in ("/team/", "/support/", "/settings/", "/notices/", "/kept/", "/numbers/"):
        assert client.get(page).status_code < 500, page
    invitation_accept(actor=cast.mia.actor, token=invited(cast, cast.mia.email).split("/")[2], user=cast.mia.user)
    assert "Alice Moore" in client.get("/team/").content.decode()


@pytest.mark.parametrize("ends", ["role", "membership", "account"])
def test_the_claim_of_a_reviewer_who_is_none_any_more_goes_back_to_the_queue(cast: Cast, ends: str) -> None:
    made, other = scene(cast).submit().claim(), scene(cast).submit().claim()
    assert cast.rae.membership
    if ends == "role":
        member_role_change(actor=cast.ada.actor, membership_id=cast.rae.membership.id, role=Role.COMPLIANCE_OFFICER)
    elif ends == "membership":
        member_remove(actor=cast.ada.actor, membership_id=cast.rae.membership.id)
    else:
        cast.rae.user.is_active = False
        cast.rae.user.save()
    services.application_claim(application_id=made.id, actor=cast.ada.actor)
    sweep()
    assert (made.fresh().assigned_to, other.fresh().state) == (cast.ada.user, "pending")
    told = other.application.timeline.latest("at").text
    assert told == "Rae Lindqvist does not review here any more."


def test_a_missing_right_is_named_in_words(cast: Cast) -> None:
    page = cast.client(cast.alice).get("/review/")
    assert page.status_code == 403
    assert "Your role does not let you review registrations." in page.content.decode()
