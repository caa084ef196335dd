"""SM027: A passcode comes without its lifetime or without a warning not to share it."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts.patterns import pattern
from portal.rules.facts.text import normalize
from portal.rules.kit import absent
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import SampleMessage

_CODE = pattern(r"\b\d{4,8}\b|\b\d{3}[- ]\d{3,4}\b|\b[a-z]-?\d{4,8}\b")
_LIFETIME = pattern(
    r"\bexpir(?:es?|ing|ation)\b|\bvalid (?:for|until|through)\b|\bgood for\b|\bwithin (?:the next )?\d+|\bnext \d+ (?:min|hour|sec)"
    r"|\b\d+[- ](?:minute|min|hour)s?\b"
)
_WARNING = pattern(
    r"\b(?:do not|don't|never|not) (?:to )?(?:share|give|disclose|forward|reveal|tell)\b|\b(?:keep (?:it|this code) (?:private|secret))\b"
    r"|\b(?:will|would) never (?:ask|call|request)\b|\bif you (?:did not|didn't) (?:request|ask)\b"
)


_NAMED = pattern(r"\b(?:pass|pin ?)?codes?\b|\bpasswords?\b|\bpin\b|\botp\b")
_ABOUT_THE_PROGRAM = pattern(
    r"\bopted[- ]?in\b|\bsubscribed\b|\bwelcome\b|\bfor help\b|\bopted[- ]?out\b|\bunsubscribed\b"
)


def _is_passcode(text: str) -> bool:
    """Whether the message brings a code, rather than greeting people or answering HELP."""
    folded = normalize(text).folded
    return _NAMED.search(folded) is not None and _ABOUT_THE_PROGRAM.search(folded) is None


def _check(message: SampleMessage, context: Context) -> Iterator[Hit]:
    folded = normalize(message.text).folded
    yield from absent(_CODE.search(folded), "No example code of four to eight digits is shown.")
    yield from absent(_LIFETIME.search(folded), "The message does not say how long the code is valid.")
    yield from absent(_WARNING.search(folded), "The message does not warn against sharing the code.")


RULE = Rule(
    id="SM027",
    name="passcode-bare",
    authority="tcr",
    citation="source 004, step 4.3 and appendix A",
    severity=Verdict.ADVICE,
    subjects=(SampleMessage,),
    check=_check,
    what="A passcode comes without its lifetime or without a warning not to share it.",
    why="The source's template names the code, its lifetime and the warning; reviewers know fraud by their absence.",
    fix='Add "This code expires in 10 minutes. Do not share this code with anyone."',
    field="sample_messages",
    applies=lambda message, context: message.use_case == "2FA" and _is_passcode(message.text),
    good=(
        {
            "kind": "sample_message",
            "use_case": "2FA",
            "text": "TechCorp: Your code is 847392. It expires in 10 minutes. Do not share it. Reply STOP to opt out.",
        },
        {
            "kind": "sample_message",
            "use_case": "2FA",
            "text": "TechCorp: 847-392 is your PIN, valid for 5 min. We\u2019ll never ask: don\u2019t give it to anybody. STOP ends.",
        },
        {"kind": "sample_message", "use_case": "MARKETING", "text": "TechCorp: 20% off. Reply STOP to opt out."},
    ),
    bad=(
        {"kind": "sample_message", "use_case": "2FA", "text": "TechCorp: Your code is 847392. Reply STOP to opt out."},
        {
            "kind": "sample_message",
            "use_case": "2FA",
            "text": "TechCorp: Your code is 847392. It expires in 10 minutes. Reply STOP to opt out.",
        },
        {
            "kind": "sample_message",
            "use_case": "2FA",
            "text": "TechCorp: Your sign-in code is on its way. It expires soon. Do not share it. Reply STOP to opt out.",
        },
    ),
)
