"""The linter beside its floor: one pass of a multi-word pattern over the same text."""

from __future__ import annotations

from collections.abc import Iterator

import re2

from bench.timing import median_ms, row
from portal.rules.engine import lint

_BRAND = {"legal_name": "Northwind Dental Group LLC", "dba_name": "Northwind Dental"}
_SAMPLE = "Northwind Dental: your cleaning is on Thu Dec 3 at 2:30 PM. Reply STOP to opt out."
_WORDING = (
    "I agree to receive appointment reminders from Northwind Dental by text message, up to 4 messages per month. Msg & "
    "data rates may apply. Reply STOP to opt out or HELP for help. Consent is not a condition of purchase."
)
_CAMPAIGN = {
    "brand": _BRAND,
    "use_case": "CUSTOMER_CARE",
    "description": "Northwind Dental sends appointment reminders to active patients for scheduling purposes.",
    "sample_messages": [_SAMPLE] * 5,
    "opt_in_method": "web_form",
    "opt_in_wording": _WORDING,
    "opt_out_message": "Northwind Dental: You have been unsubscribed. No further messages will be sent.",
    "help_message": "Northwind Dental: call (217) 555-0142 for help. Reply STOP to unsubscribe.",
}
_PARAGRAPH = "<p>We collect what you enter and use it to keep our appointments with you. We keep it safe.</p>\n"
_POLICY = "<html><body><h1>Privacy policy</h1>" + _PARAGRAPH * 1_050 + "</body></html>"
_WORDS = re2.compile(r"(?i)stop|help|rates|frequency|consent|share|sell|third part|opt.out|privacy|terms|http|free|win")


def rows() -> Iterator[str]:
    """A whole campaign, a thousand messages, a policy of about 100 KB."""
    campaign = " ".join(str(value) for value in _CAMPAIGN.values())
    message = {"text": _SAMPLE, "brand": _BRAND, "use_case": "CUSTOMER_CARE"}
    yield row("a whole campaign", median_ms(lambda: lint("campaign", _CAMPAIGN)), _floor([campaign]))
    yield row(
        "1,000 messages",
        median_ms(lambda: [lint("sample_message", message) for _ in range(1_000)], rounds=3),
        _floor([_SAMPLE] * 1_000),
    )
    yield row(
        f"a policy of {len(_POLICY) // 1_000} KB",
        median_ms(lambda: lint("privacy_policy", {"text": _POLICY})),
        _floor([_POLICY]),
    )


def _floor(texts: list[str]) -> float:
    return median_ms(lambda: [sum(1 for _ in _WORDS.finditer(text)) for text in texts])
