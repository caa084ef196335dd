"""KW010: An automatic answer is shorter or longer than the registry's form takes."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts.lengths import filed_length
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import KeywordReply

_LONG = "Acme: You are in for order updates. Reply STOP to opt out or HELP for help. "


def _check(reply: KeywordReply, context: Context) -> Iterator[Hit]:
    length, least = filed_length(reply.text), context.limit("reply_min")
    most = context.limit("toll_free_reply_max" if context.channel == "toll_free" else "reply_max")
    if not least <= length <= most:
        yield Hit(message=f"The answer has {length:,} characters; {least} to {most} fit.")


RULE = Rule(
    id="KW010",
    name="reply-length",
    authority="tcr",
    citation="registry schema (20 to 320 characters; AWS and Sinch 255); toll-free forms (500)",
    severity=Verdict.WARNING,
    subjects=(KeywordReply,),
    check=_check,
    what="An automatic answer is shorter or longer than the registry's form takes.",
    why="The form takes 20 to 320 characters and refuses the rest.",
    fix="Bring the answer within the bounds.",
    codes=("twilio:21728",),
    field="help_message",
    good=(
        {"kind": "keyword_reply", "keyword": "JOIN", "text": _LONG},
        {"kind": "keyword_reply", "keyword": "STOP", "text": "x" * 20},
        {"kind": "keyword_reply", "keyword": "HELP", "text": "\u00e9" * 320 + "  "},
        {"kind": "toll_free", "help_message": "x" * 500},
    ),
    bad=(
        {"kind": "keyword_reply", "keyword": "STOP", "text": "Acme: Unsubscribed."},
        {"kind": "keyword_reply", "keyword": "JOIN", "text": _LONG * 5},
        {"kind": "toll_free", "help_message": "x" * 501},
        {"kind": "keyword_reply", "keyword": "HELP", "text": " " * 30 + "call us" + " " * 30},
    ),
)
