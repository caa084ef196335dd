"""The keys of the ledger: how a number is found again, and how a person's values are closed and opened.

Each person has a data key, sealed under the deployment's key. The number and the details of every event are sealed
under it; without it they are noise. Hashes carry the business in their purpose, so no two businesses' rows can be
matched.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import uuid
from typing import Any

from consent.models import ConsentEvent, Subject
from portal.common.canonical import canonical_bytes
from portal.common.crypto import keyed_hash, open_sealed, open_with, seal, seal_with
from portal.seal.hashing import leaf_hash

UNHASHED = ("leaf_hash", "transaction")
"""The only columns of an event outside its leaf hash: the hash itself and the database's transaction number."""


def number_hash(business_id: uuid.UUID, number: str) -> bytes:
    """What a number is looked up by among a business's people."""
    return keyed_hash(number, purpose=f"consent.number/{business_id}")


def suppression_hash(business_id: uuid.UUID, number: str) -> bytes:
    """What a number is looked up by among a business's suppressions; survives the person's erasure."""
    return keyed_hash(number, purpose=f"consent.suppression/{business_id}")


def give_key(subject: Subject, number: str) -> None:
    """Fills the subject's key, hash and sealed number; ``number`` is E.164."""
    key = os.urandom(32)
    subject.data_key = seal(key.hex(), context=f"consent.subject/{subject.id}")
    subject.number_enc = seal_with(key, number.encode(), context=f"consent.number/{subject.id}")
    subject.number_key = number_hash(subject.business_id, number)
    subject.number_last4 = number[-4:]


def data_key(subject: Subject) -> bytes | None:
    """The person's data key; None once the person was erased."""
    if subject.data_key is None:
        return None
    return bytes.fromhex(open_sealed(bytes(subject.data_key), context=f"consent.subject/{subject.id}"))


def number_of(subject: Subject) -> str:
    """The number in E.164; empty once the person was erased."""
    key = data_key(subject)
    if key is None or subject.number_enc is None:
        return ""
    return open_with(key, bytes(subject.number_enc), context=f"consent.number/{subject.id}").decode()


def seal_details(key: bytes, event_id: uuid.UUID, details: dict[str, str]) -> bytes:
    """The personal details of one event, bound to that event."""
    return seal_with(key, canonical_bytes(details), context=f"consent.event/{event_id}")


def open_details(key: bytes | None, event: ConsentEvent) -> dict[str, str]:
    """The personal details of an event; empty when there were none or the person was erased."""
    if key is None or event.details is None:
        return {}
    opened: dict[str, str] = json.loads(open_with(key, bytes(event.details), context=f"consent.event/{event.id}"))
    return opened


def mac(key: bytes, body: Any) -> bytes:
    """A hash of an event's content under the person's key: compares resends and tells nothing after erasure."""
    return hmac.new(key, canonical_bytes(body), hashlib.sha256).digest()


def leaf_of(event: ConsentEvent) -> dict[str, Any]:
    """The content that is hashed and sealed: every column of the row (details as ciphertext) but ``UNHASHED``."""
    return {
        field.attname: _value(event, field.attname)
        for field in ConsentEvent._meta.concrete_fields
        if field.attname not in UNHASHED
    }


def event_leaf_hash(event: ConsentEvent) -> bytes:
    """The leaf hash the row must have."""
    return leaf_hash(canonical_bytes(leaf_of(event)))


def _value(event: ConsentEvent, name: str) -> Any:
    value = getattr(event, name)
    return bytes(value) if isinstance(value, memoryview) else value
