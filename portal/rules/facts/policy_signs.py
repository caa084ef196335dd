# ruff: noqa: E501 - a pattern reads better on one line than torn apart
"""What a privacy policy says, sentence by sentence: SMS section, sharing, retention, keywords.

``sharing.py`` judges the single sentence; this module knows where the sentence stands: in a section about texts,
behind a sentence that names the number, in a list behind "We do not:".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from portal.rules.facts import signs
from portal.rules.facts.lines import Grep, Lines, fold_lines
from portal.rules.facts.patterns import admit, pattern
from portal.rules.facts.retention import on_retention, retention
from portal.rules.facts.sharing import judge_sharing, on_sharing
from portal.rules.facts.text import normalize, sentences_of
from portal.rules.subjects import PolicyPage

VERBATIM_SHORT = "sms consent and phone numbers are not shared with third parties"
VERBATIM = "SMS consent and phone numbers are NOT shared with third parties or affiliates for their marketing purposes."

# A heading about texts; what only names the phone number counts in a heading of its own, not in a list's bold words.
_SECTION = pattern(
    r"\b(?:sms|mms|text(?:ing)?[- ]messag[a-z]*|texting|texts|(?:mobile|automated|phone) messag[a-z]*|short messages?(?: service)?|messaging (?:program|terms|service|consent|privacy|policy|communications|disclosures?|opt)"
    r"|text (?:alerts?|communications?|updates?|notifications?|reminders?|club|programs?|consent|opt|terms|policy|you|me|and|&|or|/)|(?:and|&|or|/|by|via|call|calls|phone|voice) ?texts?"
    r"|mobile (?:information|opt[- ]?in|phone numbers?|numbers?|terms|program|communications?|consent)|10dlc|a2p|tcpa|short code)\b"
)
_NUMBER_SECTION = pattern(r"\b(?:phone|mobile|cell) (?:phone )?(?:numbers?|data)\b|\bopt[- ]?in data\b|\bmobile data\b")
_REQUIRED_SECTION = pattern(r"\bsms communications?\b|\btext messag(?:e|ing) program\b")
_OTHER_MESSENGER = pattern(r"\b(?:whatsapp|messenger|telegram|in-app|push)\b")
_ABOUT_TEXTS = pattern(
    r"\b(?:sms|mms|text(?:ing)?[- ]messag[a-z]*|texting|texts|text (?:you|us)|mobile messag[a-z]*|messaging program|10dlc)\b"
)
_SUBJECT = pattern(
    r"\b(?:sms|mms|text messag[a-z]*|texting|text|mobile|phone|telephone|cell|opt[- ]?in|consent|originator|numbers?|wireless)\b"
)
_PHONE_NUMBER = pattern(r"\b(?:phone|mobile|cell|telephone)(?: phone)? numbers?\b|\b(?:sms|text messag|opt[- ]?in)")
_POINTS_BACK = pattern(
    r"\b(?:this|that|these|those|such|the|your|any|all|it|them|they)\b(?: (?:personal|contact|collected|of this|of these|of your|above))*(?: (?:information|info|data|details|numbers?|list))?\b"
)
_KEYWORD_VERB = pattern(r"\b(?:reply|text|txt|send|respond|type|keywords?|word|message|texting|replying)\b")
_RIGHTS = pattern(r"\b(?:opt[- ]?out|opting out|unsubscribe|withdraw|revoke|stop receiving|cancel)\b")
# One pass picks the sentences that could tell anything about sharing or keeping; the rest is not looked at again.
_TELLING = pattern(
    r"shar|disclos|transfer|provid|pass|g[ia]v|releas|s[eo]l[ld]|rent|trad|moneti|ret[ae][in]|kep|keep|stor|maintain|preserv|h[eo]ld|archiv|delet|purg|distribut|exchang|leas|loan|exclu|receive|access|exempt|available|include|obtain|hand|get|permit|allow|authori|affiliat|partners|third|sponsor|l[ei]t|contact you|text you|call you|used by|eras|destroy|wipe|overwrit|remove|stay|remain|sav"
)
_TELLING_LINES, _PHONE_LINES = Grep(_TELLING), Grep(_PHONE_NUMBER)
_MOST_ITEMS = 12
_START = 3
_LEAD_IN = re.compile(r"[.:\u2013\u2014]| - ")
_TO_DO = re.compile(r"(?:to|we|you|by|with|if|for|your|when|and|or|the|i) ")


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


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A folded sentence; ``mobile`` tells that its place makes plain that it is about mobile data."""

    folded: str
    mobile: bool


def denies_sharing(sentence: str, *, sms_policy: bool) -> bool:
    """Whether a folded sentence promises that mobile data does not go to third parties."""
    return judge_sharing(sentence, mobile=sms_policy).denies


def shares_for_marketing(sentence: str) -> bool:
    """Whether a folded sentence says that data *is* shared with others for marketing."""
    return judge_sharing(sentence).shares


@lru_cache(maxsize=16)
def read_policy(page: PolicyPage) -> PolicyFacts:
    """Read a policy; every answer comes from whole sentences, never from a likeness score."""
    whole = normalize(_in_one_line(page))
    headings = [normalize(heading).folded for heading in page.headings]
    lines = _lines(page)
    section = any(_is_section(page, place, heading) for place, heading in enumerate(headings)) or any(
        line.titled for line in lines
    )
    sms_policy = bool(headings and _SECTION.search(headings[0])) or _mostly_about_texts(lines)
    telling = list(_sentences(lines, sms_policy=sms_policy))
    denial, sharing = _sharing(telling)
    stated, years = retention([one.folded for one in telling], headings)
    stop = signs.stop_line(whole.folded) is not None or _keyword(whole.plain, "STOP")
    return PolicyFacts(
        has_sms_section=section or (_undivided(page) and _only_about_texts(lines)),
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


def _in_one_line(page: PolicyPage) -> str:
    """The text in one line; a heading ends with a full stop, so that no sentence begins with it."""
    titles = set(page.headings)
    lines = page.text.split("\n")
    return " ".join(f"{line}." if line in titles and line[-1:].isalnum() else line for line in lines)


def section_heading(headings: tuple[str, ...]) -> str:
    """The first heading that speaks of text messages; empty when none does."""
    return next(
        (one for one in headings if len(one) <= _LONGEST_HEADING and _SECTION.search(normalize(one).folded)), ""
    )


_LONGEST_HEADING = 120


def _is_section(page: PolicyPage, place: int, heading: str) -> bool:
    if len(heading) > _LONGEST_HEADING:
        return False
    if _OTHER_MESSENGER.search(heading) and not _ABOUT_TEXTS.search(heading):
        return False
    level = page.levels[place] if place < len(page.levels) else 1
    return _SECTION.search(heading) is not None or (level < LEAD_IN and _NUMBER_SECTION.search(heading) is not None)


LEAD_IN = 8
"""The level of bold words at the start of a paragraph; below it are headings of their own."""


@dataclass(slots=True)
class _Line:
    """One block of the page, folded; whether it stands in a section about texts, or looks like its title.

    ``told`` are the numbers of its sentences among those of all lines that could tell anything.
    """

    folded: str
    in_section: bool
    heading: bool
    titled: bool = False
    told: range = range(0)


@dataclass(frozen=True, slots=True)
class _Told:
    """The sentences of all lines that could tell anything; the numbers of those that do, and that name a number."""

    sentences: list[str]
    telling: set[int]
    numbers: set[int]


def _lines(page: PolicyPage) -> list[_Line]:
    """The blocks of the page with the section they stand in: it ends at the next heading of its own rank or higher."""
    levels = dict(zip(page.headings, page.levels or (1,) * len(page.headings), strict=False))
    starts = {heading[:_START] if len(heading) >= _START else "" for heading in levels}
    blocks = page.text.split("\n")
    found: list[_Line] = []
    open_level: int | None = None
    for place, (block, folded) in enumerate(zip(blocks, fold_lines(page.text), strict=True)):
        level = levels.get(block)
        if level is None and levels and ("" in starts or block.lstrip()[:_START] in starts):
            level = levels.get(_LEAD_IN.split(block[:120], maxsplit=1)[0].strip())
        titled = level is None and _looks_titled(block, folded, blocks[place + 1] if place + 1 < len(blocks) else "")
        if titled:
            level = 7
        if level is not None:
            about = _SECTION.search(folded[:120]) is not None
            if about and (open_level is None or level <= open_level):
                open_level = level
            elif open_level is not None and not about and level <= open_level:
                open_level = None
        found.append(_Line(folded, open_level is not None, block in levels or titled, titled))
    return found


def _tell(lines: list[_Line]) -> _Told:
    """Number the sentences of the lines that speak of sharing, or of keeping for some time."""
    sentences: list[str] = []
    places = sorted(_TELLING_LINES.places(Lines(line.folded for line in lines)))
    folded = [lines[place].folded for place in places]
    for number in sorted(on_sharing(folded) | on_retention(folded)):
        line, first = lines[places[number]], len(sentences)
        sentences += sentences_of(line.folded)
        line.told = range(first, len(sentences))
    joined = Lines(sentences)
    return _Told(sentences, _TELLING_LINES.places(joined), _PHONE_LINES.places(joined))


def _looks_titled(block: str, folded: str, following: str) -> bool:
    """A short line about texts that begins like a title and stands before a paragraph."""
    if not 2 < len(block) <= 60 or len(following) < 60 or block[-1] in ".,;!" or block[0] not in _TITLE_STARTS:
        return False
    return len(block.split()) <= 7 and not _TO_DO.match(folded) and _SECTION.search(folded) is not None


_TITLE_STARTS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789§")


def _sentences(lines: list[_Line], *, sms_policy: bool) -> Iterator[_Sentence]:
    """Every telling sentence, those of a list also behind the words that lead the list in."""
    told = _tell(lines)
    intro, items, of_sharing = "", 0, False
    for line in lines:
        if line.heading:
            of_sharing = _SHARING_HEADING.search(line.folded) is not None
        if line.heading and not line.folded.endswith(":") and len(line.folded) < 120:
            intro = ""
            if not _POINTS_OUT.search(line.folded):
                continue
        mobile = sms_policy or line.in_section
        alone = True
        if of_sharing and not intro and line.folded.startswith(("with ", "to ")):
            yield _Sentence(f"we share your information {sentences_of(line.folded)[0]}", mobile)
        if intro and items < _MOST_ITEMS:
            items += 1
            yield _Sentence(f"{intro} {line.folded}", mobile)
            alone = not _DENIES_ITEMS.search(intro)
        if alone and line.told:
            yield from _telling(line, told, mobile=mobile)
        if line.folded.endswith(":"):
            intro, items = _lead_in(sentences_of(line.folded)), 0
        elif not intro or len(line.folded) > 300:
            intro = ""


# "How we disclose your information" makes "With our marketing partners" below it a sentence.
_SHARING_HEADING = pattern(
    r"\b(?:we|is|are|do we|information|data|whom)\b[^.]{0,30}\b(?:shar(?:e|ed|ing)|disclos(?:e|ed|ure|ing))\b|^(?:\W*\d*\W*)(?:sharing|disclosures?)\b"
)


def _lead_in(sentences: list[str]) -> str:
    """The words that lead a list in; "Such circumstances may include:" needs the sentence before it."""
    last = sentences[-1]
    if len(sentences) > 1 and _LEANS_BACK.match(last):
        last = f"{sentences[-2].rstrip('.')}: {last}"
    return last if len(last) <= 400 else ""


_LEANS_BACK = re.compile(r"(?:such|these|this|they|those|including|examples?)\b")


def _telling(line: _Line, told: _Told, *, mobile: bool) -> Iterator[_Sentence]:
    """The telling sentences of a block; "this information" behind a number means the number."""
    for place in line.told:
        if place in told.telling:
            part = told.sentences[place]
            back = place > line.told[0] and place - 1 in told.numbers and _POINTS_BACK.search(part) is not None
            yield _Sentence(part, mobile or back)


# A heading that is itself a statement ("We never share your mobile number").
_POINTS_OUT = pattern(r"\b(?:we|not|never|no|will|are|is)\b")


# "We do not:" turns every item of the list round, so none is read by itself.
_DENIES_ITEMS = pattern(r"(?:\b(?:not|never|cannot)|n't)\b[^.]{0,80}:$")


def _sharing(telling: list[_Sentence]) -> tuple[str, str]:
    """The first sentence that promises not to share, and the first that shares for marketing."""
    denial = sharing = ""
    for place in sorted(on_sharing([one.folded for one in telling])):
        sentence = telling[place]
        judged = judge_sharing(admit(sentence.folded), mobile=sentence.mobile)
        if judged.denies and not denial:
            denial = sentence.folded
        if judged.shares and not sharing:
            sharing = sentence.folded
    return denial, sharing


def _keyword(text: str, word: str) -> bool:
    """A keyword is written in capitals among words that are not, or behind a verb such as reply or text."""
    place = text.find(word)
    while place >= 0:
        end = place + len(word)
        if (
            not text[place - 1 : place].isalpha()
            and not text[end : end + 1].isalpha()
            and _stands_out(text, place, end)
        ):
            return True
        place = text.find(word, end)
    return False


def _stands_out(text: str, start: int, end: int) -> bool:
    leading = re.findall(r"[A-Za-z]{2,}", text[max(0, start - 40) : start])
    before = leading[-3:]
    after = re.findall(r"[A-Za-z]{2,}", text[end : end + 40])[:3]
    words = [word for word in (*before, *after) if word not in _KEYWORDS]
    if any(not word.isupper() for word in words) or not words:
        return True
    return _KEYWORD_VERB.search(" ".join(leading).lower()) is not None


_KEYWORDS = frozenset(
    {"STOP", "HELP", "START", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "SMS", "YES", "INFO", "STOPALL"}
)


def _mostly_about_texts(lines: list[_Line]) -> bool:
    """A short policy that is written for a text program alone need not repeat what its data is."""
    sentences = _short(lines)
    about = sum(bool(_SECTION.search(one) or _NUMBER_SECTION.search(one)) for one in sentences)
    return bool(sentences) and about * 5 >= len(sentences)


def _short(lines: list[_Line]) -> list[str]:
    """The sentences of a short policy; none of a longer one."""
    if sum(bool(line.folded) for line in lines) > _SHORT_POLICY:
        return []
    found = [part for line in lines for part in sentences_of(line.folded)]
    return found if len(found) <= _SHORT_POLICY else []


_SHORT_POLICY = 25


def _undivided(page: PolicyPage) -> bool:
    """Whether no heading but the title divides the page."""
    levels = page.levels or (1,) * len(page.headings)
    return sum(level < LEAD_IN - 1 for level in levels) <= 1


def _only_about_texts(lines: list[_Line]) -> bool:
    """A short policy of nothing but a text program is its own section."""
    sentences = _short(lines)
    about = sum(_ABOUT_TEXTS.search(sentence) is not None for sentence in sentences)
    return about >= 2 and about * 5 >= len(sentences)


def _takes_back(sharing: str) -> bool:
    """A sharing sentence about mobile data takes an earlier promise back; one about other data does not."""
    return bool(sharing) and bool(_SUBJECT.search(sharing))
