"""CR017: The record does not say what the person did to agree, or the box was ticked before."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts.patterns import any_word
from portal.rules.facts.text import normalize
from portal.rules.record_kit import KEYWORD, RECORD, SPOKEN
from portal.rules.records import ConsentRecord
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule

_TICKED = frozenset({"checked", "ticked", "on", "true", "yes", "prechecked", "pre-checked", "1"})
_NO_ACT = any_word(
    (
        "none",
        "no action",
        "implied",
        "assumed",
        "automatic",
        "automatically",
        "by default",
        "pre-checked",
        "prechecked",
        "existing customer",
        "inferred",
    )
)


def _check(record: ConsentRecord, context: Context) -> Iterator[Hit]:
    if record.checkbox_initial.strip().lower() in _TICKED:
        yield Hit(message="The box was ticked when the page opened.", field="checkbox_initial", codes=("tcr:9607",))
    act = normalize(record.affirmative_action).folded.replace("_", " ")
    if not act.strip() and not (record.keyword or record.text or record.response):
        yield Hit(message="What the person did to agree is missing.")
    elif _NO_ACT.search(act):
        yield Hit(message=f"\u201c{record.affirmative_action[:60]}\u201d is no act of the person.")


RULE = Rule(
    id="CR017",
    name="no-act-of-consent",
    authority="tcpa",
    citation="source 004, step 5.2; source 000, opt-in must",
    severity=Verdict.ERROR,
    subjects=(ConsentRecord,),
    check=_check,
    what="The record does not say what the person did to agree, or the box was ticked before.",
    why="Consent is an act: a box ticked, a keyword sent, a signature, a spoken yes. A box that was ticked already is none.",
    fix="Store what the person did and how the box stood when the page opened.",
    codes=("tcr:9607",),
    field="affirmative_action",
    applies=lambda record, context: record.gives_consent,
    good=(
        RECORD,
        KEYWORD,
        SPOKEN,
        {**RECORD, "affirmative_action": "signed"},
        {**RECORD, "affirmative_action": "", "facts": {"affirmative_action": "box ticked"}, "response": "yes"},
    ),
    bad=(
        {**RECORD, "affirmative_action": ""},
        {**RECORD, "checkbox_initial": "Checked"},
        {**RECORD, "affirmative_action": "implied by purchase"},
        {**RECORD, "affirmative_action": "existing customer"},
    ),
)
