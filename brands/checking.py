"""What a website check is asked about a registration, and asking for one when answers were saved."""

from __future__ import annotations

import dataclasses
import re
import uuid
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from brands.models import Brand
from brands.selectors import EDITABLE, applications_of_part
from portal.accounts.models import Organization
from portal.common.actor import Actor
from portal.lifecycle.models import Kind
from portal.lifecycle.papers import SUBJECT_KINDS
from portal.rules.facts.hosts import host_of
from portal.webchecks.services import check_after_save
from portal.webchecks.visiting.social import is_social

SITE_FIELDS: Final = (
    "website",
    "legal_name",
    "dba_name",
    "social_urls",
    "domain_registered_on",
    "street",
    "city",
    "state",
    "postal_code",
    "support_phone",
    "support_email",
    "vertical",
)
"""Answers about a business that its website is held against."""

_LINK = re.compile(r"(?i)(?:https?://|\bwww\.|\b(?=[a-z0-9.-]{4,80}\.[a-z]{2,24}/))[^\s<>\"'()\[\]{}]{4,500}")
_IN_ADDRESS: Final = {
    "privacy_policy": re.compile(r"(?i)privacy"),
    "terms": re.compile(r"(?i)\bterms\b|\btos\b|\bconditions\b"),
}
_ENDING: Final = r"[\s:,(–-]*(?:is |are )?(?:at|here)?[\s:,(–-]*$"
_BEFORE_ADDRESS: Final = {
    "privacy_policy": re.compile(rf"(?i)\bprivacy(?: policy| notice| statement)?{_ENDING}"),
    "terms": re.compile(rf"(?i)\b(?:terms|t&cs?)(?: of (?:service|use)| (?:and|&) conditions)?{_ENDING}"),
}
"""How an address is introduced that says nothing by itself."""
_BEFORE: Final = 60


@dataclasses.dataclass(frozen=True, slots=True)
class WebTarget:
    """The addresses a website check looks at, and what it holds the site against.

    ``brand`` are flat answers of the business; ``stated`` are the policies' addresses as other answers give them, each
    with where, role and url.
    """

    url: str
    legal_name: str
    dba_name: str = ""
    privacy_policy_url: str = ""
    terms_url: str = ""
    opt_in_url: str = ""
    brand: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    stated: tuple[Mapping[str, str], ...] = ()

    @property
    def addresses(self) -> list[str]:
        """Every page that is opened, each once."""
        asked = (self.url, self.privacy_policy_url, self.terms_url, self.opt_in_url)
        return list(dict.fromkeys(address for address in asked if address))

    @property
    def questions(self) -> dict[str, Any]:
        """The same as a check is asked."""
        return {**dataclasses.asdict(self), "brand": dict(self.brand), "stated": [dict(row) for row in self.stated]}


def check_saved(*, actor: Actor, business: Organization, subject: tuple[str, uuid.UUID], web: WebTarget) -> None:
    """Has saved answers checked once they have been left alone for a while; a missing website takes it back."""
    check_after_save(actor=actor, business=business, subject=subject, **web.questions)


def check_saved_brand(*, actor: Actor, brand: Brand) -> None:
    """The same for every registration with this brand that is being worked on."""
    questions = {name: getattr(brand_web(brand), name) for name in ("url", "legal_name", "dba_name", "brand")}
    for application in applications_of_part("brand", brand.id).filter(state__in=EDITABLE):
        subject = (SUBJECT_KINDS[Kind(application.kind)], application.subject_id)
        check_after_save(actor=actor, business=brand.business, subject=subject, **questions)


def brand_web(brand: Brand) -> WebTarget:
    """What a website check is asked about a brand; with neither website nor social page its address is empty."""
    return WebTarget(
        url=website_of(brand), legal_name=brand.legal_name, dba_name=brand.dba_name, brand=brand_as_site(brand)
    )


def brand_as_site(brand: Brand | None) -> dict[str, Any]:
    """The flat answers of a business that its website is held against, as JSON."""
    if brand is None:
        return {}
    found: dict[str, Any] = {name: getattr(brand, name) for name in SITE_FIELDS}
    day = brand.domain_registered_on
    return found | {"social_urls": list(brand.social_urls), "domain_registered_on": day.isoformat() if day else ""}


def website_of(brand: Brand) -> str:
    """The website; without one the page at LinkedIn or Facebook that stands in for it (source 004, step 2.1)."""
    return brand.website or next((page for page in brand.social_urls if is_social(host_of(page))), "")


def stated_in(answers: Iterable[tuple[str, str]]) -> tuple[dict[str, str], ...]:
    """The addresses of a privacy policy or terms that stand in texts, each given as where (in words) and text."""
    rows = [{"where": where, "role": role, "url": url} for where, text in answers for role, url in _links(text)]
    return tuple(row for number, row in enumerate(rows) if row not in rows[:number])


def _links(text: str) -> Iterator[tuple[str, str]]:
    for found in _LINK.finditer(text):
        url = found.group().rstrip(".,;:!?")
        path = url.partition("://")[2] or url
        role = _role(_IN_ADDRESS, path.partition("/")[2])
        role = role or _role(_BEFORE_ADDRESS, text[max(0, found.start() - _BEFORE) : found.start()])
        if role:
            yield role, url


def _role(signs: Mapping[str, re.Pattern[str]], text: str) -> str:
    return next((role for role, words in signs.items() if words.search(text)), "")
