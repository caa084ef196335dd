"""Keys are shown once, hold no more than their maker, and end at once."""

import hashlib

import pytest
from django.urls import reverse

from portal.accounts.models import ApiKey
from portal.accounts.permissions import Permission
from portal.accounts.scoping import actor_for_key
from portal.accounts.services.keys import api_key_make, api_key_revoke
from portal.audit.acts import Act
from portal.audit.models import AuditEvent
from portal.common.errors import NotFound, WrongInput, WrongPerson, WrongState
from tests.cast import PASSWORD, Cast

pytestmark = pytest.mark.django_db
RIGHTS = [Permission.CONSENT_WRITE.value]


def make(cast: Cast, **more: object) -> tuple[ApiKey, str]:
    return api_key_make(**{"actor": cast.alice.actor, "name": "Website form", "permissions": RIGHTS, **more})  # type: ignore[arg-type]


def test_only_the_hash_of_the_token_is_kept(cast: Cast) -> None:
    key, token = make(cast)
    assert token.startswith(f"{key.prefix}.")
    assert bytes(key.secret_sha256) == hashlib.sha256(token.encode()).digest()
    assert AuditEvent.objects.get(act=Act.API_KEY_MADE).data == {"prefix": key.prefix, "permissions": RIGHTS}


def test_a_key_acts_under_its_own_rights_alone(cast: Cast) -> None:
    key, _token = make(cast)
    actor = actor_for_key(key)
    assert actor.permissions == frozenset(RIGHTS)
    assert actor.organization_id == cast.greenleaf.id


def test_the_list_of_keys_says_in_words_what_each_may_do(cast: Cast) -> None:
    make(cast, permissions=["consent:write", "registrations:view"])
    page = cast.client(cast.alice).get(reverse("accounts:keys")).content.decode()
    assert "See registrations, record consent" in page
    assert "consent:write" not in page


@pytest.mark.parametrize(
    "rights", [[], ["team:manage"], ["applications:decide"], ["numbers:view_full"], ["consent:write", "nonsense"]]
)
def test_a_key_never_gets_rights_its_maker_may_not_hand_on(cast: Cast, rights: list[str]) -> None:
    with pytest.raises(WrongInput) as refused:
        make(cast, permissions=rights)
    assert list(refused.value.fields) == ["permissions"]


def test_name_and_lifetime_are_asked_for(cast: Cast) -> None:
    with pytest.raises(WrongInput, match="what will use the key"):
        make(cast, name=" ")
    with pytest.raises(WrongInput, match="how long"):
        make(cast, lifetime_days=7)


def test_a_key_ends_once(cast: Cast) -> None:
    key, _token = make(cast)
    assert api_key_revoke(actor=cast.alice.actor, key_id=key.id).revoked_at is not None
    with pytest.raises(WrongState, match="revoked already"):
        api_key_revoke(actor=cast.alice.actor, key_id=key.id)


@pytest.mark.parametrize("who", ["bob", "mia", "olga", "rae", "omar"])
def test_only_owners_and_administrators_make_keys(cast: Cast, who: str) -> None:
    with pytest.raises(WrongPerson):
        make(cast, actor=cast.people[who].actor)
    assert cast.client(cast.people[who]).get(reverse("accounts:keys")).status_code == 403


def test_another_organizations_key_does_not_exist(cast: Cast) -> None:
    key, _token = make(cast)
    for stranger in (cast.charlie, cast.dora, cast.ada):
        with pytest.raises(NotFound):
            api_key_revoke(actor=stranger.actor, key_id=key.id)
        assert cast.client(stranger).post(reverse("accounts:key_revoke", args=[key.id])).status_code == 404


def test_the_page_asks_for_the_password_and_shows_the_token_once(cast: Cast) -> None:
    client = cast.client(cast.alice)
    fields = {"name": "Website form", "permissions": RIGHTS, "lifetime_days": "90"}
    sent_away = client.post(reverse("accounts:key_new"), fields)
    assert sent_away["Location"].startswith("/accounts/reauthenticate/")
    client.post(sent_away["Location"], {"password": PASSWORD})
    key = ApiKey.objects.get()
    page = client.get(reverse("accounts:keys")).content.decode()
    assert f"{key.prefix}." in page
    assert f"{key.prefix}." not in client.get(reverse("accounts:keys")).content.decode()


def test_the_page_says_what_is_missing(cast: Cast) -> None:
    client = cast.client(cast.alice)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    page = client.post(reverse("accounts:key_new"), {})
    assert page.status_code == 422
    assert "Choose at least one right." in page.content.decode()
