"""The operator's admin: superusers alone, nothing edited by hand, every act with a reason."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.urls import reverse

from portal.accounts.models import Membership, User
from portal.audit.acts import Act
from portal.audit.models import AuditEvent
from portal.notices.services.support import support_open
from tests.cast import PASSWORD, Cast

pytestmark = pytest.mark.django_db
ROOMS = (
    "accounts",
    "audit",
    "seal",
    "notices",
    "evidence",
    "api",
    "health",
    "auditpack",
    "lifecycle",
    "campaigns",
    "desk",
)
MODELS = [model for room in ROOMS for model in apps.get_app_config(room).get_models()]


def address(model: type, page: str = "changelist", *args: object) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)  # type: ignore[attr-defined]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_table_is_shown_searched_and_filtered(cast: Cast, model: type) -> None:
    shown = admin.site.get_model_admin(model)
    assert shown.search_fields or model.__name__ == "EmailPreference"
    assert len(shown.list_display) > 2
    assert cast.client(cast.pat).get(address(model), {"q": "green"}).status_code == 200


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_nothing_is_added_by_hand(cast: Cast, model: type) -> None:
    assert cast.client(cast.pat).get(address(model, "add")).status_code == 403


@pytest.mark.parametrize("who", ["alice", "ada", "rae", "omar"])
def test_others_do_not_get_in(cast: Cast, who: str) -> None:
    assert cast.client(cast.people[who]).get("/admin/").status_code in (302, 403)


def test_staff_without_superuser_rights_do_not_get_in(cast: Cast) -> None:
    User.objects.filter(id=cast.alice.user.id).update(is_staff=True)
    assert cast.client(cast.alice).get(address(User)).status_code == 302


def test_a_visitor_is_sent_to_the_portals_own_sign_in(cast: Cast) -> None:
    assert cast.client().get("/admin/login/")["Location"].startswith("/accounts/login/")


def test_a_row_shows_no_sealed_value(cast: Cast) -> None:
    page = cast.client(cast.pat).get(address(User, "change", cast.alice.user.id)).content.decode()
    assert "alice@greenleaf.example" in page
    assert cast.alice.user.password not in page
    assert PASSWORD not in page


def test_an_act_asks_for_a_reason_and_tells_the_business(cast: Cast) -> None:
    client = cast.client(cast.pat)
    chosen = {"action": "member_remove", "_selected_action": [str(cast.bob.membership.id)]}
    asked = client.post(address(Membership), chosen)
    assert "Why do you do this?" in asked.content.decode()
    assert Membership.objects.filter(id=cast.bob.membership.id).exists()
    client.post(address(Membership), {**chosen, "reason": "Left the company, asked by phone."})
    assert not Membership.objects.filter(id=cast.bob.membership.id).exists()
    event = AuditEvent.objects.get(act=Act.OPERATOR_ACTED)
    assert event.data == {"verb": "member_remove", "reason": "Left the company, asked by phone."}
    assert cast.greenleaf.id in event.organizations


def test_a_refused_act_changes_nothing_and_says_why(cast: Cast) -> None:
    chosen = {
        "action": "member_remove",
        "_selected_action": [str(cast.alice.membership.id)],
        "reason": "Asked for by letter.",
    }
    page = cast.client(cast.pat).post(address(Membership), chosen, follow=True).content.decode()
    assert "is the last owner" in page
    assert not AuditEvent.objects.filter(act=Act.OPERATOR_ACTED).exists()


def test_a_request_for_help_can_be_closed_by_the_operator(cast: Cast) -> None:
    made = support_open(actor=cast.alice.actor, kind="form_help", title="EIN", text="Which letter?")
    chosen = {"action": "support_close", "_selected_action": [str(made.id)], "reason": "A duplicate of SUP-1001."}
    cast.client(cast.pat).post(address(type(made)), chosen)
    made.refresh_from_db()
    assert made.state == "closed"


def test_django_offers_no_deleting(cast: Cast) -> None:
    chosen = {"action": "delete_selected", "_selected_action": [str(cast.bob.user.id)], "post": "yes"}
    cast.client(cast.pat).post(address(User), chosen)
    assert User.objects.filter(id=cast.bob.user.id).exists()
