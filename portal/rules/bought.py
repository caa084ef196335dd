# ruff: noqa: E501 - a pattern reads better on one line than torn apart
"""Words for contacts that somebody else collected: bought, rented, scraped or handed on."""

from __future__ import annotations

from portal.rules.patterns import pattern
from portal.rules.signs import Span
from portal.rules.text import Text, normalize

_LISTS = r"(?:lists?|leads?|contacts?|numbers|data|databases?|records|names|candidates?|profiles)"
_BOUGHT = pattern(
    r"\b(?:(?:lead|list|data) (?:vendors?|providers?|generators?|brokers?|sellers?|suppliers?|aggregators?|marketplaces?)"
    r"|(?:purchas(?:ed?|ing)|bought|buy(?:ing)?|rent(?:ed|ing)?|leas(?:ed|ing)|acquired|scraped?|scraping|harvest(?:ed|ing)?)"
    r" (?:the |their |our |these |some |such |from |aged |exclusive |third[- ]party |marketing |candidate |consumer |phone |contact |mobile |qualified |[a-z]+ ){0,2}"
    + _LISTS
    + r"|(?:leads?|lists?|contacts|numbers|data|databases?|profiles) (?:that |which )?(?:(?:we|are|were|was|is|have) ){0,2}(?:been )?(?:bought|purchased|rented|scraped|sold|acquired|harvested)"
    r"|third[- ]party (?:leads?|lists?|opt[- ]?ins?|consent)|affiliate networks?|co-?registration"
    r"|scrap(?:e|ed|ing) (?:[a-z]+ ){0,3}(?:linkedin|indeed|facebook|zillow|websites?|the web|job boards?|resumes?)"
    r"|(?:scraped|harvested) from|public records lists?|opt[- ]?in data (?:from|by) (?:a |our )?partners?)\b"
)
_DENIED = pattern(
    r"\b(?:never|not|no|don't|do not|doesn't|does not|won't|cannot|without|neither|nor|rather than|instead of)\b"
)
_OWN = pattern(
    r"\b(?:who|that|when|after|have|has|they|customers?|people|clients?|shoppers?|members?)(?: [a-z]+){0,2} (?:purchased?|bought|buy|rented?)\b"
)
_REACH = 40


def bought(raw: str) -> tuple[Text, Span] | None:
    """The first place that speaks of bought or scraped contacts and is not denied; with the text made comparable."""
    text = normalize(raw)
    for match in _BOUGHT.finditer(text.folded):
        before = text.folded[max(0, match.start() - _REACH) : match.start()]
        clause = before.rsplit(". ", 1)[-1]
        if not _DENIED.search(clause):
            return text, match.span()
    return None
