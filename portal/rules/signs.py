# ruff: noqa: E501 - a pattern reads better on one line than torn apart
"""Signs that a text carries: the STOP line, the rates line, the frequency, links, placeholders, promotion.

Every function takes folded text and answers with a span of it (or ``None``); none of them knows what a rule makes
of the sign.
"""

from __future__ import annotations

from functools import lru_cache

from portal.rules.patterns import Pattern, pattern

Span = tuple[int, int]

_SAY = r"(?:reply(?:ing)?|replies|text(?:ing)?|txt|send(?:ing)?|respond(?:ing)?|answer(?:ing)?|type|typing|message|use)"
_QUOTED = r"""["'(\[*<]{0,3}"""
_STOP = pattern(
    r"\b" + _SAY + r"(?:\s+(?:us|back|with|the|word|keyword|a|to|this|any|message|messages|at|time|anytime|or|yes|help"
    r"|for|no|number|from|your|phone|continue|info|if|want|you)\b[\s,]*){0,9}\s*[:,]?\s*" + _QUOTED + r"stop(?:all)?\b"
)
_STOP_PURPOSE = pattern(
    r"\bstop(?:all)?\b[\"')\]*>]{0,3}\s*(?:at any ?time |anytime |any time )?(?:to|2|=|-|if you want to|will)\s*"
    r"(?:opt|unsub|end|cancel|quit|stop|be removed|be unsub|decline|discontinue|no longer|withdraw|revoke)"
)
_STOP_AFTER_AIM = pattern(
    r"\b(?:opt[- ]?out|unsubscribe|cancel|end|stop|quit)(?: at any ?time| anytime)?[,:]?\s*(?:please )?"
    r"(?:reply|text|txt|send)(?: with| back)? " + _QUOTED + r"stop\b"
)
_STOP_DENIED = pattern(
    r"\b(?:do not|don't|never|cannot|can't|not able to|unable to)\s+(?:reply|text|send)[^.!?]{0,20}\bstop\b"
)
_OTHER_OPT_OUT = pattern(
    r"\b(?:reply|text|txt|send)(?: with)? " + _QUOTED + r"(\d+|[a-z]{1,11})[\"')\]*>]{0,3}"
    r" (?:to|2) (unsub[a-z]*|opt[ -]?out|stop|cancel|end)\b"
)
_ENDS_MESSAGES = pattern(
    r"(?: (?:getting|receiving|all|any|further|future|more|our|your|my|the|these|this|from|for|to|sms|text|marketing"
    r"|promotional|mobile))* ?\b(?:msgs?|messages?|messaging|texts?|texting|sms|subscriptions?|alerts?|notifications?"
    r"|updates?|newsletters?)\b"
)
_ENDS_NOTHING_NAMED = pattern(r"\s*(?:[.!?,;:)]|$|\n|(?:at )?any ?time\b|or\b|and\b)")
_HELP = pattern(
    r"\b" + _SAY + r"\b[^.!?]{0,60}[\s\"'(\[*/]help\b|\bhelp\b[\"')\]*]{0,3}\s*(?:to|for|=|-)\s*"
    r"(?:get |more |receive |obtain )?(?:help|info|assist|support|more|customer)"
)
_RATES = pattern(
    r"\b(?:msg|message|messages|messaging|text|texting|txt|data|carrier|sms)\b[a-z&+,/' \-]{0,40}"
    r"\b(?:rates?|fees?|charges?)\b[a-z,/ \-]{0,30}\bappl(?:y|ies)\b"
)
_COUNT = r"(?:\d+(?: ?(?:-|to) ?\d+)?\+?|one|two|three|four|five|six|eight|ten|twelve|several|a few|\[x(?:-y)?\])"
_NOUN = r"(?:msgs?|messages?|texts?|sms|alerts?|reminders?|notifications?)"
_PERIOD = r"(?:day|daily|week|wk|month|mo|year|yr|order|purchase|request|login|log-in|appointment|visit|trip|event|transaction|booking|shift|session)s?\b"
_FREQUENCY = pattern(
    r"\bfreq(?:uency)?\b[a-z ,()'\-:.]{0,60}\b(?:var|depend|differ|based|up to|\d|is|may|per|one|two|approx)"
    r"|\b(?:msg|message|messages|messaging|text|sms)s?\.? freq(?:uency)?\b"
    r"|\b"
    + _COUNT
    + r"\s?(?:[a-z\-]+ ){0,3}"
    + _NOUN
    + r"\)?\s?(?:/|per|a|an|each|every)\s?(?:[a-z\-]+ )?"
    + _PERIOD
    + r"|\b"
    + _NOUN
    + r"\s?(?:/|per|each|every)\s?(?:[a-z\-]+ )?"
    + _PERIOD
    + r"|\b(?:up to|no more than|at most|about|approximately|approx\.?) "
    + _COUNT
    + r" (?:[a-z\-]+ )?"
    + _NOUN
    + r"|\bup to "
    + _COUNT
    + r" per "
    + _PERIOD
    + r"|\b(?:number|volume|amount) of (?:[a-z]+ )?"
    + _NOUN
    + r" (?:[a-z ]{0,40})?(?:var|depend)[a-z]*"
    r"|\b(?:daily|weekly|monthly|recurring) (?:[a-z]+ ){0,3}" + _NOUN
)
_RECURRING = pattern(r"\brecurring\b")
_PLACEHOLDER = pattern(
    r"\[[^\[\]\n]{1,60}\]|\$?\{\{?[^{}\n]{1,60}\}\}?|<[a-z][a-z0-9 _\-]{0,40}>|\bx{3,}\b|#{3,}|_{3,}"
    r"|%[a-z_]{2,30}%|%[sd]\b|\binsert [a-z ]{2,30} here\b|\blorem ipsum\b"
)
_TLD = (
    r"(?:com|net|org|edu|gov|us|io|co|ai|app|biz|info|me|shop|store|health|care|dental|law|legal|bank|club|dev|site"
    r"|online|link|ly|xyz|tv|live|page|pro|news|church|vote|agency|fit|win|gd|gl|cc|to|ws|gg|be|ca|uk|test)"
)
_LINK = pattern(
    r"https?://[^\s\"'<>\])]+|www\.[a-z0-9\-]+\.[a-z]{2,}[^\s\"'<>\])]*"
    r"|\b(?:[a-z0-9](?:[a-z0-9\-]{0,61}[a-z0-9])?\.)+" + _TLD + r"\b(?:/[^\s\"'<>\])]*)?"
)
_PHONE = pattern(
    r"(?:\+?1[ .\-]?)?(?:\(\d{3}\)|\d{3})[ .\-]{0,2}\d{3}[ .\-]?\d{4}|\b1?[ \-]?8(?:00|33|44|55|66|77|88)-[a-z0-9\-]{7,9}\b"
)
_EMAIL = pattern(r"[a-z0-9._%+\-]+@[a-z0-9\-]+(?:\.[a-z0-9\-]+)*\.[a-z]{2,}")
_PROMOTION = pattern(
    r"\b(?:sale|sales event|clearance|coupons?|vouchers?|promo(?:s|tion|tions)?|promotional (?:offers?|pric[a-z]+|codes?)|bogo|giveaway|doorbuster"
    r"|discount(?:s|ed)?|limited[- ]time|early access|new arrivals?|free (?:shipping|gift|trial|adjustment|consultation|quote)"
    r"|special offers?|exclusive (?:offer|deal|access|discount|savings)s?|(?:big|hot|best|daily|great|weekend) deals?|deals? (?:of|on|at|inside|end)"
    r"|shop (?:now|today|at|the|our)|order now|buy (?:now|one|today)|watch now|act now|don't miss|last chance|we miss you"
    r"|sell your (?:property|home|house)|refer a friend|earn (?:double|bonus|extra)|use code [a-z]+\d*"
    r"|save (?:up to )?\$?\d+|\d+ ?% (?:off|discount|savings)|\$\d+(?:\.\d\d)? off|half off|test drive|upgrade (?:now|today) and save)\b"
    r"|\d+% off"
)
_NOT_PROMOTION = pattern(r"\b(?:no|not|without|never) (?:any |a )?(?:promotion|promotional|discount|sale|marketing)")
_CONDITION_DENIED = pattern(
    r"\bnot (?:be )?(?:a |an |required as a |made a |considered a )?(?:condition|requirement|prerequisite)\b"
    r"|\b(?:consent|agree(?:ing|ment)?|opt(?:ing)?[- ]?in|enroll(?:ing|ment)?|sms|texts?|messages)\b[^.]{0,60}\b(?:is|are|not|isn't) (?:not )?required"
    r" (?:to|for|as|in order)\b[^.]{0,50}\b(?:purchase|buy|service|services|order|goods|product|account|receive|use|book|treatment)"
    r"|\bno purchase (?:is )?(?:necessary|required)\b|\bpurchase (?:is )?not required\b"
    r"|\b(?:are|is) not required to (?:agree|consent|opt in|sign|provide consent)\b"
    r"|\bwithout (?:consenting|agreeing|opting in) to (?:texts?|sms|messages)"
)
_PRIVACY = pattern(r"\bprivacy(?: (?:policy|policies|notice|statement))?\b")
_TERMS = pattern(r"\b(?:terms|t&cs?|conditions of use)\b")
_MESSAGE_TYPE = pattern(
    r"\b(?:promotional|promotions?|marketing|offers?|discounts?|deals|sales|reminders?|alerts?|updates?|notifications?|notices"
    r"|confirmations?|passcodes?|codes|verification|order|orders|shipping|delivery|deliveries|appointments?|informational"
    r"|transactional|customer (?:care|service|support)|support|scheduling|operational|invitations?|newsletters?|statements"
    r"|receipts|follow[- ]ups?|announcements?|quotes?|estimates?|bookings?|requests?|inquir(?:y|ies)|chores?|communications? about"
    r"|fundrais[a-z]*|donations?|surveys?|properties|property|listings?|job|jobs|interviews?|classes|coaching|health|about|regarding)\b"
)


def _first(compiled: Pattern, folded: str) -> Span | None:
    match = compiled.search(folded)
    return match.span() if match else None


@lru_cache(maxsize=256)
def stop_line(folded: str) -> Span | None:
    """The instruction to opt out with STOP; a sentence that forbids replying STOP does not count."""
    spans = [span for span in (_first(p, folded) for p in (_STOP, _STOP_PURPOSE, _STOP_AFTER_AIM)) if span]
    if not spans or _STOP_DENIED.search(folded):
        return None
    return min(spans)


def other_opt_out(folded: str) -> tuple[Span, str] | None:
    """An opt-out by some other word or digit (``Reply 9 to unsubscribe``) and that word.

    What is cancelled, stopped or ended has to be the messages: ``Reply C to cancel your appointment`` is none, and
    neither is ``Reply C to cancel.`` in a message that tells people about STOP.
    """
    for match in _OTHER_OPT_OUT.finditer(folded):
        if match.group(1) in {"stop", "stopall", "us", "this", "back", "it"}:
            continue
        rest = folded[match.end() :]
        unnamed = _ENDS_NOTHING_NAMED.match(rest) is not None and stop_line(folded) is None
        if match.group(2).startswith(("unsub", "opt")) or _ENDS_MESSAGES.match(rest) or unnamed:
            return match.span(), match.group(1)
    return None


@lru_cache(maxsize=256)
def help_line(folded: str) -> Span | None:
    """The instruction to get help with HELP."""
    return _first(_HELP, folded)


@lru_cache(maxsize=256)
def rates_line(folded: str) -> Span | None:
    """Message and data rates may apply, in any of its usual wordings."""
    return _first(_RATES, folded)


@lru_cache(maxsize=256)
def frequency(folded: str) -> Span | None:
    """How often messages come, or that it varies. ``recurring`` alone names no frequency."""
    return _first(_FREQUENCY, folded)


def recurring(folded: str) -> Span | None:
    """The bare word ``recurring``."""
    return _first(_RECURRING, folded)


@lru_cache(maxsize=256)
def placeholders(folded: str) -> tuple[Span, ...]:
    """Bracketed fields, template marks and runs of X; a bracketed number such as ``[1]`` is none."""
    return tuple(m.span() for m in _PLACEHOLDER.finditer(folded) if not m.group().strip("[]<>{}$").isdigit())


@lru_cache(maxsize=256)
def links(folded: str) -> tuple[tuple[Span, str], ...]:
    """Web addresses with or without scheme, not the domains of e-mail addresses; each with its host."""
    found = []
    for match in _LINK.finditer(folded):
        start, end = match.span()
        if (start and folded[start - 1] in "@-.") or folded[end : end + 1] == "@":
            continue
        address = match.group().rstrip(".,;:!?")
        host = address.split("://", 1)[-1].split("/", 1)[0].split("?", 1)[0].split(":", 1)[0]
        found.append(((start, start + len(address)), host))
    return tuple(found)


@lru_cache(maxsize=256)
def phones(folded: str) -> tuple[Span, ...]:
    """Phone numbers of ten digits in NANP shape; example numbers count, order numbers behind ``#`` do not."""
    found = []
    for match in _PHONE.finditer(folded):
        start, end = match.span()
        before, after = folded[max(0, start - 1) : start], folded[end : end + 1]
        if before not in {"#", "/", "."} and not before.isalnum() and not after.isdigit():
            found.append((start, end))
    return tuple(found)


def emails(folded: str) -> list[Span]:
    """E-mail addresses."""
    return [match.span() for match in _EMAIL.finditer(folded)]


@lru_cache(maxsize=256)
def promotion(folded: str) -> Span | None:
    """The first promotional word; ``no promotional messages`` does not count."""
    denied = [match.span() for match in _NOT_PROMOTION.finditer(folded)]
    for match in _PROMOTION.finditer(folded):
        if not any(start <= match.start() < end for start, end in denied):
            return match.span()
    return None


@lru_cache(maxsize=256)
def condition_denied(folded: str) -> Span | None:
    """Consent is not a condition of purchase (or service)."""
    return _first(_CONDITION_DENIED, folded)


@lru_cache(maxsize=256)
def privacy_mention(folded: str) -> Span | None:
    """The privacy policy is named."""
    return _first(_PRIVACY, folded)


@lru_cache(maxsize=256)
def terms_mention(folded: str) -> Span | None:
    """The terms are named."""
    return _first(_TERMS, folded)


@lru_cache(maxsize=256)
def message_type(folded: str) -> Span | None:
    """What kind of messages come."""
    return _first(_MESSAGE_TYPE, folded)
