"""Questions that several rules ask of their subject."""

from __future__ import annotations

from portal.rules.facts import signs
from portal.rules.facts.text import normalize
from portal.rules.rule import Context
from portal.rules.subjects import OptInForm, OptInWording


def is_marketing_consent(wording: OptInWording, context: Context) -> bool:
    """Whether the consent is for marketing: declared so, or its own words promote."""
    return wording.purpose == "marketing" or _promotes(wording.text)


def is_marketing_form(form: OptInForm, context: Context) -> bool:
    """Whether the form asks for consent to marketing messages."""
    return _promotes(form.wording)


def _promotes(words: str) -> bool:
    folded = normalize(words).folded
    return signs.promotion(folded) is not None or any(
        phrase in folded for phrase in ("promotional", "marketing text", "marketing message", "marketing sms")
    )


def has_wording(form: OptInForm, context: Context) -> bool:
    """Whether the form speaks of texts at all."""
    return bool(form.wording.strip())


def found_form(form: OptInForm, context: Context) -> bool:
    """Whether there is a form with a phone field."""
    return form.found
