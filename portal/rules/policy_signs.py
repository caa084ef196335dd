# ruff: noqa: E501 - a pattern reads better on one line than torn apart
"""What a privacy policy says, sentence by sentence: sharing, its denial, retention, keywords, SMS section.

A fuzzy comparison is useless here: the required sentence without its "not" is 97 % alike. So the meaning is decided
by subject, verb, receiver, negation and exception inside one sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from portal.rules import signs
from portal.rules.patterns import pattern
from portal.rules.subjects import PolicyPage
from portal.rules.text import normalize, sentences_of

VERBATIM_SHORT = "sms consent and phone numbers are not shared with third parties"
VERBATIM = "SMS consent and phone numbers are NOT shared with third parties or affiliates for their marketing purposes."

_SECTION = pattern(
    r"\b(?:sms|mms|text(?:ing)? messag(?:e|es|ing)|text messag[a-z]*|texting|texts|mobile messag[a-z]*|messaging (?:program|terms|service|consent|privacy)"
    r"|mobile (?:information|opt[- ]?in|phone|data)|phone numbers?|10dlc|a2p)\b"
)
_REQUIRED_SECTION = pattern(r"\bsms communications?\b|\btext messag(?:e|ing) program\b")
_SUBJECT = pattern(
    r"\b(?:sms|mms|text messag[a-z]*|texting|text|mobile|phone|telephone|cell|opt[- ]?in|consent|originator|numbers?|wireless)\b"
)
_SUBJECT_OR_CONTACT = pattern(r"\b(?:contact information|phone|mobile|leads?|your (?:information|details|request))\b")
_MOBILE_DATA = pattern(
    r"\b(?:mobile|sms|text messaging|opt[- ]?in|phone)(?: [a-z\-]+){0,2} (?:information|data|consent|numbers?)\b"
)
_ANY_DATA = pattern(r"\b(?:information|data|details|consent|numbers?|it)\b")
_SHARE = pattern(
    r"\b(?:shar(?:e|es|ed|ing)|disclos(?:e|es|ed|ing|ure)|transfer(?:s|red|ring)?|provid(?:e|ed) to|pass(?:ed)? on|given to|release[sd]?)\b"
)
_SELL = pattern(r"\b(?:sell|sells|sold|selling|rent(?:s|ed|ing)?|trad(?:e|es|ed|ing)|monetiz(?:e|ed))\b")
_RECEIVER = pattern(
    r"\b(?:third[- ]?part(?:y|ies)|3rd part(?:y|ies)|affiliates?|partners?|advertisers?|sponsors?|marketers|lead (?:buyers|generators|sellers)"
    r"|other (?:companies|businesses|organizations|providers|parties)|outside (?:companies|parties)|data brokers|any(?:one| other)|others)\b"
)
_LEAD_BUYERS = pattern(
    r"\b(?:independent|participating|matched|local|selected|up to (?:two|three|four|five|\d)) (?:[a-z\-]+ ){0,3}(?:providers|dealers|lenders|agents|companies|businesses)\b"
    r"|\blead (?:buyers|sellers|generators|partners)\b"
)
_ASIDE = re.compile(r"\([^()]{0,200}\)")
_MARKETING = pattern(
    r"\b(?:market(?:ing|ers?)|market (?:to|their|our|its)|promotion(?:al|s)?|advertis(?:ing|ers?|ement)|solicit[a-z]*|(?:contact|text|call) you about)\b"
)
_NEGATION = pattern(
    r"\b(?:not|never|no|none|nor|neither|without|exclud(?:e|es|ed|ing)|prohibit(?:s|ed)?|nobody|refuse)\b|n't\b"
)
_EXCEPTION = pattern(
    r"\b(?:except|unless|other than|aside from|apart from|with the exception of|excluding|(?:but|however|although),? (?:we )?(?:may|do|will|can))\b[^.;]{0,60}"
    r"\b(?:partners?|affiliates?|marketing|advertis[a-z]*|sponsors?|trusted)\b"
)
_EXCLUDES_SMS = pattern(
    r"\b(?:all (?:of )?the above|(?:the )?above categories|this|these|text messaging originator)\b[^.]{0,60}\bexclud|\b(?:sms|text messaging|mobile|opt[- ]?in|phone)[^.]{0,60}\b(?:is|are) excluded|\bexcept (?:for )?(?:sms|mobile|text|phone)"
    r"|\bexclud(?:e|es|ing) (?:sms|text messaging|mobile|opt[- ]?in)"
)
_DENIED_SHARE = pattern(
    r"(?:\b(?:not|never|nor|neither)\b|n't\b)(?: (?:be|and|or|will|ever|to|we|do|does|knowingly|otherwise|also|is|are|sell|rent|trade|lease|loan|distribute|use|sold|rented|traded|leased|exchanged?|or|your|give|given|,))*,? {0,1}"
    r"(?:\w+,? ){0,6}?(?:shar|disclos|transfer|provid|pass|release|sell|sold|rent)"
)
_NO_SHARING_NOUN = pattern(
    r"\bno (?:mobile|sms|personal|text|phone|opt[- ]?in|such|information|data|part|of|your|or|and|messaging|consent|numbers?|originator|customer|user|other| |,)*[^.]{0,60}\b(?:shared|disclosed|sold|transferred|given|provided|sharing)\b|\bnone of\b[^.]{0,80}\b(?:shared|disclosed|sold)\b"
)
_YEARS = pattern(
    r"\b(?:(\d{1,2})|(one|two|three|four|five|six|seven|eight|nine|ten))(?: ?\(\d{1,2}\))?[ -](?:full )?(?:calendar )?(years?|months?|days?|yrs?)\b"
)
_KEEP = pattern(
    r"\b(?:retain(?:ed|s|ing)?|retention|kept|keeps?|keeping|stored?|maintain(?:ed|s)?|preserved?|held|archived?|deleted? (?:after|within|automatically)|auto-deleted|purged?)\b"
)
_KEPT_SHORT = pattern(
    r"\b(?:retained|kept|retention)\b[^.;]{0,60}\b(?:only|briefly|until|short|for|as needed)\b|\b(?:retain|keep)\b[^.;]{0,80}\b(?:as needed|only as|necessary)\b"
)
# One pass picks the sentences that could tell anything about sharing or keeping; the rest is not looked at again.
_TELLING = pattern(
    r"shar|disclos|transfer|provid|pass|given|releas|s[eo]l[ld]|rent|trad|moneti|ret[ae][in]|kept|keep|stor|maintain|preserv|held|archiv|delet|purg"
)
_RETENTION_HEADING = pattern(r"\b(?:retention|how long we (?:keep|retain|store))\b")
_AS_LONG = pattern(
    r"\b(?:as|so) long as\b|\bfor the (?:duration|period|length|time)\b|\bindefinitely\b|\buntil (?:you|the|your|it)\b|\bperiod (?:required|necessary|of)\b|\bno longer (?:needed|necessary|than)\b"
)
_NUMBER_WORDS = {
    w: i + 1 for i, w in enumerate(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"])
}
_RIGHTS = pattern(r"\b(?:opt[- ]?out|opting out|unsubscribe|withdraw|revoke|stop receiving|cancel)\b")


@dataclass(frozen=True, slots=True)
class PolicyFacts:
    """What the policy says; sentences are quoted as evidence where they decided."""

    has_sms_section: bool
    required_section: bool
    no_third_party_sharing: bool
    no_sharing_sentence: str
    verbatim_sentence: bool
    shares_for_marketing: bool
    sharing_sentence: str
    mentions_stop: bool
    mentions_help: bool
    mentions_start: bool
    rates_may_apply: bool
    frequency: bool
    retention_stated: bool
    retention_years: float | None
    opt_out_right: bool


def denies_sharing(sentence: str, *, sms_policy: bool) -> bool:
    """Whether a folded sentence promises that mobile data does not go to third parties.

    Selling alone is not sharing (``dca2:805``), an exception for partners takes the promise back, and outside a
    policy that is about texts alone the sentence must speak of mobile data, consent or numbers.
    """
    if not _SHARE.search(sentence) or _EXCEPTION.search(sentence):
        return False
    if _EXCLUDES_SMS.search(sentence) and _RECEIVER.search(sentence + " third parties"):
        return bool(_SUBJECT.search(sentence))
    if not (_DENIED_SHARE.search(sentence) or _NO_SHARING_NOUN.search(sentence)):
        return False
    if not (_RECEIVER.search(sentence) or _MARKETING.search(sentence) or _MOBILE_DATA.search(sentence)):
        return False
    return bool(_SUBJECT.search(sentence)) or sms_policy


def shares_for_marketing(sentence: str) -> bool:
    """Whether a folded sentence says that data *is* shared with others for marketing."""
    if not (_SHARE.search(sentence) or _SELL.search(sentence)):
        return False
    sentence = _ASIDE.sub("", sentence)
    buyers = _LEAD_BUYERS.search(sentence) is not None and _SUBJECT_OR_CONTACT.search(sentence) is not None
    if not buyers and not (_RECEIVER.search(sentence) and _MARKETING.search(sentence)):
        return False
    if _EXCEPTION.search(sentence):
        return True
    if _NEGATION.search(sentence) or _EXCLUDES_SMS.search(sentence):
        return False
    return bool(_ANY_DATA.search(sentence) or _SUBJECT.search(sentence))


def _retention(sentences: list[str], headings: list[str]) -> tuple[bool, float | None]:
    stated, longest = any(_RETENTION_HEADING.search(heading) for heading in headings), None
    for sentence in sentences:
        if not _KEEP.search(sentence) or "request" in sentence:
            continue
        for match in _YEARS.finditer(sentence):
            amount = float(match.group(1) or _NUMBER_WORDS[match.group(2)])
            unit = match.group(3)
            years = amount if unit[0] == "y" else amount / (12 if unit[0] == "m" else 365)
            longest = max(longest or 0.0, years)
            stated = True
        stated = stated or bool(_AS_LONG.search(sentence) or _KEPT_SHORT.search(sentence))
    return stated, longest


def _keyword(text: str, word: str) -> bool:
    """A keyword is written in capitals or behind a verb such as reply or text."""
    return bool(pattern(r"(?:^|[^A-Za-z])" + word + r"(?:[^A-Za-z]|$)").search(text))


@lru_cache(maxsize=16)
def read_policy(page: PolicyPage) -> PolicyFacts:
    """Read a policy; every answer comes from whole sentences, never from a likeness score."""
    whole = normalize(page.text.replace("\n", " "))
    sentences = [normalize(part).folded for part in sentences_of(page.text)]
    headings = [normalize(heading).folded for heading in page.headings]
    section = any(_SECTION.search(h) and len(h) <= 120 for h in headings)
    sms_policy = bool(headings and _SECTION.search(headings[0])) or _mostly_about_texts(sentences)
    telling = [s for s in sentences if _TELLING.search(s)]
    denial = next((s for s in telling if denies_sharing(s, sms_policy=sms_policy)), "")
    sharing = next((s for s in telling if shares_for_marketing(s)), "")
    stated, years = _retention(telling, headings)
    stop = signs.stop_line(whole.folded) is not None or _keyword(whole.plain, "STOP")
    return PolicyFacts(
        has_sms_section=section,
        required_section=any(_REQUIRED_SECTION.search(h) for h in headings),
        no_third_party_sharing=bool(denial) and not _takes_back(sharing),
        no_sharing_sentence=denial,
        verbatim_sentence=VERBATIM_SHORT in whole.folded,
        shares_for_marketing=bool(sharing),
        sharing_sentence=sharing,
        mentions_stop=stop,
        mentions_help=signs.help_line(whole.folded) is not None or _keyword(whole.plain, "HELP"),
        mentions_start=_keyword(whole.plain, "START") or "unstop" in whole.folded,
        rates_may_apply=signs.rates_line(whole.folded) is not None,
        frequency=signs.frequency(whole.folded) is not None,
        retention_stated=stated,
        retention_years=years,
        opt_out_right=stop and bool(_RIGHTS.search(whole.folded)),
    )


def _mostly_about_texts(sentences: list[str]) -> bool:
    """A short policy that is written for a text program alone need not repeat what its data is."""
    if len(sentences) > 25:
        return False
    return sum(bool(_SECTION.search(sentence)) for sentence in sentences) * 5 >= len(sentences)


def _takes_back(sharing: str) -> bool:
    """A sharing sentence about mobile data takes an earlier promise back; one about other data does not."""
    return bool(sharing) and bool(_SUBJECT.search(sharing))
