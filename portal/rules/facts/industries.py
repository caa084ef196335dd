"""Which industry a business is in, and which use case the messages of that industry belong to.

The industry comes from the brand's own answer (``vertical``, ``organization_category``) and, for industries that the
registry's list does not have, from words in its name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from portal.rules.facts.patterns import Family, Pattern, any_word
from portal.rules.facts.text import normalize
from portal.rules.result import Hit, Verdict
from portal.rules.rulebook import load
from portal.rules.subjects import Brand, Campaign

Message = Mapping[str, Any]
# Use cases that hold messages of several kinds; they are judged by their sub-use-cases.
MIXED = frozenset({"MIXED", "LOW_VOLUME", "SOLE_PROPRIETOR", "AGENTS_FRANCHISES", "PROXY"})
_INFORMATIONAL = frozenset(
    {
        "2FA", "ACCOUNT_NOTIFICATION", "CUSTOMER_CARE", "DELIVERY_NOTIFICATION", "FRAUD_ALERT", "SECURITY_ALERT",
        "HIGHER_EDUCATION", "K12_EDUCATION", "PUBLIC_SERVICE_ANNOUNCEMENT", "EMERGENCY",
    }
)  # fmt: skip


@lru_cache(maxsize=1)
def verticals() -> Mapping[str, Mapping[str, Any]]:
    """The rulebook's verticals by slug."""
    return {entry["slug"]: entry for entry in load().documents["verticals"]["verticals"]}


@lru_cache(maxsize=1)
def _name_words() -> tuple[tuple[str, Pattern], ...]:
    return tuple(
        (slug, any_word(tuple(entry["name_words"]))) for slug, entry in verticals().items() if entry["name_words"]
    )


def industries_of(brand: Brand | None) -> frozenset[str]:
    """Slugs of the verticals that a business belongs to; empty for none and for no business."""
    if brand is None:
        return frozenset()
    return _industries(brand.vertical, brand.organization_category, f"{brand.legal_name} / {brand.dba_name}")


@lru_cache(maxsize=256)
def _industries(vertical: str, category: str, called: str) -> frozenset[str]:
    chosen, kind = vertical.strip().lower(), category.strip().lower()
    found = {
        slug for slug, entry in verticals().items() if chosen in entry["industries"] or kind in entry["organizations"]
    }
    names = normalize(called).folded
    return frozenset(found | {slug for slug, words in _name_words() if words.search(names)})


@lru_cache(maxsize=32)
def _messages(slug: str) -> tuple[tuple[tuple[Message, Pattern], ...], Family]:
    messages = tuple((message, any_word(tuple(message["words"]))) for message in verticals()[slug]["messages"])
    return messages, Family(words for _, words in messages)


def texts_of(campaign: Campaign) -> list[tuple[str, str]]:
    """The field and the words of everything that says what a campaign sends."""
    samples = [(f"sample_messages[{place}]", text) for place, text in enumerate(campaign.sample_messages)]
    return [*samples, ("description", campaign.description)] if campaign.description else samples


def kinds_in(slug: str, raw: str) -> list[tuple[Message, tuple[int, int], str]]:
    """Kinds of messages of this industry in a text, each with the place (of the raw text) and the words."""
    text = normalize(raw)
    messages, family = _messages(slug)
    found = []
    for place in family.possible(text.folded):
        message, words = messages[place]
        match = words.search(text.folded)
        if match:
            found.append((message, text.span(*match.span()), match.group()))
    return found


def misfiled(campaign: Campaign, slug: str, kinds: tuple[str, ...] = ()) -> Iterator[Hit]:
    """One hit for each message whose kind belongs under another use case than the campaign's."""
    filed = set(campaign.sub_use_cases) if campaign.use_case in MIXED else {campaign.use_case}
    if not filed or campaign.use_case in {"", *filed & MIXED}:
        return
    for name, raw in texts_of(campaign):
        for message, span, words in kinds_in(slug, raw):
            if (kinds and message["slug"] not in kinds) or not filed.isdisjoint(message["use_cases"]):
                continue
            belongs = " or ".join(message["use_cases"])
            yield Hit(
                message=f"\u201c{words}\u201d: {message['title'].lower()} belong under {belongs}.",
                field=name,
                span=span,
                severity=_severity(message, filed),
                codes=tuple(message["codes"]),
            )


def _severity(message: Message, filed: set[str]) -> Verdict:
    """As the table says; only advice where a merely doubtful message stays within informational use cases."""
    told = Verdict(message["severity"])
    calm = filed <= _INFORMATIONAL and set(message["use_cases"]) <= _INFORMATIONAL
    return Verdict.ADVICE if told is Verdict.WARNING and calm else told


def applies_to(slug: str, campaign: Campaign) -> bool:
    """Whether a campaign of a business of this industry says what it sends, and under which use case."""
    return slug in industries_of(campaign.brand) and bool(campaign.use_case) and bool(texts_of(campaign))
