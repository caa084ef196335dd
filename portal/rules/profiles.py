"""Profiles: one rule set, different limits, severities and dates.

``as_documented`` takes every number and severity of the sources as printed. ``current`` takes the later public rules.
The others hold one provider's own limits. A rule asks ``limit(name)``; it never asks which profile it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from portal.rules.limits import limits
from portal.rules.providers import Field, Provider, providers
from portal.rules.result import Verdict

# A new limit is a line of rulebook/limits.json, with its unit and source.
DOCUMENTED_LIMITS: Mapping[str, int] = {name: limit.value for name, limit in limits().items()}


@dataclass(frozen=True)
class Profile:
    """Limits, severities and the day by which dated rules are judged."""

    name: str
    title: str
    as_of: date
    limits: Mapping[str, int] = field(default_factory=dict)
    severities: Mapping[str, Verdict] = field(default_factory=dict)
    # Limits that count from a day on; before it the documented limit counts.
    limits_from: Mapping[str, date] = field(default_factory=dict)
    # Where each limit and severity was read.
    sources: Mapping[str, str] = field(default_factory=dict)
    # The provider's own forms: kind of input, answer, what the form takes.
    forms: Mapping[str, Mapping[str, Field]] = field(default_factory=dict)
    # For rules that this profile judges otherwise than ``as_documented``: what to say beside the other's finding.
    differences: Mapping[str, str] = field(default_factory=dict)

    def limit(self, name: str, on: date | None = None) -> int:
        """A limit of this profile on a day (its own if none); raises ``KeyError`` for a limit nobody has."""
        since = self.limits_from.get(name)
        if name not in self.limits or (since is not None and (on or self.as_of) < since):
            return DOCUMENTED_LIMITS[name]
        return self.limits[name]


class UnknownProfile(ValueError):
    """No profile has this name."""


_DOCUMENTED_DAY = date(2025, 2, 28)  # "as of February 2025" (source 004)
_TODAY = date(2026, 11, 22)  # the day the public rules were read

_CURRENT_LIMITS = {
    "description_max": 4096,
    "policy_sentence_verbatim": 0,
    "stop_in_every_sample": 0,
    "brackets_allowed": 1,
    "low_volume_daily": 2000,
    "retention_years": 5,
    "registration_number_required": 1,
    "sole_proprietor_own_use_case": 1,
    "phone_flag_counts_main": 1,
    "help_contact_strict": 1,
    "later_public_rules": 1,
}
_CURRENT_FROM = {"registration_number_required": date(2026, 2, 17)}
_CURRENT_SEVERITIES = {"SM007": Verdict.ADVICE}
_CURRENT_SOURCES = {
    "description_max": "registry schema: 40 to 4,096 characters",
    "policy_sentence_verbatim": "no public page prescribes the guide's own sentence",
    "stop_in_every_sample": "https://www.twilio.com/docs/api/errors/30893",
    "brackets_allowed": "https://www.twilio.com/docs/api/errors/30893",
    "low_volume_daily": "https://infobip.com/docs/10dlc/throughput",
    "retention_years": "16 CFR 310.5",
    "registration_number_required": "Telnyx, toll-free verification: from 17 February 2026",
    "sole_proprietor_own_use_case": "registry use case SOLE_PROPRIETOR",
    "phone_flag_counts_main": "code 601 of the second reviewers",
    "help_contact_strict": "https://support.twilio.com/hc/en-us/articles/223182208",
    "later_public_rules": "rules made public after February 2025, each dated by itself",
    "SM007": "CTIA Messaging Principles, May 2023: rates belong to the call to action and the confirmation",
}
_CURRENT_DIFFERENCES = {
    "CD002": "Today's registry takes up to 4,096 characters; 300 is the guide's own limit.",
    "SM001": "Today's public rules ask for the STOP line in at least one sample.",
    "SM003": "Today's public rules show templated fields in brackets.",
    "SM007": "CTIA asks for the rates line in the call to action and the confirmation, not in every message.",
    "PP003": "Today's public rules ask for a clear statement in any words; the sentence need not be verbatim.",
    "PP006": "Federal telemarketing records are kept five years; advise five.",
    "UC002": "Today's registry has a use case of its own for sole proprietors.",
    "CM011": "Today's second reviewers count every phone number, the main one too.",
    "CM013": "T-Mobile allows low-volume campaigns 2,000 messages a day.",
    "CR009": "Federal telemarketing records are kept five years.",
    "TF026": "Since 17 February 2026 number, kind and country of the registration belong to every request.",
    "TF011": "Since 17 February 2026 toll-free verification asks for the business registration number.",
}


def _of_provider(provider: Provider) -> Profile:
    return Profile(
        provider.name,
        provider.title,
        _TODAY,
        limits=provider.limits,
        limits_from=provider.limits_from,
        severities=provider.severities,
        sources=provider.sources,
        forms=provider.forms,
    )


PROFILES: Mapping[str, Profile] = {
    profile.name: profile
    for profile in (
        Profile("as_documented", "As the four sources print it", _DOCUMENTED_DAY),
        Profile(
            "current",
            "Later public rules",
            _TODAY,
            limits=_CURRENT_LIMITS,
            limits_from=_CURRENT_FROM,
            severities=_CURRENT_SEVERITIES,
            sources=_CURRENT_SOURCES,
            differences=_CURRENT_DIFFERENCES,
        ),
        *map(_of_provider, providers().values()),
    )
}
DEFAULT = "as_documented"


def profile_named(name: str) -> Profile:
    """The profile of this name; raises ``UnknownProfile`` naming the ones there are."""
    try:
        return PROFILES[name]
    except KeyError:
        raise UnknownProfile(f"There is no profile {name!r}; there are {', '.join(PROFILES)}.") from None
