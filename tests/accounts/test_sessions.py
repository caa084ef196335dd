"""Signing in and out, second factors, and what the trail keeps of it."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret, hotp_value, yield_hotp_counters_from_time
from django.core.management import call_command
from django.urls import reverse

from portal.accounts.models import Organization
from portal.audit.acts import Act
from portal.audit.models import AuditEvent
from tests.cast import PASSWORD, Cast

pytestmark = pytest.mark.django_db


def test_signing_in_and_out_is_recorded(cast: Cast) -> None:
    client = cast.client()
    answer = client.post("/accounts/login/", {"login": cast.alice.email, "password": PASSWORD})
    assert answer.status_code == 302
    client.post("/accounts/logout/")
    acts = [(event.act, event.actor_id) for event in AuditEvent.objects.order_by("id")]
    assert acts == [(Act.SIGNED_IN, cast.alice.user.id), (Act.SIGNED_OUT, cast.alice.user.id)]
    assert AuditEvent.objects.get(act=Act.SIGNED_IN).data == {"method": "password"}


def test_a_failed_sign_in_is_recorded_without_what_was_typed(cast: Cast) -> None:
    cast.client().post("/accounts/login/", {"login": cast.alice.email, "password": "a-secret-mistyped"})
    event = AuditEvent.objects.get(act=Act.SIGN_IN_FAILED)
    assert (event.subject_id, event.organizations) == (cast.alice.user.id, [cast.greenleaf.id])
    assert event.actor_kind == "visitor"
    assert "a-secret-mistyped" not in str(event.__dict__)


def test_guessing_passwords_is_slowed_down(cast: Cast) -> None:
    client = cast.client()
    for _try in range(10):
        client.post("/accounts/login/", {"login": cast.alice.email, "password": "wrong-password-1"})
    answer = client.post("/accounts/login/", {"login": cast.alice.email, "password": PASSWORD})
    assert "_auth_user_id" not in client.session
    assert answer.status_code in (200, 429)


def test_an_organization_can_ask_for_a_second_factor(cast: Cast) -> None:
    Organization.objects.filter(id=cast.greenleaf.id).update(mfa_required=True)
    client = cast.client(cast.bob)
    answer = client.get(reverse("accounts:team"))
    assert answer["Location"] == reverse("mfa_activate_totp")
    assert client.post(reverse("accounts:switch"), {"organization": str(cast.greenleaf.id)}).status_code == 302
    TOTP.activate(cast.bob.user, generate_totp_secret())
    assert client.get(reverse("accounts:team")).status_code == 200
    assert cast.client(cast.dora).get(reverse("accounts:team")).status_code == 200


@pytest.mark.parametrize(("who", "asked"), [("rae", True), ("omar", True), ("pat", True), ("alice", False)])
def test_in_production_experts_need_a_second_factor(cast: Cast, settings, who: str, asked: bool) -> None:  # type: ignore[no-untyped-def]
    settings.MFA_FOR_EXPERTS = True
    answer = cast.client(cast.people[who]).get(reverse("notices:notices"))
    assert (answer.status_code == 302) is asked


def test_the_second_factor_is_asked_for_at_sign_in(cast: Cast) -> None:
    secret = generate_totp_secret()
    TOTP.activate(cast.alice.user, secret)
    client = cast.client()
    answer = client.post("/accounts/login/", {"login": cast.alice.email, "password": PASSWORD})
    assert answer["Location"] == reverse("mfa_authenticate")
    counter = next(iter(yield_hotp_counters_from_time()))
    code = f"{hotp_value(secret, counter):06d}"
    assert client.post(reverse("mfa_authenticate"), {"code": code}).status_code == 302
    assert AuditEvent.objects.get(act=Act.SIGNED_IN).data == {"method": "mfa"}


def test_the_secret_of_a_second_factor_is_encrypted(cast: Cast) -> None:
    secret = generate_totp_secret()
    TOTP.activate(cast.alice.user, secret)
    assert secret not in str(Authenticator.objects.get(user=cast.alice.user).data)


def test_a_member_who_was_removed_is_out_at_once(cast: Cast) -> None:
    client = cast.client(cast.bob)
    assert client.get(reverse("accounts:team")).status_code == 200
    cast.bob.membership.delete()
    assert client.get(reverse("accounts:team")).status_code == 404


def test_a_person_signs_out_everywhere_else(cast: Cast) -> None:
    here, there = cast.client(), cast.client()
    for client in (here, there):
        client.post("/accounts/login/", {"login": cast.alice.email, "password": PASSWORD})
    assert "Sign out everywhere else" in here.get(reverse("usersessions_list")).content.decode()
    here.post(reverse("usersessions_list"))
    assert here.get(reverse("accounts:team")).status_code == 200
    assert there.get(reverse("accounts:team"))["Location"].startswith("/accounts/login/")


def test_no_model_waits_for_a_migration(cast: Cast) -> None:
    call_command("makemigrations", "accounts", "audit", "notices", "evidence", check=True, dry_run=True)
