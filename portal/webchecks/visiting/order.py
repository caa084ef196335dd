"""What a visit is asked to look at, and what it notes of each request."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any, Final

MOST_SOCIAL: Final = 5
"""Social pages of an order that are kept; one of them is opened, and only where there is no website."""


@dataclasses.dataclass(frozen=True, slots=True)
class Order:
    """What to look at: the website and, where known, its policy, terms and opt-in page.

    ``social_urls`` are the business's pages elsewhere, ``domain_registered_on`` its own answer as ISO text.
    """

    url: str
    privacy_policy_url: str = ""
    terms_url: str = ""
    opt_in_url: str = ""
    social_urls: tuple[str, ...] = ()
    domain_registered_on: str = ""

    def with_answers(self, brand: Mapping[str, Any]) -> Order:
        """The order with what the brand's flat answers add to it; answers of another kind than text are left out."""
        social = brand.get("social_urls")
        pages = [page.strip() for page in social if isinstance(page, str)] if isinstance(social, list | tuple) else []
        day = brand.get("domain_registered_on")
        return dataclasses.replace(
            self,
            social_urls=self.social_urls or tuple(page for page in pages if page)[:MOST_SOCIAL],
            domain_registered_on=self.domain_registered_on or (day if isinstance(day, str) else ""),
        )


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
