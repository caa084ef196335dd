"""OF029: A link to the policy or the terms does not open in a new tab."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules import checks
from portal.rules.kit import GOOD_FORM, absent
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    OptInForm,
)


def _check(form: OptInForm, context: Context) -> Iterator[Hit]:
    names = ", ".join(dict.fromkeys(form.marks.same_tab))
    yield from absent(not names, f"{names}: this opens in the same tab and takes people away from the form.")


RULE = Rule(
    id="OF029",
    name="link-in-same-tab",
    authority="tcr",
    citation="source 004, step 5.3",
    severity=Verdict.WARNING,
    subjects=(OptInForm,),
    check=_check,
    what="A link to the policy or the terms does not open in a new tab.",
    why="The published checklist asks that both open in a new tab, so that nobody loses the form while reading.",
    fix='Add target="_blank" and rel="noopener" to the link.',
    codes=("tcr:9108",),
    field="opt_in_url",
    applies=checks.found_form,
    good=(
        {"kind": "opt_in_form", "html": GOOD_FORM},
        {"kind": "opt_in_form", "html": GOOD_FORM.replace("Terms</a>", "Terms of Service</a>")},
        {"kind": "opt_in_form", "html": "<form><label>Mobile <input type=tel></label><a href=/help>Help</a></form>"},
    ),
    bad=(
        {"kind": "opt_in_form", "html": GOOD_FORM.replace(' target="_blank"', "")},
        {"kind": "opt_in_form", "html": GOOD_FORM.replace('/privacy" target="_blank"', '/privacy"')},
        {"kind": "opt_in_form", "html": GOOD_FORM.replace('/terms" target="_blank"', '/terms" target="_self"')},
    ),
)
