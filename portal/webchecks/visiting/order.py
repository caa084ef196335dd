"""What a visit is asked to look at, and what it notes of each request."""

from __future__ import annotations

import dataclasses


@dataclasses.dataclass(frozen=True, slots=True)
class Order:
    """What to look at: the website and, where known, its policy, terms and opt-in page."""

    url: str
    privacy_policy_url: str = ""
    terms_url: str = ""
    opt_in_url: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class Sighting:
    """One request, or the look at TLS (role `tls`), as a row to keep. ``milliseconds`` is how long it took."""

    role: str
    url: str
    addresses: tuple[str, ...]
    dialled: str
    status: int | None
    reason: str
    size: int
    milliseconds: int
    sha256: str | None
