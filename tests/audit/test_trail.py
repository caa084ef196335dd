"""The trail cannot be rewritten, tells exactly what it should, and each party reads its own part."""

import uuid
from pathlib import Path

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from portal.audit.acts import KEYS, Act
from portal.audit.models import AuditEvent
from portal.audit.selectors import trail_for
from portal.audit.services import Subject, leaf_of, record
from portal.common.actor import SYSTEM
from portal.common.canonical import canonical_bytes
from portal.seal.hashing import leaf_hash
from tests.audit.page import trail_page
from tests.cast import Cast


def tell(cast: Cast, **data: str) -> AuditEvent:
    return record(
        Act.MEMBER_REMOVED,
        actor=cast.alice.actor,
        subject=Subject("membership", uuid.UUID(int=1), "Bob Hale"),
        organizations=[cast.greenleaf.id, None, cast.lakeside.id, cast.greenleaf.id],
        data=data or {"role": "viewer"},
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_auditevent SET actor_label = 'Mallory'",
        "UPDATE audit_auditevent SET data = '{}'",
        "DELETE FROM audit_auditevent",
        "TRUNCATE audit_auditevent",
    ],
)
def test_the_database_refuses_to_change_the_trail(cast: Cast, statement: str) -> None:
    tell(cast)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert AuditEvent.objects.get().actor_label == "Alice Moore"


@pytest.mark.django_db
@pytest.mark.parametrize("data", [{"role": "viewer", "more": "x"}, {"other": "x"}])
def test_an_act_carries_exactly_its_keys(cast: Cast, data: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="data has"):
        tell(cast, **data)


@pytest.mark.django_db
def test_the_hash_covers_every_word(cast: Cast) -> None:
    event = tell(cast)
    stored = AuditEvent.objects.get(id=event.id)
    assert bytes(stored.leaf_hash) == leaf_hash(canonical_bytes(leaf_of(stored)))
    stored.actor_label = "Mallory"
    assert bytes(stored.leaf_hash) != leaf_hash(canonical_bytes(leaf_of(stored)))


@pytest.mark.django_db
def test_each_party_is_named_once(cast: Cast) -> None:
    assert tell(cast).organizations == sorted({cast.greenleaf.id, cast.lakeside.id})


@pytest.mark.django_db
def test_each_organization_reads_its_own_part(cast: Cast) -> None:
    event = tell(cast)
    for reader in (cast.olga, cast.omar, cast.alice):
        assert list(trail_for(reader.actor)) == [event]
    for stranger in (cast.dora, cast.charlie, cast.pat):
        assert list(trail_for(stranger.actor)) == []
    assert list(trail_for(SYSTEM)) == [event]


@pytest.mark.committed
def test_an_act_outside_a_transaction_is_a_fault() -> None:
    with pytest.raises(RuntimeError, match="outside a transaction"):
        record(Act.SIGNED_OUT, actor=SYSTEM, subject=Subject("user", None, "x"), organizations=[], data={})


def test_every_act_has_its_keys_and_a_name_in_three_parts() -> None:
    assert set(KEYS) == set(Act)
    for act in Act:
        assert len(act.value.split(":")) == 3
        assert len(act.value) <= 60


def test_the_page_of_acts_is_up_to_date() -> None:
    page = Path(settings.BASE_DIR) / "docs" / "trail.md"
    assert page.read_text() == trail_page(), "run: python -m tests.audit.page"
