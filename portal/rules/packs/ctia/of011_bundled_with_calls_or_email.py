"""OF011: One box covers texts together with calls or e-mails."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules import checks
from portal.rules.facts import consent_signs, forms
from portal.rules.kit import (
    GOOD_FORM,
)
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    OptInForm,
)


def _check(form: OptInForm, context: Context) -> Iterator[Hit]:
    for sentence in forms.consent_sentences(form):
        if consent_signs.bundled_with_calls(sentence) or consent_signs.bundled_with_email(sentence):
            yield Hit(message=f"\u201c{sentence[:120]}\u201d bundles texts with another channel.")
            return


RULE = Rule(
    id="OF011",
    name="bundled-with-calls-or-email",
    authority="ctia",
    citation="source 000, opt-in must not 2",
    severity=Verdict.ERROR,
    subjects=(OptInForm,),
    check=_check,
    what="One box covers texts together with calls or e-mails.",
    why="Consent to texts stands on its own.",
    fix="Give texts a box of their own.",
    codes=(
        "toll_free_aggregator:548",
        "dca2:611",
    ),
    field="opt_in_url",
    applies=checks.has_wording,
    good=(
        {
            "kind": "opt_in_form",
            "html": GOOD_FORM.replace("</form>", "<p>Questions? Call us or send an e-mail.</p></form>"),
        },
        {
            "kind": "opt_in_form",
            "html": GOOD_FORM.replace(
                "</form>", "<label><input type=checkbox> E-mail me the newsletter.</label></form>"
            ),
        },
        {"kind": "opt_in_form", "html": GOOD_FORM},
    ),
    bad=(
        {"kind": "opt_in_form", "html": GOOD_FORM.replace("promotional text messages", "emails and text messages")},
        {
            "kind": "opt_in_form",
            "html": GOOD_FORM.replace("promotional text messages", "text messages and phone calls"),
        },
        {
            "kind": "opt_in_form",
            "html": GOOD_FORM.replace("promotional text messages", "promotional calls and text messages"),
        },
    ),
)
