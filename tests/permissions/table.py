"""Who may what: every address, what is asked of it, and the status each person gets.

Statuses stand in the order of ``world.INSIDERS`` (alice bob mia olga rae ada omar), then of ``world.OUTSIDERS`` (dora
charlie nora pat); 404 for all outsiders unless written. Over the API each person comes with a key that holds the
person's own rights; pat, who belongs to no organization, has none.

200 shows, 201 makes, 302 leads on after doing it; 403 is seen but not allowed, 404 is not there for this person, 409
is not possible now (ada: rae holds the claim), 422 is allowed but what was sent is not complete.
"""

from __future__ import annotations

import dataclasses
from typing import Any, Final

NOT_THERE: Final = "404 404 404 404"


@dataclasses.dataclass(frozen=True)
class Asked:
    """One request; values that begin with ``@`` are names of the world."""

    name: str
    method: str
    insiders: str
    kwargs: dict[str, str] = dataclasses.field(default_factory=dict)
    data: dict[str, Any] = dataclasses.field(default_factory=dict)
    outsiders: str = NOT_THERE

    def __str__(self) -> str:
        return f"{self.method} {self.name}"

    @property
    def by_key(self) -> bool:
        """Whether it is asked with an API key."""
        return self.name.startswith("api:") and self.name not in PUBLIC

    @property
    def names_a_row(self) -> bool:
        """Whether an id of GreenLeaf's stands in it; such a thing is not there for any outsider."""
        return self.outsiders == NOT_THERE


PUBLIC: Final = {
    "accounts:invitation": {"token": "@token"},
    "accounts:join": {"slug": "@reseller"},
    "accounts:logo": {"sha256": "@logo"},
    "accounts:style": {"slug": "@reseller", "version": "0"},
    "api:docs": {},
    "api:schema": {},
    "auditpack:key": {},
    "auditpack:verifier": {},
    "auditpack:verify": {},
    "common:styleguide": {},
    "consent:hosted": {"slug": "@program_slug"},
    "consent:thanks": {"slug": "@program_slug"},
    "desk:reseller_page": {"slug": "@reseller"},
    "notices:unsubscribe": {"token": "@stop_token"},
    "tools:carriers": {},
    "tools:code": {"authority": "tcr", "number": "9106"},
    "tools:codes": {},
    "tools:describe": {},
    "tools:description": {},
    "tools:message": {},
    "tools:opt_in_form": {},
    "tools:plan": {},
    "tools:privacy_policy": {},
    "tools:readiness": {},
    "tools:rule": {"rule_id": "SM001"},
    "tools:rules": {},
    "tools:symptoms": {},
    "tools:tools": {},
    "tools:trust": {},
    "tools:use_case": {},
}
"""Open to everybody, signed in or not: name -> what its address needs."""
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
    Asked("consent:hold", "POST", "302 403 403 302 403 302 302", {"subject_id": "@subject"}, {"reason": "x" * 2000}),
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
DESK: Final = (
    Asked("desk:home", "GET", "200 200 200 302 302 302 302", outsiders="200 200 302 302"),
    Asked("desk:start", "GET", "200 403 200 403 403 403 403", outsiders="200 200 403 403"),
    Asked(
        "desk:start",
        "POST",
        "302 403 302 403 403 403 403",
        {},
        {"carrier": "us", "kind": "sms_mms"},
        outsiders="302 302 403 403",
    ),
    Asked("desk:registration", "GET", "200 200 200 200 200 200 200", {"reference": "@draft"}),
    Asked("desk:check_answers", "GET", "200 200 200 200 200 200 200", {"reference": "@draft"}),
    Asked("desk:submit", "GET", "200 403 200 403 403 403 403", {"reference": "@draft"}),
    Asked(
        "desk:submit",
        "POST",
        "422 403 422 403 403 403 403",
        {"reference": "@draft"},
        {"capacity": "Owner", "agreed": "on"},
    ),
    Asked("desk:waiting", "GET", "302 302 302 302 302 302 302", {"reference": "@draft"}),
    Asked("desk:readiness", "GET", "200 200 200 200 200 200 200", {"reference": "@draft"}),
    Asked("desk:website_check", "GET", "200 200 200 200 200 200 200", {"reference": "@draft"}),
    Asked("desk:website_check", "POST", "302 403 302 403 302 302 403", {"reference": "@draft"}),
    Asked("desk:rejection", "GET", "200 200 200 200 200 200 200", {"reference": "@rejected"}),
    Asked(
        "desk:rejection",
        "POST",
        "302 403 302 403 403 403 403",
        {"reference": "@rejected"},
        {"text-tcr:9106": "We changed the site."},
    ),
    Asked("desk:package", "GET", "200 200 200 200 200 200 200", {"reference": "@rejected"}),
    Asked("desk:package_file", "POST", "200 200 200 200 200 200 200", {"reference": "@rejected"}),
    Asked("desk:appeal_write", "GET", "200 200 200 200 200 200 200", {"reference": "@rejected"}),
    Asked("desk:appeal_write", "POST", "409 403 409 403 403 403 403", {"reference": "@rejected"}),
    Asked("desk:appeal_letter", "GET", "404 404 404 404 404 404 404", {"reference": "@rejected", "version": "1"}),
    Asked("desk:review_notice", "GET", "403 403 403 403 200 200 403", {"reference": "@proposed"}),
    Asked(
        "desk:review_notice",
        "POST",
        "403 403 403 403 200 200 403",
        {"reference": "@proposed"},
        {"codes": "9106"},
    ),
    Asked("desk:apply_again", "GET", "200 403 200 403 403 403 403", {"reference": "@over"}),
    Asked("desk:apply_again", "POST", "302 403 302 403 403 403 403", {"reference": "@over"}),
    Asked("desk:history", "GET", "200 200 200 200 200 200 200", {"reference": "@draft"}),
    Asked("desk:numbers", "GET", "200 200 200 200 200 200 200", outsiders="200 200 200 403"),
    Asked("desk:numbers_csv", "GET", "200 200 200 200 200 200 200", outsiders="200 200 200 403"),
    Asked("desk:number_moved", "GET", "200 403 200 403 200 200 403", outsiders="200 200 200 403"),
    Asked("desk:number", "GET", "200 200 200 200 200 200 200", {"number_id": "@number"}),
    Asked("desk:number_act", "POST", "302 403 302 403 302 302 403", {"number_id": "@number", "act": "associate"}),
    Asked("desk:number_help", "GET", "200 403 200 200 403 200 200", {"number_id": "@toll_free_number"}),
    Asked("desk:registration_help", "GET", "200 403 200 200 403 200 200", {"reference": "@draft"}),
    Asked("desk:what_now", "GET", "200 200 200 200 200 200 200", {"reference": "@draft"}),
    Asked("desk:business_history", "GET", "200 200 200 200 200 200 200", outsiders="200 200 200 403"),
    Asked("desk:changes", "GET", "200 200 200 200 200 200 200", {"reference": "@twice", "number": "2"}),
    Asked("desk:temporary", "GET", "200 200 200 200 200 200 200", {"reference": "@claimed"}),
    Asked(
        "desk:temporary",
        "POST",
        "302 403 302 403 403 403 403",
        {"reference": "@claimed"},
        {"note": "We open on Monday."},
    ),
    Asked("desk:appeal", "GET", "200 200 200 200 200 200 200", {"reference": "@draft"}),
    Asked("desk:appeal", "POST", "422 403 422 403 403 403 403", {"reference": "@draft"}),
    Asked("desk:withdraw", "GET", "200 403 200 403 403 403 403", {"reference": "@draft"}),
    Asked("desk:withdraw", "POST", "302 403 302 403 403 403 403", {"reference": "@draft"}, {"note": "Not needed."}),
    Asked("desk:application", "GET", "302 302 302 302 302 302 302", {"reference": "@claimed"}),
)
REVIEW: Final = (
    Asked("desk:queue", "GET", "403 403 403 403 200 200 403", outsiders="403 403 200 403"),
    Asked("desk:review_next", "POST", "403 403 403 403 302 302 403", outsiders="403 403 302 403"),
    Asked(
        "desk:queue_filter_save",
        "POST",
        "403 403 403 403 302 302 403",
        {},
        {"name": "Everything", "in": "tab=all"},
        outsiders="403 403 302 403",
    ),
    Asked("desk:queue_filter", "POST", "404 404 404 404 302 403 403", {"filter_id": "@filter"}, {"name": "Other"}),
    Asked("desk:queue_filter_remove", "POST", "404 404 404 404 302 302 403", {"filter_id": "@filter"}),
    Asked(
        "desk:bulk",
        "POST",
        "403 403 403 403 302 302 403",
        {},
        {"action": "claim", "row": "@twice"},
        outsiders="403 403 302 403",
    ),
    *(
        Asked(f"desk:bulk_{action}", "GET", "403 403 403 403 200 200 403", outsiders="403 403 200 403")
        for action in ("assign", "forward", "approve", "changes")
    ),
    Asked(
        "desk:bulk_changes",
        "POST",
        "403 403 403 403 302 302 403",
        {},
        {"row": "@claimed", "note": "Name the sender."},
        outsiders="403 403 302 403",
    ),
    Asked("desk:bulk_runs", "GET", "403 403 403 403 200 200 403", outsiders="403 403 200 403"),
    Asked("desk:bulk_run", "GET", "404 404 404 404 200 200 403", {"run_id": "@bulk_run"}),
    Asked("desk:bulk_run_on", "POST", "404 404 404 404 302 403 403", {"run_id": "@bulk_run"}),
    Asked("desk:bulk_run_csv", "GET", "404 404 404 404 200 200 403", {"run_id": "@bulk_run"}),
    Asked("desk:review", "GET", "403 403 403 403 200 200 403", {"reference": "@claimed"}),
    Asked("desk:review_claim", "POST", "403 403 403 403 302 302 403", {"reference": "@twice"}),
    Asked("desk:review_release", "POST", "403 403 403 403 302 409 403", {"reference": "@claimed"}),
    Asked("desk:review_second", "POST", "403 403 403 403 403 302 403", {"reference": "@proposed"}),
    Asked(
        "desk:review_act",
        "POST",
        "403 403 403 403 302 409 403",
        {"reference": "@claimed", "verb": "request_changes"},
        {"note_to_customer": "Name the sender.", "submission_number": "1"},
    ),
    Asked("desk:review_submission", "GET", "403 403 403 403 200 200 403", {"reference": "@twice", "number": "1"}),
    Asked("desk:review_diff", "GET", "403 403 403 403 200 200 403", {"reference": "@twice", "first": "1", "then": "2"}),
    Asked("desk:canned", "GET", "403 403 403 403 200 200 403", outsiders="403 403 200 403"),
    Asked("desk:canned_new", "GET", "403 403 403 403 200 200 403", outsiders="403 403 200 403"),
    Asked("desk:canned_start", "POST", "403 403 403 403 302 302 403", outsiders="403 403 302 403"),
    Asked("desk:canned_edit", "GET", "404 404 404 404 200 200 403", {"note_id": "@canned"}),
    Asked("desk:canned_remove", "POST", "404 404 404 404 302 302 403", {"note_id": "@canned"}),
    Asked(
        "desk:internal_note",
        "POST",
        "403 403 403 403 302 302 403",
        {"reference": "@claimed"},
        {"text": "Look twice."},
    ),
    Asked("desk:officer", "GET", "200 403 403 200 403 200 200", outsiders="200 200 403 403"),
    Asked("desk:trail", "GET", "200 403 403 200 403 200 200", outsiders="200 200 403 403"),
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
