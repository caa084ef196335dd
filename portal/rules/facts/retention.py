# ruff: noqa: E501 - a pattern reads better on one line than torn apart
"""How long a privacy policy says that data is kept."""

from __future__ import annotations

from collections.abc import Sequence

from portal.rules.facts.lines import Grep, Lines
from portal.rules.facts.patterns import admit, pattern

_YEARS = pattern(
    r"\b(?:(\d{1,2})|(one|two|three|four|five|six|seven|eight|nine|ten))(?: ?\(\d{1,2}\))?[ -](?:full )?(?:calendar )?(years?|months?|days?|yrs?)\b"
)
_LONG_DAYS = pattern(r"\b(\d{2,4})[ -]days?\b")
_KEEP = pattern(
    r"\b(?:retain(?:ed|s|ing)?|retention|kept|keeps?|keeping|stored|(?:stores?|storing) (?:your|the|this|these|it|them|all|any|such|personal|data|information|phone|consent|user|customer|records?|opt|messages?)|maintain(?:ed|s)?|preserved?|held|holds? (?:it|your|the|this|data|personal|information|them)|archived?|(?:we|and|to|may|will|also|only) store [^.;]{0,40}\b(?:for|until)|(?:stays?|remains?|sav(?:e|es|ed)) (?:on file|in our|with us|stored|your|it|this|the)|delet(?:e|es|ed|ing|ion)|auto-deleted|eras(?:e|es|ed|ing)|destroy(?:s|ed|ing)?|wiped?|overwritten|removed? from our (?:database|systems?|records|servers)|purg(?:e|es|ed|ing))\b"
)
_KEPT_SHORT = pattern(
    r"\b(?:retained|kept|retention)\b[^.;]{0,60}\b(?:only|briefly|until|short|for|as needed)\b|\b(?:retain|keep)\b[^.;]{0,80}\b(?:as needed|only as|necessary)\b"
)
# An answer within days is no retention.
_ANSWERS = pattern(
    r"\b(?:respond|process|honou?r|fulfil|act on|comply|complete|handle|answer)[a-z]*\b[^.;]{0,60}\brequests?\b|\brequests?\b[^.;]{0,60}\b(?:within|in) \w+(?: \(\d+\))? (?:business |calendar )?(?:days?|months?)\b|\b(?:may|can|to) request\b|\b(?:of|after|from|upon|following) (?:(?:your|the|a|receiving|receipt of|any|such|verified|verifiable) ){0,3}(?:deletion )?requests?\b"
)
# Ages and the years of a business are no retention.
_AGES = pattern(
    r"\b(?:under|over|below|age of|aged?)(?: the age of)? (?:\d+|thirteen|sixteen|eighteen)\b|\byears (?:of age|old)\b|\b(?:children|minors)\b"
)
_RETENTION_HEADING = pattern(
    r"\b(?:retention|how long (?:do |will |can |may |does )?(?:we|you|it|us) (?:keep|retain|store|hold|save)|how long (?:is |are |your |my |our |the )*(?:data|information|info|records|details|numbers?))\b|^how long(?: we keep (?:it|them))?\??$|\b(?:data )?storage (?:period|limitation|duration)\b"
)
_AS_LONG = pattern(
    r"\b(?:as|so) long as\b|\bfor (?:the|a) (?:duration|period|length|time|minimum|maximum)\b|\bindefinitely\b|\buntil (?:you|the|your|it|they|such|we)\b|\bperiod (?:required|necessary|of)\b|\bno longer (?:needed|necessary|than)\b"
)
_NUMBER_WORDS = {
    w: i + 1 for i, w in enumerate(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"])
}
_KEEP_LINES, _HOW_LONG_LINES = Grep(_KEEP), Grep(_YEARS, _LONG_DAYS, _AS_LONG, _KEPT_SHORT)


def on_retention(sentences: Sequence[str]) -> set[int]:
    """The numbers of the folded sentences that speak of keeping and say how long."""
    return _KEEP_LINES.among(sentences, _HOW_LONG_LINES.places(Lines(sentences)))


def retention(sentences: list[str], headings: list[str]) -> tuple[bool, float | None]:
    """Whether folded sentences or headings say how long data is kept, and the longest time in years."""
    stated, longest = any(_RETENTION_HEADING.search(heading) for heading in headings), None
    for sentence in (admit(sentences[place]) for place in sorted(on_retention(sentences))):
        if _ANSWERS.search(sentence) and not _AS_LONG.search(sentence):
            continue
        if _AGES.search(sentence) and not _AS_LONG.search(sentence):
            continue
        for match in _YEARS.finditer(sentence):
            amount = float(match.group(1) or _NUMBER_WORDS[match.group(2)])
            unit = match.group(3)
            years = amount if unit[0] == "y" else amount / (12 if unit[0] == "m" else 365)
            longest = max(longest or 0.0, years)
            stated = True
        for match in _LONG_DAYS.finditer(sentence):
            longest = max(longest or 0.0, float(match.group(1)) / 365)
            stated = True
        stated = stated or bool(_AS_LONG.search(sentence) or _KEPT_SHORT.search(sentence))
    return stated, longest
