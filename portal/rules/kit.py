# ruff: noqa: E501 - sentences of the samples stay whole
"""What rule files share: the example brand, hits on places, mends at the end of a text."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts.signs import Span
from portal.rules.facts.text import Text
from portal.rules.result import Edit, Hit, Verdict

# The source's own example business (source 004, step 3.2).
ACME = {"legal_name": "Acme Holdings LLC", "dba_name": "Acme", "website": "https://acme.com"}
DENTAL = {"legal_name": "GreenLeaf Dental", "dba_name": ""}
GOOD_SAMPLE = (
    "Acme: FLASH SALE - 40% off all orders placed this weekend. Use code FLASH40 at checkout: acme.com/shop "
    "Reply STOP to unsubscribe. Msg & data rates may apply."
)
GOOD_CARE_SAMPLE = (
    "GreenLeaf Dental: Reminder - your cleaning is Wed Nov 6 at 2pm with Dr. Patel. Confirm: reply YES. "
    "Reply STOP to opt out. Msg & data rates may apply."
)
GOOD_CONSENT = (
    "I consent to receive promotional text messages from Acme at the phone number provided. Message frequency varies "
    "(up to 4 messages per month). Message and data rates may apply. Text STOP to opt out or HELP for assistance. "
    "View our Privacy Policy at https://acme.com/privacy and Terms of Service at https://acme.com/terms. "
    "Consent is not a condition of purchase."
)
GOOD_DESCRIPTION = (
    "Acme sends promotional offers and seasonal discount notifications to opted-in customers for e-commerce marketing "
    "and customer retention purposes."
)
GOOD_POLICY = (
    "# Privacy Policy\n\nWe collect, use and share data as described here.\n\n## SMS Communications\n\nWe collect mobile "
    "phone numbers when you opt in to our text message program. SMS consent and phone numbers are NOT shared with third "
    "parties or affiliates for their marketing purposes. Consent records are retained for a minimum of 4 years. You may "
    "opt out at any time by texting STOP to any message. Supported keywords: STOP (unsubscribe), START (resubscribe), "
    "HELP (support). Message frequency varies. Message and data rates may apply.\n"
)
GOOD_TERMS = (
    "# Terms of Service\n\n## Text messages\n\nAcme sends order updates and promotional offers by text message to those "
    "who opt in. Message frequency varies. Message and data rates may apply. Reply STOP to opt out or HELP for help, or "
    "e-mail support@acme.com. See our [Privacy Policy](https://acme.com/privacy).\n"
)
GOOD_FORM = (
    '<form><label for="p">Mobile number (optional)</label><input type="tel" id="p" name="phone">'
    '<input type="checkbox" id="c" name="sms"><label for="c">I agree to receive promotional text messages from Acme. '
    "Message frequency varies. Message and data rates may apply. Reply STOP to opt out or HELP for help. Consent is not "
    'a condition of purchase.</label> <a href="/privacy" target="_blank">Privacy Policy</a> '
    '<a href="/terms" target="_blank">Terms</a></form>'
)


def at(text: Text, span: Span, message: str, **more: object) -> Hit:
    """A hit on a place of the folded text, with the span of what the author typed."""
    return Hit(message=message, span=text.span(*span), **more)  # type: ignore[arg-type]


def appended(raw: str, sentence: str, label: str, *, safe: bool = True) -> Edit:
    """The edit that puts a sentence at the end of a text."""
    body = raw.rstrip()
    joint = " " if not body or body[-1] in ".!?:" else ". "
    return Edit(start=len(body), end=len(raw), text=(joint if body else "") + sentence, safe=safe, label=label)


def quoted(raw: str, span: Span, text: Text) -> str:
    """The author's own words at a place, for a message."""
    start, end = text.span(*span)
    return raw[start:end]


def absent(
    present: object,
    message: str,
    *,
    codes: tuple[str, ...] | None = None,
    edit: Edit | None = None,
    severity: Verdict | None = None,
) -> Iterator[Hit]:
    """One hit when something that must be there is not."""
    if not present:
        yield Hit(message=message, codes=codes, edit=edit, severity=severity)
