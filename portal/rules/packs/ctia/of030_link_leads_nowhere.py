"""OF030: The link to the policy or the terms has no address of its own."""

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
    names = ", ".join(dict.fromkeys(form.marks.leading_nowhere))
    yield from absent(not names, f"{names}: the link has no address of its own and opens at most a pop-up.")


RULE = Rule(
    id="OF030",
    name="link-leads-nowhere",
    authority="ctia",
    citation="source 004, step 5.3; carriers' review of terms",
    severity=Verdict.WARNING,
    subjects=(OptInForm,),
    check=_check,
    what="The link to the policy or the terms has no address of its own.",
    why="Reviewers open the pages; a pop-up cannot be cited or checked.",
    fix="Link to a page of its own over https.",
    codes=("dca2:806",),
    field="opt_in_url",
    applies=checks.found_form,
    good=(
        {"kind": "opt_in_form", "html": GOOD_FORM},
        {"kind": "opt_in_form", "html": GOOD_FORM.replace("/terms", "https://acme.com/terms")},
        {"kind": "opt_in_form", "html": GOOD_FORM.replace("</form>", '<a href="#">Back</a></form>')},
    ),
    bad=(
        {"kind": "opt_in_form", "html": GOOD_FORM.replace("/terms", "#")},
        {"kind": "opt_in_form", "html": GOOD_FORM.replace("/privacy", "javascript:openPolicy()")},
        {"kind": "opt_in_form", "html": GOOD_FORM.replace('"/terms"', '""')},
    ),
)
