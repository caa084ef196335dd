"""OF007: The form does not link to the terms."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules import checks
from portal.rules.facts import forms
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
    yield from absent(forms.has_link(form, "terms"), "Nothing on the page links to the terms.")


RULE = Rule(
    id="OF007",
    name="terms-link-missing",
    authority="ctia",
    citation="source 004, step 5.3; source 000, opt-in 7",
    severity=Verdict.ERROR,
    subjects=(OptInForm,),
    check=_check,
    what="The form does not link to the terms.",
    why="People must be able to read them before they agree.",
    fix="Put the link beside the box and let it open in a new tab.",
    codes=(
        "tcr:9108",
        "dca2:806",
    ),
    field="opt_in_url",
    applies=checks.found_form,
    good=(
        {"kind": "opt_in_form", "html": GOOD_FORM.replace("/terms", "/tos").replace("Terms</a>", "Terms of Use</a>")},
        {"kind": "opt_in_form", "html": GOOD_FORM.replace("Terms</a>", "SMS terms</a>")},
        {"kind": "opt_in_form", "html": GOOD_FORM},
    ),
    bad=(
        {"kind": "opt_in_form", "html": GOOD_FORM.replace("/terms", "/rules").replace("Terms</a>", "Rules</a>")},
        {"kind": "opt_in_form", "html": "<form><input type=tel> Terms apply.</form>"},
        {"kind": "opt_in_form", "html": GOOD_FORM.replace('<a href="/terms" target="_blank">Terms</a>', "")},
    ),
)
