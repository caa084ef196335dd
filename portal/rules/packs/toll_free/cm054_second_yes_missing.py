"""CM054: A marketing program takes consent without a second, confirming reply."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import consent_words
from portal.rules.facts.text import normalize
from portal.rules.kit import absent
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    Campaign,
    TollFreeBrief,
)


def _applies(subject: Campaign | TollFreeBrief, context: Context) -> bool:
    if isinstance(subject, TollFreeBrief):
        return subject.message_type.lower() == "marketing" and subject.opt_in_method == "sms_keyword"
    spoken = subject.opt_in_method in {"verbal", "ivr"}
    return subject.use_case == "MARKETING" and subject.double_opt_in is not None and not spoken


def _check(subject: Campaign | TollFreeBrief, context: Context) -> Iterator[Hit]:
    if isinstance(subject, Campaign):
        yield from absent(
            subject.double_opt_in, "People join with one step; a YES by text would be a second proof.", codes=()
        )
        return
    texts = (subject.opt_in_workflow, subject.opt_in_message, subject.opt_in_wording)
    if not any(consent_words.confirmed_by_reply(normalize(text).folded) for text in texts):
        words = "People join by keyword and are not asked to confirm with a second reply."
        yield Hit(message=words, severity=Verdict.WARNING, field="opt_in_workflow")


RULE = Rule(
    id="CM054",
    name="second-yes-missing",
    authority="toll_free",
    citation="source 004, step 5.3; toll-free reviewers' guidance",
    severity=Verdict.ADVICE,
    subjects=(
        Campaign,
        TollFreeBrief,
    ),
    check=_check,
    what="A marketing program takes consent without a second, confirming reply.",
    why="A reply of YES is a second proof that carriers can verify; toll-free reviewers ask for it where people join by keyword.",
    fix='Text "Reply YES to confirm" first and send offers only after the YES.',
    codes=("toll_free_aggregator:548",),
    field="double_opt_in",
    applies=_applies,
    good=(
        {"kind": "campaign", "use_case": "MARKETING", "opt_in_method": "web_form", "double_opt_in": True},
        {"kind": "campaign", "use_case": "CUSTOMER_CARE", "double_opt_in": False},
        {
            "kind": "toll_free",
            "message_type": "marketing",
            "opt_in_method": "sms_keyword",
            "opt_in_workflow": "People text JOIN, we ask them to reply YES to confirm, then offers start.",
        },
        {"kind": "toll_free", "message_type": "informational", "opt_in_method": "sms_keyword"},
    ),
    bad=(
        {"kind": "campaign", "use_case": "MARKETING", "opt_in_method": "web_form", "double_opt_in": False},
        {
            "kind": "toll_free",
            "message_type": "marketing",
            "opt_in_method": "sms_keyword",
            "opt_in_workflow": "People text JOIN and get offers.",
        },
        {
            "kind": "toll_free",
            "message_type": "MARKETING",
            "opt_in_method": "sms_keyword",
            "opt_in_message": "Welcome! Reply STOP to opt out.",
        },
    ),
)
