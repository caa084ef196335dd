"""OF008: A hidden field sends consent whatever people do."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.kit import (
    GOOD_FORM,
    absent,
)
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    OptInForm,
)


def _check(form: OptInForm, context: Context) -> Iterator[Hit]:
    yield from absent(not form.hidden_consent, "A hidden field carries a consent that is set beforehand.")


RULE = Rule(
    id="OF008",
    name="consent-preset-hidden",
    authority="tcpa",
    citation="source 004, step 5.3",
    severity=Verdict.ERROR,
    subjects=(OptInForm,),
    check=_check,
    what="A hidden field sends consent whatever people do.",
    why="Consent that the page gives by itself is nobody's consent.",
    fix="Remove the hidden field and read the box.",
    codes=("tcr:9607",),
    field="opt_in_url",
    good=(
        {"kind": "opt_in_form", "html": GOOD_FORM.replace("<form>", "<form><input type=hidden name=csrf value=1>")},
        {
            "kind": "opt_in_form",
            "html": GOOD_FORM.replace("<form>", "<form><input type=hidden name=sms_consent value=>"),
        },
        {"kind": "opt_in_form", "html": GOOD_FORM},
    ),
    bad=(
        {
            "kind": "opt_in_form",
            "html": GOOD_FORM.replace("<form>", "<form><input type=hidden name=opt-in value=true>"),
        },
        {
            "kind": "opt_in_form",
            "html": GOOD_FORM.replace("<form>", "<form><input type=hidden name=smsSubscribe value=on>"),
        },
        {
            "kind": "opt_in_form",
            "html": GOOD_FORM.replace("<form>", '<form><input type="hidden" name="sms_consent" value="yes">'),
        },
    ),
)
