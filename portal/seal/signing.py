"""The deployment's Ed25519 key: signs tree heads (C2SP signed notes) and audit packages."""

from __future__ import annotations

import base64
import hashlib

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

ORIGIN = "clearline"
"""Name under which heads are signed; part of every checkpoint's first line."""


def sign(data: bytes) -> bytes:
    """64 bytes of Ed25519 signature."""
    return _private().sign(data)


def public_key_pem() -> str:
    """The public key as PEM, to be handed to whoever verifies."""
    return _private().public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def fingerprint() -> str:
    """SHA-256 of the public key's DER form, as hexadecimal: what the portal publishes to compare keys by."""
    der = _private().public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return hashlib.sha256(der).hexdigest()


def checkpoint(log_name: str, size: int, root: bytes) -> str:
    """The signed text of a head: origin, size, root, then the signature line (C2SP tlog-checkpoint, signed-note)."""
    body = f"{ORIGIN}/{log_name}\n{size}\n{base64.b64encode(root).decode()}\n"
    raw = _private().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    key_hash = hashlib.sha256(ORIGIN.encode() + b"\n\x01" + raw).digest()[:4]
    signature = base64.b64encode(key_hash + sign(body.encode())).decode()
    return f"{body}\n— {ORIGIN} {signature}\n"


def _private() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(settings.SIGNING_KEY)
