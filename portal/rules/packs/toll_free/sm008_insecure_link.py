"""SM008: A link in a sample message starts with http://."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import signs
from portal.rules.facts.text import normalize
from portal.rules.kit import (
    at,
)
from portal.rules.result import Edit, Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    SampleMessage,
)


def _check(message: SampleMessage, context: Context) -> Iterator[Hit]:
    text = normalize(message.text)
    for span, host in signs.links(text.folded):
        if text.folded[span[0] : span[1]].startswith("http://"):
            start, end = text.span(*span)
            edit = Edit(start, end, "https" + message.text[start + 4 : end], safe=False, label="Use https")
            yield at(text, span, f"The link to {host} is not secured.", edit=edit)


RULE = Rule(
    id="SM008",
    name="insecure-link",
    authority="toll_free",
    citation="source 003, code 544; source 004, step 2.1",
    severity=Verdict.ERROR,
    subjects=(SampleMessage,),
    check=_check,
    what="A link in a sample message starts with http://.",
    why="Reviewers and filters take an unsecured address for an unsafe one.",
    fix="Write https://, and make sure the page answers there.",
    codes=(
        "toll_free_aggregator:544",
        "tcr:1103",
    ),
    field="sample_messages",
    needs=lambda: (signs.LINK,),
    good=(
        {"kind": "sample_message", "text": "Acme: see acme.com/shop Reply STOP to opt out."},
        {"kind": "sample_message", "text": "Acme: see https://acme.com/?u=http Reply STOP to opt out."},
        {"kind": "sample_message", "text": "Acme: see https://acme.com/shop Reply STOP to opt out."},
    ),
    bad=(
        {"kind": "sample_message", "text": "Acme: see HTTP://ACME.COM Reply STOP to opt out."},
        {"kind": "sample_message", "text": "Acme: https://acme.com or http://old.acme.com Reply STOP to opt out."},
        {"kind": "sample_message", "text": "Acme: see http://acme.com/shop Reply STOP to opt out."},
    ),
)
