"""OF034: Two-factor codes come by text and in no other way."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import consent_words
from portal.rules.facts.text import normalize
from portal.rules.kit import GOOD_FORM, absent
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    OptInForm,
)


def _applies(form: OptInForm, context: Context) -> bool:
    later = bool(context.limit("later_public_rules"))
    return later and form.found and consent_words.sends_codes(normalize(form.text).folded)


def _check(form: OptInForm, context: Context) -> Iterator[Hit]:
    other = consent_words.names_other_channel(normalize(form.text).folded)
    yield from absent(other, "The form sends codes by text and offers no other way.")


RULE = Rule(
    id="OF034",
    name="codes-by-text-only",
    authority="tcr",
    citation="Twilio 30553",
    severity=Verdict.WARNING,
    subjects=(OptInForm,),
    check=_check,
    what="Two-factor codes come by text and in no other way.",
    why="People must be free not to be texted; a forced text for a sign-in is refused.",
    fix="Offer e-mail, an authenticator app or a call beside the text.",
    codes=("twilio:30553",),
    field="opt_in_url",
    applies=_applies,
    good=(
        {
            "kind": "opt_in_form",
            "profile": "current",
            "html": "<form><p>Get your verification code by text or by email.</p><label>Mobile number <input type=tel></label><button>Send code</button></form>",
        },
        {
            "kind": "opt_in_form",
            "html": "<form><p>We text you a one-time passcode.</p><label>Mobile number <input type=tel></label><button>Send code</button></form>",
        },
        {"kind": "opt_in_form", "profile": "current", "html": GOOD_FORM},
    ),
    bad=(
        {
            "kind": "opt_in_form",
            "profile": "current",
            "html": "<form><p>We text you a one-time passcode.</p><label>Mobile number <input type=tel></label><button>Send code</button></form>",
        },
        {
            "kind": "opt_in_form",
            "profile": "current",
            "html": "<form><p>A verification code will be sent to this number by SMS.</p><label>Mobile number <input type=tel></label><button>Send code</button></form>",
        },
        {
            "kind": "opt_in_form",
            "profile": "current",
            "html": "<form><p>Enter your number for two-factor sign-in.</p><label>Mobile number <input type=tel></label><button>Send code</button></form>",
        },
    ),
)
