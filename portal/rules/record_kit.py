# ruff: noqa: E501 - sentences of the samples stay whole
"""A sound consent record and a sound do-not-call practice for the samples of the rules about them."""

from __future__ import annotations

from portal.rules.kit import ACME, GOOD_CONSENT

RECORD = {
    "kind": "consent_record",
    "type": "opt_in",
    "number": "+13125550142",
    "occurred_at": "2026-03-02T14:05:09-06:00",
    "received_at": "2026-03-02T20:05:10Z",
    "method": "web_form",
    "purpose": "marketing",
    "program": "acme-offers",
    "brand": ACME,
    "wording": GOOD_CONSENT,
    "wording_version": "3",
    "capture": "form-3.png",
    "url": "https://acme.com/join",
    "address": "198.51.100.7",
    "user_agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_3 like Mac OS X)",
    "name": "Dana Reed",
    "affirmative_action": "box ticked",
    "checkbox_initial": "unticked",
    "keep_until": "2031-03-02",
}
SPOKEN = {
    **RECORD,
    "method": "verbal",
    "wording": "Acme would like to send you text messages with promotional offers. Message frequency varies. Message and data rates may apply. Reply STOP to opt out or HELP for help. Do you agree to receive text messages from Acme?",
    "url": "",
    "address": "",
    "user_agent": "",
    "affirmative_action": "spoken yes",
    "checkbox_initial": "",
    "representative": "Lee Ortiz",
    "response": "Yes, that is fine.",
    "recording": "call-8841",
}
KEYWORD = {
    **RECORD,
    "method": "sms_keyword",
    "url": "",
    "address": "",
    "user_agent": "",
    "keyword": "JOIN",
    "text": "Join",
    "affirmative_action": "keyword sent",
    "checkbox_initial": "",
}
STOPPED = {
    "kind": "consent_record",
    "type": "opt_out",
    "number": "+13125550142",
    "occurred_at": "2026-05-04T10:00:00-05:00",
    "method": "sms_keyword",
    "purpose": "marketing",
    "program": "acme-offers",
    "brand": ACME,
    "keyword": "STOP",
    "text": "Stop",
    "matched_by": "whole text",
    "honored_at": "2026-05-04T10:00:01-05:00",
    "confirmation_sent_at": "2026-05-04T10:00:03-05:00",
    "keep_until": "2031-05-04",
}
PRACTICE = {
    "kind": "dnc_policy",
    "purpose": "marketing",
    "scrubs_registry": True,
    "scrub_every_days": 28,
    "internal_list": True,
    "honour_within_days": 0,
    "requests_kept_for_ever": True,
    "written_policy": True,
    "training": True,
    "monitoring": True,
    "sends_from": "10:00",
    "sends_until": "20:00",
    "days": ["mon", "tue", "wed", "thu", "fri", "sat"],
    "recipient_time": True,
}
