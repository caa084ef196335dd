"""Settings stay within their ranges, and the trail keeps what they were."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from portal.accounts.forms import SettingsForm
from portal.accounts.models import Organization
from portal.accounts.services.settings import organization_settings_change
from portal.audit.acts import Act
from portal.audit.models import AuditEvent
from portal.common.errors import WrongInput, WrongPerson
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_an_administrator_sets_the_limits(cast: Cast) -> None:
    organization_settings_change(actor=cast.ada.actor, changes={"rejection_cap": 3, "temporary_days": 14})
    cast.lakeside.refresh_from_db()
    assert (cast.lakeside.rejection_cap, cast.lakeside.temporary_days) == (3, 14)
    event = AuditEvent.objects.get(act=Act.ORGANIZATION_SETTINGS_CHANGED)
    assert event.data == {
        "before": {"rejection_cap": 4, "temporary_days": 30},
        "after": {"rejection_cap": 3, "temporary_days": 14},
    }


def test_what_stays_the_same_leaves_no_trace(cast: Cast) -> None:
    organization_settings_change(actor=cast.ada.actor, changes={"rejection_cap": 4})
    assert not AuditEvent.objects.filter(act=Act.ORGANIZATION_SETTINGS_CHANGED).exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("rejection_cap", 0),
        ("rejection_cap", 21),
        ("rejection_cap", True),
        ("retention_years", 3),
        ("temporary_days", 91),
        ("temporary_grace_days", -1),
        ("time_zone", "Mars/Olympus"),
        ("accent_colour", "red"),
        ("profile", "mine"),
        ("dnc_scope", "some"),
        ("dnc_approval_number", "12345"),
        ("sender_name", "x" * 101),
        ("name", "  "),
        ("slug", "other"),
        ("parent_id", None),
    ],
)
def test_a_value_out_of_range_is_named_and_nothing_changes(cast: Cast, field: str, value: object) -> None:
    with pytest.raises(WrongInput) as refused:
        organization_settings_change(actor=cast.ada.actor, changes={"allow_second_temporary": True, field: value})
    assert list(refused.value.fields) == [field]
    cast.lakeside.refresh_from_db()
    assert not cast.lakeside.allow_second_temporary


def test_a_business_sets_its_profile_but_no_limits(cast: Cast) -> None:
    organization_settings_change(actor=cast.alice.actor, changes={"time_zone": "America/Chicago"})
    with pytest.raises(WrongInput, match="cannot be used"):
        organization_settings_change(actor=cast.alice.actor, changes={"rejection_cap": 20})


@pytest.mark.parametrize("who", ["bob", "mia", "olga", "rae", "omar"])
def test_others_set_nothing(cast: Cast, who: str) -> None:
    with pytest.raises(WrongPerson):
        organization_settings_change(actor=cast.people[who].actor, changes={"name": "Mine"})
    assert cast.client(cast.people[who]).get(reverse("accounts:settings")).status_code == 403


def test_the_page_keeps_answers_and_says_the_range(cast: Cast) -> None:
    client = cast.client(cast.ada)
    fields = {key: value for key, value in SettingsForm(organization=cast.lakeside).initial.items() if value}
    refused = client.post(reverse("accounts:settings"), {**fields, "temporary_days": "400", "name": "Lakeside Text"})
    assert refused.status_code == 422
    assert "Enter a whole number from 1 to 90." in refused.content.decode()
    assert "Lakeside Text" in refused.content.decode()
    assert client.post(reverse("accounts:settings"), {**fields, "temporary_days": "20"}).status_code == 302
    assert Organization.objects.get(slug="lakeside").temporary_days == 20


BEYOND = [{"rejection_cap": 0}, {"retention_years": 3}, {"retention_years": 21}, {"temporary_days": 0}]
BEYOND += [{"temporary_days": 91}, {"temporary_grace_days": 31}, {"temporary_ends_at_final": "never"}, {"parent": None}]


@pytest.mark.parametrize("change", BEYOND)
def test_the_database_keeps_the_ranges_too(cast: Cast, change: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Organization.objects.filter(slug="greenleaf").update(**change)


@pytest.mark.parametrize("kind", ["lakeside", "greenleaf"])
def test_every_setting_stands_once_under_what_it_is_about(cast: Cast, kind: str) -> None:
    form = SettingsForm(organization=getattr(cast, kind))
    shown = [field.name for _title, fields in form.groups for field in fields]
    assert sorted(shown) == sorted(form.fields)
