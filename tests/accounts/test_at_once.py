"""People come in at the same instant, twice or by two doors: one account, one business, and nobody meets a fault."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from portal.accounts.models import Invitation, Membership, Organization, User
from portal.accounts.services.invitations import invitation_token, member_invite
from tests.cast import PASSWORD, Cast

pytestmark = pytest.mark.committed
NEW = {"business_name": "Blue Fern Spa", "name": "Nina Vale", "email": "nina@bluefern.example", "password": PASSWORD}


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """What each act answers, all begun together."""
    barrier = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        try:
            barrier.wait()
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def joins(cast: Cast, **data: str) -> Callable[[], Any]:
    client = cast.client(raise_request_exception=False)
    return lambda: client.post("/join/lakeside/", {**NEW, **data})


def test_signing_up_twice_at_once_makes_one_account(cast: Cast) -> None:
    answers = at_once(joins(cast), joins(cast, email="NINA@bluefern.example"))
    assert sorted(answer.status_code for answer in answers) == [302, 422]
    late = next(answer for answer in answers if answer.status_code == 422)
    assert "There is an account with this e-mail address" in late.content.decode()
    assert User.objects.filter(email=NEW["email"]).count() == 1
    assert Organization.objects.filter(name="Blue Fern Spa").count() == 1


def test_where_addresses_are_verified_the_later_one_is_not_told_of_the_earlier(cast: Cast, settings: Any) -> None:
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    first, second = at_once(joins(cast), joins(cast))
    assert first.status_code == second.status_code == 302
    assert first["Location"] == second["Location"]
    assert User.objects.filter(email=NEW["email"]).count() == 1


def test_two_businesses_of_one_name_at_once_both_come_in(cast: Cast) -> None:
    answers = at_once(*(joins(cast, email=f"p{number}@bluefern.example") for number in range(4)))
    assert [answer.status_code for answer in answers] == [302] * 4
    slugs = Organization.objects.filter(name="Blue Fern Spa").values_list("slug", flat=True)
    assert sorted(slugs) == ["blue-fern-spa", "blue-fern-spa-2", "blue-fern-spa-3", "blue-fern-spa-4"]


def test_two_clicks_on_adding_a_business_add_one(cast: Cast) -> None:
    client = cast.client(cast.alice, raise_request_exception=False)
    client.get("/team/")
    add = lambda: client.post("/join/lakeside/", {"business_name": "GreenLeaf Café"})  # noqa: E731
    assert [answer.status_code for answer in [*at_once(add, add), add()]] == [302] * 3
    assert Organization.objects.filter(name="GreenLeaf Café").count() == 1
    assert client.get("/team/").context["organization"].name == "GreenLeaf Café"


def test_an_invitation_taken_twice_at_once_makes_one_member(cast: Cast) -> None:
    offer = member_invite(actor=cast.alice.actor, email="lee@greenleaf.example", role="member")
    address = f"/invitations/{invitation_token(offer)}/"
    clients = [cast.client(raise_request_exception=False) for _click in range(2)]
    takes = [lambda client=one: client.post(address, {"name": "Lee Park", "password": PASSWORD}) for one in clients]
    answers = at_once(*takes)
    assert sorted(answer.status_code for answer in answers) == [302, 409]
    assert Membership.objects.filter(user__email="lee@greenleaf.example").count() == 1


def test_who_comes_while_an_invitation_is_being_taken_is_told_that_it_was_used(cast: Cast) -> None:
    offer = member_invite(actor=cast.alice.actor, email="lee@greenleaf.example", role="member")
    address, answers = {"path": f"/invitations/{invitation_token(offer)}/", "data": NEW}, []

    def after_a_first_look(execute: Any, sql: str, *rest: Any) -> Any:
        answer = execute(sql, *rest)
        if "token_sha256" in sql and not answers:
            answers.append(None)  # this take is under way: what it asks is not answered by another
            answers[0] = at_once(lambda: cast.client().post(**address))[0]
        return answer

    with connection.execute_wrapper(after_a_first_look):
        late = cast.client(raise_request_exception=False).post(**address)
    assert [answers[0].status_code, late.status_code] == [302, 409]
    assert "Sign in with your e-mail address" in late.content.decode()


def test_signing_up_while_taking_an_invitation_makes_one_account(cast: Cast) -> None:
    offer = member_invite(actor=cast.alice.actor, email=NEW["email"], role="member")
    address, client = f"/invitations/{invitation_token(offer)}/", cast.client(raise_request_exception=False)
    taking = lambda: client.post(address, {"name": "Nina Vale", "password": PASSWORD})  # noqa: E731
    answers = at_once(joins(cast), taking)
    assert {answer.status_code for answer in answers} <= {302, 422}  # the later one is led to sign in, or told to
    is_open = Invitation.objects.get(id=offer.id).accepted_at is None
    assert User.objects.filter(email=NEW["email"]).count() == 1
    assert is_open == (not Membership.objects.filter(organization=cast.greenleaf, user__email=NEW["email"]).exists())


def test_two_invitations_to_one_address_at_once_leave_one(cast: Cast) -> None:
    client = cast.client(cast.alice, raise_request_exception=False)
    client.get("/team/")
    invite = lambda: client.post("/team/", {"email": "lee@greenleaf.example", "role": "member"})  # noqa: E731
    assert sorted(answer.status_code for answer in at_once(invite, invite)) == [302, 422]
    assert Invitation.objects.filter(email="lee@greenleaf.example").count() == 1
