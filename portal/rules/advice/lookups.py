"""Look-ups in the rulebook: how fast a campaign may send, how long an approval takes."""

from __future__ import annotations

from dataclasses import dataclass

from portal.rules.profiles import DOCUMENTED_LIMITS
from portal.rules.rulebook import load

# Source 004, step 6.1: "High Trust (>75)", "Medium Trust (50-75)", "Low Trust (<50)".
HIGH_ABOVE, MEDIUM_FROM = 75, 50


@dataclass(frozen=True, slots=True)
class Rate:
    """Messages a minute, from least to most (the same number twice where the source gives one)."""

    least: int
    most: int

    @property
    def limiter(self) -> int:
        """What a sender's own limiter should be set to: 80 percent of the most (source 004, step 6.1)."""
        return max(1, self.most * 80 // 100)


def trust_band(score: int) -> str:
    """``high``, ``medium`` or ``low`` for a trust score of 1 to 100; raises ``ValueError`` outside that range."""
    least, most = DOCUMENTED_LIMITS["trust_score_min"], DOCUMENTED_LIMITS["trust_score_max"]
    if not least <= score <= most:
        raise ValueError(f"A trust score lies between {least} and {most}, not at {score}.")
    if score > HIGH_ABOVE:
        return "high"
    return "medium" if score >= MEDIUM_FROM else "low"


def throughput(use_case: str, score: int) -> Rate | None:
    """The rate of a use case at a trust score; ``None`` where the source gives no number. Raises ``KeyError``."""
    table = load().use_cases[use_case]["throughput"]
    if not table:
        return None
    least, _, most = str(table[trust_band(score)]).partition("-")
    return Rate(int(least), int(most or least))


def campaign_window(use_case: str) -> tuple[int, int]:
    """Business days that the approval of a campaign typically takes (source 004, step 4.8). Raises ``KeyError``."""
    first, last = load().use_cases[use_case]["approval_business_days"]
    return int(first), int(last)


def brand_window(slug: str) -> tuple[int, int]:
    """Business days that the approval of a brand takes, by its kind (source 004, step 3.4). Raises ``KeyError``."""
    for entry in load().brand_windows:
        if entry["slug"] == slug:
            first, last = entry["business_days"]
            return int(first), int(last)
    raise KeyError(slug)
