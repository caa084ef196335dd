"""OF006: The form does not link to the privacy policy."""

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
    yield from absent(forms.has_link(form, "privacy"), "Nothing on the page links to the privacy policy.")


RULE = Rule(
    id="OF006",
    name="privacy-link-missing",
    authority="ctia",
    citation="source 004, step 5.3; source 000, opt-in 7",
    severity=Verdict.ERROR,
    subjects=(OptInForm,),
    check=_check,
    what="The form does not link to the privacy policy.",
    why="People must be able to read it before they agree; reviewers follow the link.",
    fix="Put the link beside the box and let it open in a new tab.",
    codes=(
        "tcr:9108",
        "dca2:805",
    ),
    field="opt_in_url",
    applies=checks.found_form,
    good=(
        {"kind": "opt_in_form", "html": GOOD_FORM.replace("Privacy Policy</a>", "How we handle your data</a>")},
        {"kind": "opt_in_form", "html": GOOD_FORM.replace("/privacy", "https://acme.com/legal/privacy-notice")},
        {"kind": "opt_in_form", "html": GOOD_FORM},
    ),
    bad=(
        {
            "kind": "opt_in_form",
            "html": GOOD_FORM.replace("/privacy", "/legal").replace("Privacy Policy</a>", "Legal</a>"),
        },
        {"kind": "opt_in_form", "html": "<form><input type=tel> We care for your privacy.</form>"},
        {"kind": "opt_in_form", "html": GOOD_FORM.replace('<a href="/privacy" target="_blank">Privacy Policy</a>', "")},
    ),
)
