"""Which address answers what to whom, room by room."""

from __future__ import annotations

from typing import Final

from tests.permissions.asked import Asked
from tests.permissions.desks import DESK, REVIEW

APART: Final = {"common:theme", "api:nothing-here"}
"""A choice kept in the visitor's own cookie, and what stands under no address of the API."""

ACCOUNTS: Final = (
    Asked("accounts:team", "GET", "200 200 200 200 200 200 200", outsiders="200 200 200 404"),
    Asked(
        "accounts:member_role",
        "POST",
        "302 403 403 403 404 404 404",
        {"membership_id": "@membership"},
        {"role": "viewer"},
    ),
    Asked("accounts:member_remove", "POST", "302 403 403 403 404 404 404", {"membership_id": "@membership"}),
    Asked("accounts:invitation_revoke", "POST", "302 403 403 403 404 404 404", {"invitation_id": "@invitation"}),
    Asked("accounts:switch", "POST", "302 302 302 302 404 404 404", {}, {"organization": "@organization"}),
    Asked("accounts:keys", "GET", "200 403 403 403 403 200 403", outsiders="200 200 403 403"),
    Asked("accounts:key_new", "GET", "200 403 403 403 403 200 403", outsiders="200 200 403 403"),
    Asked("accounts:key_revoke", "POST", "302 403 403 403 404 404 404", {"key_id": "@key"}),
    Asked("accounts:settings", "GET", "200 403 403 403 403 200 403", outsiders="200 200 403 403"),
    Asked("accounts:house_rules", "GET", "404 403 403 403 403 200 403", outsiders="404 404 403 403"),
    Asked(
        "accounts:house_rules",
        "POST",
        "404 403 403 403 403 302 403",
        {},
        {"rule": "CT001", "wish": "warning", "reason": "Ours."},
        outsiders="404 404 403 403",
    ),
    Asked("accounts:kept", "GET", "200 200 200 200 200 200 200", outsiders="200 200 200 200"),
    Asked("accounts:kept_put_away", "POST", "302 302 302 302 302 302 302", outsiders="302 302 302 302"),
    Asked("desk:branding", "GET", "404 403 403 403 403 200 403", outsiders="404 404 403 403"),
    Asked("desk:logo_remove", "POST", "404 403 403 403 403 302 403", outsiders="404 404 403 403"),
)
NOTICES: Final = (
    Asked("notices:notices", "GET", "200 200 200 200 200 200 200", outsiders="200 200 200 200"),
    Asked("notices:read_all", "POST", "302 302 302 302 302 302 302", outsiders="302 302 302 302"),
    Asked("notices:follow", "POST", "302 404 404 404 404 404 404", {"notice_id": "@notice"}),
    Asked("notices:emails", "GET", "200 200 200 200 200 200 200", outsiders="200 200 200 200"),
    Asked("notices:mail_list", "GET", "404 403 403 403 403 200 403", outsiders="404 404 403 403"),
    Asked(
        "notices:mail_shown",
        "GET",
        "404 403 403 403 403 200 403",
        {},
        {"event": "application_approved"},
        outsiders="404 404 403 403",
    ),
    Asked("notices:support", "GET", "200 403 200 200 200 200 200", outsiders="200 200 200 403"),
    Asked("notices:support_new", "GET", "200 403 200 200 403 200 200", outsiders="200 200 403 403"),
    Asked("notices:support_request", "GET", "200 403 200 200 200 200 200", {"reference": "@support"}),
    Asked(
        "notices:support_request",
        "POST",
        "302 403 302 302 302 302 403",
        {"reference": "@support"},
        {"text": "One more thing."},
    ),
    Asked("notices:support_close", "POST", "302 403 302 302 302 302 302", {"reference": "@support"}),
)
EVIDENCE: Final = (
    Asked(
        "evidence:upload",
        "POST",
        "302 403 302 403 302 302 403",
        {},
        {"subject_kind": "campaign", "subject_id": "@campaign", "kind": "other", "next": "/", "file": "@file"},
    ),
    Asked("evidence:document", "GET", "200 200 200 200 200 200 200", {"document_id": "@document"}),
    Asked("evidence:shown", "GET", "200 200 200 200 200 200 200", {"document_id": "@document"}),
    Asked(
        "evidence:detach",
        "POST",
        "302 403 302 403 302 302 403",
        {"document_id": "@document"},
        {"subject_kind": "campaign", "subject_id": "@campaign", "field": "opt_in_evidence"},
    ),
    Asked("webchecks:run", "GET", "200 200 200 200 200 200 200", {"id": "@run"}),
    Asked("webchecks:progress", "GET", "200 200 200 200 200 200 200", {"id": "@run"}),
    Asked("webchecks:evidence", "GET", "200 200 200 200 200 200 200", {"id": "@run", "sha256": "@capture"}),
    Asked("webchecks:evidence_view", "GET", "200 200 200 200 200 200 200", {"id": "@run", "sha256": "@capture"}),
    Asked("webchecks:compare", "GET", "200 200 200 200 200 200 200", {"id": "@run"}),
    Asked("webchecks:replay", "GET", "200 200 200 200 200 200 200", {"id": "@run"}),
    Asked("webchecks:history", "GET", "200 200 200 200 200 200 200", {"kind": "campaign", "id": "@campaign"}),
)
ANSWERS: Final = (
    Asked("brands:topic", "GET", "200 403 200 403 403 403 403", {"draft_id": "@brand", "topic": "identity"}),
    Asked("brands:topic", "POST", "302 403 302 403 403 403 403", {"draft_id": "@brand", "topic": "identity"}),
    Asked("brands:lint", "POST", "200 200 200 200 200 200 200", {"draft_id": "@brand", "topic": "identity"}),
    Asked("campaigns:topic", "GET", "200 403 200 403 403 403 403", {"draft_id": "@campaign", "topic": "purpose"}),
    Asked("campaigns:topic", "POST", "422 403 422 403 403 403 403", {"draft_id": "@campaign", "topic": "purpose"}),
    Asked("campaigns:lint", "POST", "200 200 200 200 200 200 200", {"draft_id": "@campaign", "topic": "purpose"}),
    Asked("campaigns:numbers", "GET", "200 200 200 200 200 200 200", {"campaign_id": "@approved_campaign"}),
    Asked(
        "campaigns:numbers",
        "POST",
        "302 403 302 403 403 403 403",
        {"campaign_id": "@approved_campaign"},
        {"number": "+16142802001"},
    ),
    Asked(
        "campaigns:number",
        "POST",
        "302 403 302 403 302 302 403",
        {"campaign_id": "@approved_campaign", "number_id": "@number"},
        {"act": "associate"},
    ),
    Asked("campaigns:amend", "GET", "200 403 200 403 403 403 403", {"campaign_id": "@approved_campaign"}),
    Asked("campaigns:amend", "POST", "422 403 422 403 403 403 403", {"campaign_id": "@approved_campaign"}),
    Asked("verification:topic", "GET", "200 403 200 403 403 403 403", {"draft_id": "@verification", "topic": "sender"}),
    Asked(
        "verification:topic", "POST", "302 403 302 403 403 403 403", {"draft_id": "@verification", "topic": "sender"}
    ),
    Asked("verification:lint", "POST", "200 200 200 200 200 200 200", {"draft_id": "@verification", "topic": "sender"}),
    Asked("verification:numbers", "GET", "200 200 200 200 200 200 200", {"verification_id": "@verification"}),
    Asked(
        "verification:numbers",
        "POST",
        "302 403 302 403 403 403 403",
        {"verification_id": "@verification"},
        {"number": "+18335550143"},
    ),
    Asked(
        "verification:number_remove",
        "POST",
        "302 403 302 403 403 403 403",
        {"verification_id": "@verification", "number_id": "@toll_free_number"},
    ),
)
LEDGER: Final = (
    Asked("consent:programs", "GET", "200 403 200 200 403 200 200", outsiders="200 200 403 403"),
    Asked("consent:lookup", "GET", "200 403 200 200 403 200 200", outsiders="200 200 403 403"),
    Asked(
        "consent:lookup",
        "POST",
        "302 403 302 302 403 302 302",
        {},
        {"number": "+13126442001"},
        outsiders="200 200 403 403",
    ),
    Asked("consent:program", "GET", "200 403 200 200 403 200 200", {"program_id": "@program"}),
    Asked("consent:code", "GET", "200 403 200 200 403 200 200", {"program_id": "@program"}),
    Asked("consent:person", "GET", "200 403 200 200 403 200 200", {"subject_id": "@subject"}),
    Asked("consent:reveal", "POST", "200 403 403 200 403 200 200", {"subject_id": "@subject"}),
    Asked("consent:hold", "POST", "302 403 403 302 403 302 302", {"subject_id": "@subject"}, {"reason": "Case 17"}),
    Asked("consent:hold", "POST", "422 403 403 422 403 422 422", {"subject_id": "@subject"}, {"reason": "x" * 2000}),
    Asked("consent:erasure", "POST", "302 403 302 403 403 403 403", {"subject_id": "@subject"}),
    Asked("documents:wordings", "GET", "200 200 200 200 200 200 200", {}, {"campaign": "@campaign"}),
    Asked(
        "documents:wordings",
        "POST",
        "302 403 302 403 403 403 403",
        {},
        {"campaign": "@campaign", "kind": "opt_in_message"},
    ),
    Asked("health:audits", "GET", "200 200 200 200 200 200 200", outsiders="200 200 200 403"),
    Asked("auditpack:list", "GET", "200 403 403 200 403 200 200", outsiders="200 200 403 403"),
    Asked("auditpack:new", "GET", "200 403 403 200 403 200 200", outsiders="200 200 403 403"),
    Asked("auditpack:detail", "GET", "200 403 403 200 403 200 200", {"id": "@package"}),
    Asked("auditpack:progress", "GET", "200 403 403 200 403 200 200", {"id": "@package"}),
    Asked("auditpack:download", "POST", "200 403 403 200 403 200 200", {"id": "@package"}),
)
API: Final = (
    Asked(
        "api:lint",
        "POST",
        "200 200 200 200 200 200 200",
        {},
        {"kind": "sample_message", "data": {"text": "Hi"}},
        outsiders="200 200 200",
    ),
    Asked("api:applications", "GET", "200 200 200 200 200 200 200", outsiders="200 200 200"),
    Asked("api:application", "GET", "200 200 200 200 200 200 200", {"reference": "@draft"}),
    Asked("api:programs", "GET", "200 403 200 200 403 200 200", outsiders="200 200 403"),
    Asked(
        "api:events",
        "POST",
        "201 403 201 403 403 403 403",
        {},
        {
            "client_id": "evt-9",
            "program": "@program",
            "number": "+13126442002",
            "type": "opt_out",
            "method": "sms_keyword",
            "keyword": "stop",
        },
    ),
    Asked(
        "api:event-batch",
        "POST",
        "200 403 200 403 403 403 403",
        {},
        {
            "events": [
                {
                    "client_id": "evt-8",
                    "program": "@program",
                    "number": "+13126442002",
                    "type": "opt_out",
                    "method": "sms_keyword",
                    "keyword": "stop",
                }
            ]
        },
        outsiders="200 200 403",
    ),
    Asked("api:event", "GET", "200 403 200 200 403 200 200", {"event_id": "@event"}),
    Asked("api:status", "GET", "200 403 200 200 403 200 200", {}, {"program": "@program", "subject": "@subject"}),
    Asked(
        "api:status-query",
        "POST",
        "200 403 200 200 403 200 200",
        {},
        {"program": "@program", "numbers": ["+13126442001"]},
    ),
    Asked(
        "api:inbound",
        "POST",
        "200 403 200 403 403 403 403",
        {},
        {"id": "m-1", "from": "+13126442001", "to": "+13126442900", "text": "STOP"},
        outsiders="404 404 403",
    ),
    Asked("api:outbox", "GET", "200 403 200 403 403 403 403", outsiders="200 200 403"),
    Asked("api:outbox-sent", "POST", "201 403 201 403 403 403 403", {"outbox_id": "@outbox"}),
)
TABLE: Final = (*ACCOUNTS, *NOTICES, *EVIDENCE, *ANSWERS, *LEDGER, *DESK, *REVIEW, *API)
"""Every address that is not public."""
