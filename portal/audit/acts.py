"""Every act the trail records, and exactly which data keys each carries.

An act is never renamed: it is retired in place. A missing or extra key is a fault of the program and raises.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Act(StrEnum):
    """`subject:thing:act`, in the words of the rooms that record them."""

    SIGNED_IN = "account:session:signed_in"
    SIGNED_OUT = "account:session:signed_out"
    SIGN_IN_FAILED = "account:session:failed"
    SIGNED_UP = "account:user:signed_up"
    ORGANIZATION_CREATED = "account:organization:created"
    ORGANIZATION_SWITCHED = "account:organization:switched"
    ORGANIZATION_SETTINGS_CHANGED = "account:organization:settings_changed"
    MEMBER_INVITED = "account:invitation:sent"
    INVITATION_ACCEPTED = "account:invitation:accepted"
    INVITATION_REVOKED = "account:invitation:revoked"
    MEMBER_ROLE_CHANGED = "account:membership:role_changed"
    MEMBER_REMOVED = "account:membership:removed"
    API_KEY_MADE = "account:api_key:made"
    API_KEY_REVOKED = "account:api_key:revoked"
    FULL_VALUE_VIEWED = "privacy:value:viewed"
    DOCUMENT_STORED = "evidence:document:stored"
    DOCUMENT_ATTACHED = "evidence:document:attached"
    DOCUMENT_VIEWED = "evidence:document:viewed"
    DOCUMENT_DETACHED = "evidence:document:detached"
    WORDING_GENERATED = "documents:wording:generated"
    BRAND_EDITED = "brand:draft:edited"
    CAMPAIGN_EDITED = "campaign:draft:edited"
    CAMPAIGN_NUMBER_ADDED = "campaign:number:added"
    CAMPAIGN_NUMBER_CHANGED = "campaign:number:changed"
    CAMPAIGN_NUMBER_TESTED = "campaign:number:tested"
    VERIFICATION_EDITED = "verification:draft:edited"
    TOLL_FREE_NUMBER_ADDED = "verification:number:added"
    TOLL_FREE_NUMBER_REMOVED = "verification:number:removed"
    TOLL_FREE_NUMBER_PORTED = "verification:number:ported"
    TOLL_FREE_ATTEMPTS_COUNTED = "verification:number:attempts_counted"
    APPLICATION_OPENED = "application:draft:opened"
    APPLICATION_SUBMIT_WISHED = "application:submission:wished"
    APPLICATION_SUBMIT_RETURNED = "application:submission:returned"
    APPLICATION_SUBMITTED = "application:submission:submitted"
    APPLICATION_CLAIMED = "application:review:claimed"
    APPLICATION_RELEASED = "application:review:released"
    APPLICATION_ASSIGNED = "application:review:assigned"
    APPLICATION_CHANGES_REQUESTED = "application:review:changes_requested"
    APPLICATION_FORWARDED = "application:registry:forwarded"
    APPLICATION_INFORMATION_REQUESTED = "application:registry:information_requested"
    APPLICATION_APPROVAL_RECORDED = "application:registry:approval_recorded"
    APPLICATION_REJECTION_RECORDED = "application:registry:rejection_recorded"
    APPLICATION_TERMINAL_RESOLVED = "application:review:terminal_resolved"
    APPLICATION_WITHDRAWN = "application:state:withdrawn"
    APPLICATION_SUSPENDED = "application:state:suspended"
    APPLICATION_REINSTATED = "application:state:reinstated"
    APPLICATION_RETIRED = "application:state:retired"
    APPLICATION_REAPPLIED = "application:state:reapplied"
    APPLICATION_REAPPLY_ALLOWED = "application:review:reapply_allowed"
    APPLICATION_DECISION_PROPOSED = "application:review:decision_proposed"
    APPLICATION_PROPOSAL_DECLINED = "application:review:proposal_declined"
    TEMPORARY_REQUESTED = "application:temporary:requested"
    TEMPORARY_GRANTED = "application:temporary:granted"
    TEMPORARY_REFUSED = "application:temporary:refused"
    TEMPORARY_ENDED = "application:temporary:ended"
    TEMPORARY_ENDING = "application:temporary:ending"
    APPEAL_FILED = "application:appeal:filed"
    APPEAL_ANSWERED = "application:appeal:answered"
    BRAND_STANDING_RECORDED = "application:registry:standing_recorded"
    CONFIRMATION_RECORDED = "application:registry:confirmation_recorded"
    AMENDMENT_OPENED = "application:amendment:opened"
    AMENDMENT_CHANGED = "application:amendment:changed"
    CHECK_REQUESTED = "webcheck:run:requested"
    CHECK_FINISHED = "webcheck:run:finished"
    CHECK_DROPPED = "webcheck:run:dropped"
    SUPPORT_OPENED = "support:request:opened"
    SUPPORT_ANSWERED = "support:request:answered"
    SUPPORT_REPLIED = "support:request:replied"
    SUPPORT_CLOSED = "support:request:closed"
    CANNED_NOTE_SAVED = "review:canned_note:saved"
    CANNED_NOTE_REMOVED = "review:canned_note:removed"
    INTERNAL_NOTE_WRITTEN = "review:internal_note:written"
    FILTER_SAVED = "review:filter:saved"
    FILTER_CHANGED = "review:filter:changed"
    FILTER_REMOVED = "review:filter:removed"
    PROGRAM_CHANGED = "consent:program:changed"
    WORDING_PUBLISHED = "consent:wording:published"
    CONSENT_RECORDED = "consent:event:recorded"
    CONSENT_HOLD_CHANGED = "consent:hold:changed"
    PACKAGE_REQUESTED = "package:build:requested"
    PACKAGE_FINISHED = "package:build:finished"
    PACKAGE_DOWNLOADED = "package:file:downloaded"
    TRAIL_EXPORTED = "trail:export:made"
    OPERATOR_ACTED = "operator:admin:acted"
    RULEBOOK_OVERLAID = "operator:rulebook:overlaid"


KEYS: Final[dict[Act, frozenset[str]]] = {
    Act.SIGNED_IN: frozenset({"method"}),
    Act.SIGNED_OUT: frozenset(),
    Act.SIGN_IN_FAILED: frozenset(),
    Act.SIGNED_UP: frozenset({"reseller"}),
    Act.ORGANIZATION_CREATED: frozenset({"kind"}),
    Act.ORGANIZATION_SWITCHED: frozenset(),
    Act.ORGANIZATION_SETTINGS_CHANGED: frozenset({"before", "after"}),
    Act.MEMBER_INVITED: frozenset({"role"}),
    Act.INVITATION_ACCEPTED: frozenset({"role"}),
    Act.INVITATION_REVOKED: frozenset({"role"}),
    Act.MEMBER_ROLE_CHANGED: frozenset({"before", "after"}),
    Act.MEMBER_REMOVED: frozenset({"role"}),
    Act.API_KEY_MADE: frozenset({"prefix", "permissions"}),
    Act.API_KEY_REVOKED: frozenset({"prefix"}),
    Act.FULL_VALUE_VIEWED: frozenset({"field"}),
    Act.WORDING_GENERATED: frozenset({"kind", "version", "sha256"}),
    Act.DOCUMENT_STORED: frozenset({"kind", "sha256", "size"}),
    Act.DOCUMENT_ATTACHED: frozenset({"sha256"}),
    Act.DOCUMENT_VIEWED: frozenset({"sha256"}),
    Act.DOCUMENT_DETACHED: frozenset({"sha256"}),
    Act.BRAND_EDITED: frozenset({"fields"}),
    Act.CAMPAIGN_EDITED: frozenset({"fields"}),
    Act.CAMPAIGN_NUMBER_ADDED: frozenset({"number"}),
    Act.CAMPAIGN_NUMBER_CHANGED: frozenset({"number", "state"}),
    Act.CAMPAIGN_NUMBER_TESTED: frozenset({"number", "carrier", "result", "sent_on"}),
    Act.VERIFICATION_EDITED: frozenset({"fields"}),
    Act.TOLL_FREE_NUMBER_ADDED: frozenset({"number"}),
    Act.TOLL_FREE_NUMBER_REMOVED: frozenset({"number"}),
    Act.TOLL_FREE_NUMBER_PORTED: frozenset({"number", "from", "class"}),
    Act.TOLL_FREE_ATTEMPTS_COUNTED: frozenset({"number", "day", "attempts"}),
    Act.APPLICATION_OPENED: frozenset({"kind"}),
    Act.APPLICATION_SUBMIT_WISHED: frozenset({"check"}),
    Act.APPLICATION_SUBMIT_RETURNED: frozenset({"reason"}),
    Act.APPLICATION_SUBMITTED: frozenset({"number", "payload_sha256", "overrides"}),
    Act.APPLICATION_CLAIMED: frozenset({"until"}),
    Act.APPLICATION_RELEASED: frozenset({"expired"}),
    Act.APPLICATION_ASSIGNED: frozenset({"to", "until"}),
    Act.APPLICATION_CHANGES_REQUESTED: frozenset({"decision", "codes", "fields"}),
    Act.APPLICATION_FORWARDED: frozenset({"decision", "parts", "references"}),
    Act.APPLICATION_INFORMATION_REQUESTED: frozenset({"decision", "codes"}),
    Act.APPLICATION_APPROVAL_RECORDED: frozenset({"decision", "part", "external_id", "state"}),
    Act.APPLICATION_REJECTION_RECORDED: frozenset({"decision", "part", "codes", "rejections", "state"}),
    Act.APPLICATION_TERMINAL_RESOLVED: frozenset({"decision", "codes"}),
    Act.APPLICATION_WITHDRAWN: frozenset({"reason"}),
    Act.APPLICATION_SUSPENDED: frozenset({"reason"}),
    Act.APPLICATION_REINSTATED: frozenset({"reason"}),
    Act.APPLICATION_RETIRED: frozenset({"reason"}),
    Act.APPLICATION_REAPPLIED: frozenset({"predecessor"}),
    Act.APPLICATION_REAPPLY_ALLOWED: frozenset({"decision", "reason"}),
    Act.APPLICATION_DECISION_PROPOSED: frozenset({"verb"}),
    Act.APPLICATION_PROPOSAL_DECLINED: frozenset({"verb", "reason"}),
    Act.TEMPORARY_REQUESTED: frozenset(),
    Act.TEMPORARY_GRANTED: frozenset({"expires"}),
    Act.TEMPORARY_REFUSED: frozenset({"reason"}),
    Act.TEMPORARY_ENDED: frozenset({"reason"}),
    Act.TEMPORARY_ENDING: frozenset({"days", "ends"}),
    Act.APPEAL_FILED: frozenset({"decision"}),
    Act.APPEAL_ANSWERED: frozenset({"decision", "outcome", "rejections"}),
    Act.BRAND_STANDING_RECORDED: frozenset({"identity_status", "trust_score"}),
    Act.CONFIRMATION_RECORDED: frozenset({"kind", "outcome"}),
    Act.AMENDMENT_OPENED: frozenset({"changes"}),
    Act.AMENDMENT_CHANGED: frozenset({"state"}),
    Act.CHECK_REQUESTED: frozenset({"url", "trigger"}),
    Act.CHECK_FINISHED: frozenset({"url", "verdict"}),
    Act.CHECK_DROPPED: frozenset({"url", "why"}),
    Act.SUPPORT_OPENED: frozenset({"kind"}),
    Act.SUPPORT_ANSWERED: frozenset(),
    Act.SUPPORT_REPLIED: frozenset(),
    Act.SUPPORT_CLOSED: frozenset(),
    Act.CANNED_NOTE_SAVED: frozenset(),
    Act.CANNED_NOTE_REMOVED: frozenset(),
    Act.INTERNAL_NOTE_WRITTEN: frozenset(),
    Act.FILTER_SAVED: frozenset({"query", "shared"}),
    Act.FILTER_CHANGED: frozenset({"name_before", "shared_before", "shared"}),
    Act.FILTER_REMOVED: frozenset({"owner", "shared"}),
    Act.PROGRAM_CHANGED: frozenset({"fields"}),
    Act.WORDING_PUBLISHED: frozenset({"version", "sha256"}),
    Act.CONSENT_RECORDED: frozenset({"type", "method"}),
    Act.CONSENT_HOLD_CHANGED: frozenset({"reason"}),
    Act.PACKAGE_REQUESTED: frozenset({"scope", "purpose"}),
    Act.PACKAGE_FINISHED: frozenset({"scope", "sha256", "size"}),
    Act.PACKAGE_DOWNLOADED: frozenset({"sha256"}),
    Act.TRAIL_EXPORTED: frozenset({"purpose", "rows"}),
    Act.OPERATOR_ACTED: frozenset({"verb", "reason"}),
    Act.RULEBOOK_OVERLAID: frozenset({"kind", "key", "from", "until", "source", "data"}),
}
"""Exactly the data keys of each act."""
