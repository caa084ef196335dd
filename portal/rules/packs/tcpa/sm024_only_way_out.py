"""SM024: The words make one way the only way to opt out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from portal.rules.facts.patterns import pattern
from portal.rules.facts.text import normalize
from portal.rules.kit import GOOD_SAMPLE, at
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import KeywordReply, OptInWording, SampleMessage, VerbalScript

_LEAVE = r"(?:opt(?:ing)?[- ]?out|unsubscrib(?:e|ing)|stop(?:ping)?|cancel(?:l?ing)?|revok(?:e|ing)|withdraw(?:ing)?|leave|end)"
_ONLY = pattern(
    r"\b(?:only|sole|exclusive|single) (?:valid |accepted )?(?:way|method|means|manner)s? (?:to|of|for|by which you (?:can|may)) "
    + _LEAVE
    + r"\b|\b(?:can|may|must) only (?:be )?"
    + _LEAVE
    + r"\b|\b"
    + _LEAVE
    + r" only by\b|\b"
    + _LEAVE
    + r" requests? (?:(?:sent|made) )?(?:by|via|through) [a-z ,\-]{1,40} (?:will |are |is )?not (?:be )?(?:honou?red|accepted|processed)\b"
)
_DENIED = pattern(r"\b(?:not|isn't|never) (?:be )?(?:the |your )?$")
_ON = {"on": "2025-04-11"}


def _check(subject: SampleMessage | KeywordReply | OptInWording | VerbalScript, context: Context) -> Iterator[Hit]:
    text = normalize(subject.text)
    for match in _ONLY.finditer(text.folded):
        if not _DENIED.search(text.folded[max(0, match.start() - 24) : match.start()]):
            yield at(text, match.span(), "One way is made the only way to opt out.")


RULE = Rule(
    id="SM024",
    name="only-way-out",
    authority="tcpa",
    citation="47 CFR 64.1200(a)(10)",
    severity=Verdict.ERROR,
    subjects=(SampleMessage, KeywordReply, OptInWording, VerbalScript),
    check=_check,
    what="The words make one way the only way to opt out.",
    why="Consent may be revoked by any reasonable means; nobody may prescribe a single one.",
    fix="Name STOP as one way and do not rule out the others.",
    codes=("twilio:30887",),
    field="sample_messages",
    in_force_from=date(2025, 4, 11),
    needs=lambda: (_ONLY,),
    good=(
        {"kind": "sample_message", "text": GOOD_SAMPLE, "context": _ON},
        {
            "kind": "sample_message",
            "text": "Acme: Reply STOP to opt out. Replying is not the only way to opt out: call 217-555-0100.",
            "context": _ON,
        },
        {"kind": "sample_message", "text": "Acme: STOP is the only way to opt out.", "context": {"on": "2025-04-10"}},
    ),
    bad=(
        {"kind": "sample_message", "text": "Acme: Replying STOP is the only way to opt out.", "context": _ON},
        {
            "kind": "opt_in_wording",
            "text": "I agree to texts from Acme. The sole method of opting out is to reply STOP.",
            "context": _ON,
        },
        {
            "kind": "keyword_reply",
            "keyword": "HELP",
            "text": "Acme: Opt-out requests sent by e-mail will not be honored. Reply STOP to end.",
            "context": _ON,
        },
    ),
)
