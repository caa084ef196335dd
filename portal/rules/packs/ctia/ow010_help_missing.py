"""OW010: The consent wording does not offer HELP."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import signs
from portal.rules.facts.text import normalize
from portal.rules.kit import (
    GOOD_CONSENT,
    absent,
    appended,
)
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    OptInWording,
)


def _check(wording: OptInWording, context: Context) -> Iterator[Hit]:
    edit = appended(wording.text, "Reply HELP for help.", "Add the help line")
    yield from absent(signs.help_line(normalize(wording.text).folded), "The wording does not offer HELP.", edit=edit)


RULE = Rule(
    id="OW010",
    name="help-missing",
    authority="ctia",
    citation="source 000, opt-in 6; source 004, step 5.4",
    severity=Verdict.WARNING,
    subjects=(OptInWording,),
    check=_check,
    what="The consent wording does not offer HELP.",
    why="Reviewers look for both words, STOP and HELP.",
    fix='Add "Reply HELP for help."',
    codes=("dca2:806",),
    field="opt_in_wording",
    good=(
        {"kind": "opt_in_wording", "text": "Texts from Acme. Text HELP for info, STOP to end."},
        {"kind": "opt_in_wording", "text": "Texts from Acme. For help, reply HELP."},
        {"kind": "opt_in_wording", "text": GOOD_CONSENT},
    ),
    bad=(
        {"kind": "opt_in_wording", "text": "We are here to help! Texts from Acme about orders."},
        {"kind": "opt_in_wording", "text": "Texts from Acme. Reply STOP to opt out, call for assistance."},
        {"kind": "opt_in_wording", "text": "I agree to receive promotional texts from Acme. Reply STOP to opt out."},
    ),
)
