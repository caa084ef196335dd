"""How people come in: sign-up under a reseller, invitations, and nothing else."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from portal.accounts.models import Invitation, Membership, Organization, User
from portal.accounts.permissions import Role
from portal.accounts.services.invitations import (
    invitation_accept,
    invitation_revoke,
    invitation_token,
    member_invite,
)
from portal.accounts.services.people import business_sign_up
from portal.audit.acts import Act
from portal.audit.models import AuditEvent
from portal.common.actor import Actor, ActorKind
from portal.common.clock import now
from portal.common.errors import NotFound, WrongInput, WrongPerson, WrongState
from tests.cast import PASSWORD, Cast

pytestmark = pytest.mark.django_db
VISITOR = Actor(kind=ActorKind.VISITOR, label="Visitor")
NEW = {"business_name": "Blue Fern Spa", "name": "Nina Vale", "email": "nina@bluefern.example", "password": PASSWORD}


def invite(cast: Cast, email: str = "lee@greenleaf.example", role: str = Role.MEMBER) -> tuple[Invitation, str]:
    invitation = member_invite(actor=cast.alice.actor, email=email, role=role)
    return invitation, invitation_token(invitation)


@pytest.mark.source(136)
def test_signing_up_makes_a_person_a_business_and_its_owner(cast: Cast) -> None:
    client = cast.client()
    answer = client.post(reverse("accounts:join", args=["lakeside"]), NEW)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    member = Membership.objects.get(user__email="nina@bluefern.example")
    assert (member.role, member.organization.name, member.organization.parent) == (
        Role.OWNER,
        "Blue Fern Spa",
        cast.lakeside,
    )
    assert client.get(reverse("accounts:team")).status_code == 200
    acts = set(AuditEvent.objects.values_list("act", flat=True))
    assert {Act.SIGNED_UP, Act.ORGANIZATION_CREATED, Act.SIGNED_IN} <= acts


def test_every_wrong_answer_is_named_at_once(cast: Cast) -> None:
    answer = cast.client().post(reverse("accounts:join", args=["lakeside"]), {"email": "nobody"})
    page = answer.content.decode()
    assert answer.status_code == 422
    for words in ("Enter the name of the business.", "Enter your full name.", "like anna@example.com", "Choose a pass"):
        assert words in page


@pytest.mark.parametrize("password", ["short", "1234567890", "password123", "nina@bluefern.example"])
def test_a_weak_password_is_refused(cast: Cast, password: str) -> None:
    with pytest.raises(WrongInput) as refused:
        business_sign_up(actor=VISITOR, reseller=cast.lakeside, **{**NEW, "password": password})
    assert list(refused.value.fields) == ["password"]
    assert not User.objects.filter(email=NEW["email"]).exists()


def test_every_mistake_of_a_sign_up_is_told_at_once(cast: Cast) -> None:
    data = {**NEW, "email": "fran at flowers", "password": "flowers"}
    answer = cast.client().post(reverse("accounts:join", args=["lakeside"]), data)
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"email", "password"}


def test_whoever_signed_up_is_told_of_the_e_mail_alone(cast: Cast) -> None:
    answer = cast.client().post(reverse("accounts:join", args=["lakeside"]), NEW, follow=True)
    (told,) = answer.context["messages"]
    assert "Open the link in it when you have a moment" in str(told)


def test_an_address_with_an_account_is_told_to_sign_in(cast: Cast) -> None:
    answer = cast.client().post(
        reverse("accounts:join", args=["lakeside"]), {**NEW, "email": "ALICE@greenleaf.example"}
    )
    assert "Sign in with it" in answer.content.decode()


def test_where_addresses_are_verified_an_account_is_not_betrayed(cast: Cast, settings, mailoutbox) -> None:  # type: ignore[no-untyped-def]
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    taken = cast.client().post(reverse("accounts:join", args=["lakeside"]), {**NEW, "email": cast.alice.email})
    free = cast.client().post(reverse("accounts:join", args=["lakeside"]), NEW)
    assert taken.status_code == free.status_code == 302
    assert taken["Location"] == free["Location"]
    assert [mail.to[0] for mail in mailoutbox] == [cast.alice.email, NEW["email"]]


def test_who_is_signed_in_adds_a_business(cast: Cast) -> None:
    cast.client(cast.alice).post(reverse("accounts:join", args=["lakeside"]), {"business_name": "GreenLeaf Café"})
    assert Organization.objects.get(slug="greenleaf-cafe").parent == cast.lakeside
    assert cast.alice.user.memberships.count() == 2


@pytest.mark.parametrize("slug", ["nobody", "greenleaf"])
def test_only_a_reseller_has_a_sign_up_address(cast: Cast, slug: str) -> None:
    assert cast.client().get(reverse("accounts:join", args=[slug])).status_code == 404


def test_the_plain_sign_up_page_makes_nobody(cast: Cast) -> None:
    before = User.objects.count()
    fields = {"email": "x@example.com", "password1": PASSWORD}
    answer = cast.client().post("/accounts/signup/", fields)
    assert "sign-up address" in answer.content.decode()
    assert User.objects.count() == before


def test_an_invitation_makes_a_new_person_a_member(cast: Cast) -> None:
    _invitation, token = invite(cast)
    client = cast.client()
    assert "Create the account and accept" in client.get(f"/invitations/{token}/").content.decode()
    answer = client.post(f"/invitations/{token}/", {"name": "Lee Park", "password": PASSWORD})
    assert answer.status_code == 302
    member = Membership.objects.get(user__email="lee@greenleaf.example")
    assert (member.role, member.organization) == (Role.MEMBER, cast.greenleaf)
    assert client.get(reverse("accounts:team")).status_code == 200
    assert AuditEvent.objects.filter(act=Act.INVITATION_ACCEPTED).count() == 1


def test_an_invitation_works_once(cast: Cast) -> None:
    _invitation, token = invite(cast)
    invitation_accept(actor=VISITOR, token=token, name="Lee Park", password=PASSWORD)
    with pytest.raises(WrongState, match="used already"):
        invitation_accept(actor=VISITOR, token=token, name="Max Park", password=PASSWORD)
    assert cast.client().post(f"/invitations/{token}/", {"name": "M P", "password": PASSWORD}).status_code == 409


def test_an_invitation_runs_out_after_seven_days(cast: Cast) -> None:
    _invitation, token = invite(cast)
    with time_machine.travel(now() + dt.timedelta(days=7, seconds=1)):
        with pytest.raises(WrongState, match="ran out after 7 days"):
            invitation_accept(actor=VISITOR, token=token, name="Lee Park", password=PASSWORD)
        assert "ran out" in cast.client().get(f"/invitations/{token}/").content.decode()
        assert invite(cast)[0].revoked_at is None


def test_an_invitation_taken_back_is_dead(cast: Cast) -> None:
    invitation, token = invite(cast)
    invitation_revoke(actor=cast.alice.actor, invitation_id=invitation.id)
    with pytest.raises(WrongState, match="taken back"):
        invitation_accept(actor=VISITOR, token=token, name="Lee Park", password=PASSWORD)


def test_an_invitation_is_for_its_address_alone(cast: Cast) -> None:
    _invitation, token = invite(cast)
    with pytest.raises(WrongPerson, match=r"is for lee@greenleaf\.example"):
        invitation_accept(actor=cast.dora.actor, token=token, user=cast.dora.user)


def test_a_person_with_an_account_accepts_after_signing_in(cast: Cast) -> None:
    _invitation, token = invite(cast, email=cast.dora.email, role=Role.VIEWER)
    sent_away = cast.client().post(f"/invitations/{token}/")
    assert sent_away["Location"] == f"/accounts/login/?next=/invitations/{token}/"
    assert cast.client(cast.dora).post(f"/invitations/{token}/").status_code == 302
    assert Membership.objects.get(user=cast.dora.user, organization=cast.greenleaf).role == Role.VIEWER


def test_a_guessed_link_is_nothing(cast: Cast) -> None:
    invitation, token = invite(cast)
    assert bytes(invitation.token_sha256) not in token.encode()
    for guess in ("x" * 43, str(invitation.id), token[:-1] + "x"):
        with pytest.raises(NotFound):
            invitation_accept(actor=VISITOR, token=guess, name="Lee Park", password=PASSWORD)


@pytest.mark.parametrize(
    ("email", "role", "words"),
    [
        ("not an address", "member", "like anna@example.com"),
        ("bob@GreenLeaf.example", "member", "member already"),
        ("lee@greenleaf.example", "reviewer", "one of these roles"),
        ("lee@greenleaf.example", "emperor", "one of these roles"),
    ],
)
def test_an_invitation_that_cannot_be(cast: Cast, email: str, role: str, words: str) -> None:
    with pytest.raises(WrongInput, match=words):
        invite(cast, email=email, role=role)


def test_one_address_has_one_open_invitation(cast: Cast) -> None:
    invite(cast)
    with pytest.raises(WrongInput, match="open invitation"):
        invite(cast, email="LEE@greenleaf.example")


@pytest.mark.parametrize("typed", ["nina@\uff42luefern.example", "NINA@bluefern.example ", "Nina@blue\ufb01n.example"])
def test_letters_of_another_form_make_no_second_account_for_one_mailbox(cast: Cast, typed: str) -> None:
    plain = typed.strip().lower().replace("\uff42", "b").replace("\ufb01", "fi")
    business_sign_up(actor=VISITOR, reseller=cast.lakeside, **{**NEW, "email": plain})
    with pytest.raises(WrongInput, match="There is an account"):
        business_sign_up(actor=VISITOR, reseller=cast.lakeside, **{**NEW, "email": typed})
    Membership.objects.filter(user__email=plain).update(organization=cast.greenleaf)
    with pytest.raises(WrongInput, match="member already"):
        invite(cast, email=typed)


@pytest.mark.parametrize("letters", ["\u0130." * 100, "\u33a2." * 75])
def test_an_address_that_grows_when_it_is_read_is_refused(cast: Cast, letters: str) -> None:
    data = {**NEW, "email": f"a@{letters}com"}
    answer = cast.client(raise_request_exception=False).post(reverse("accounts:join", args=["lakeside"]), data)
    assert answer.status_code == 422
    assert "like anna@example.com" in answer.content.decode()
