"""Bytes under the name of their SHA-256, through Django's storage API: equal bytes are kept once, never rewritten."""

from __future__ import annotations

import hashlib

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage


class BytesAltered(Exception):
    """Stored bytes are gone or no longer have the hash they were stored under."""


def put(data: bytes) -> str:
    """Stores the bytes; answers their SHA-256 in hexadecimal."""
    sha256 = hashlib.sha256(data).hexdigest()
    name = _name(sha256)
    if not default_storage.exists(name):
        saved = default_storage.save(name, ContentFile(data))
        if saved != name:  # another process stored the same bytes in this moment
            default_storage.delete(saved)
    return sha256


def get(sha256: str) -> bytes:
    """The bytes, after comparing their hash. Raises BytesAltered."""
    try:
        with default_storage.open(_name(sha256), "rb") as file:
            data: bytes = file.read()
    except FileNotFoundError as error:
        raise BytesAltered(f"the bytes of {sha256} are gone from storage") from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise BytesAltered(f"the bytes of {sha256} were altered in storage")
    return data


def _name(sha256: str) -> str:
    return f"sha256/{sha256[:2]}/{sha256[2:4]}/{sha256}"
