"""SM001: A sample message does not tell people how to opt out."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import signs
from portal.rules.facts.text import normalize
from portal.rules.kit import (
    ACME,
    GOOD_SAMPLE,
    appended,
)
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    SampleMessage,
)


def _check(message: SampleMessage, context: Context) -> Iterator[Hit]:
    if signs.stop_line(normalize(message.text).folded) is not None:
        return
    severity = None
    if not context.limit("stop_in_every_sample"):
        samples = getattr(context.whole, "sample_messages", ())
        others = any(signs.stop_line(normalize(text).folded) for text in samples)
        severity = Verdict.WARNING if others else None
    yield Hit(
        message="The message does not say how to opt out.",
        severity=severity,
        edit=appended(message.text, "Reply STOP to opt out.", "Add the opt-out line"),
    )


RULE = Rule(
    id="SM001",
    name="stop-line-missing",
    authority="tcr",
    citation="source 004, steps 4.3 and 7.5",
    severity=Verdict.ERROR,
    subjects=(SampleMessage,),
    check=_check,
    what="A sample message does not tell people how to opt out.",
    why="It is the most common single cause of refusals: about 15 of 100 campaigns fall for it.",
    fix='End the message with "Reply STOP to opt out."',
    codes=("tcr:9106",),
    field="sample_messages",
    good=(
        {"kind": "sample_message", "text": "Acme: Hi Jane, see you at 3. To opt-out, please reply STOP"},
        {"kind": "sample_message", "text": GOOD_SAMPLE, "brand": ACME},
        {"kind": "sample_message", "text": "Acme: Your order has shipped. Txt \u201cSTOP\u201d 2 end"},
    ),
    bad=(
        {"kind": "sample_message", "text": "Acme: Big sale today. Reply 2 to unsubscribe."},
        {"kind": "sample_message", "text": "Acme: Your bus stop has moved to Oak Street."},
        {"kind": "sample_message", "text": "Acme: Your order #87234 has shipped.", "brand": ACME},
        {"kind": "sample_message", "text": "Acme: Work on the bridge has STOPPED."},
    ),
)
