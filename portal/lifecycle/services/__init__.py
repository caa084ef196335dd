"""The verbs of an application: the only way its state changes. The table is in ``portal.lifecycle.states``."""

from portal.lifecycle.services.amendments import amendment_advance, amendment_applied, amendment_open
from portal.lifecycle.services.appeals import appeal_answer, appeal_file, why_no_appeal
from portal.lifecycle.services.assigning import application_assign, assigned_tell
from portal.lifecycle.services.confirming import application_record_brand_standing, application_record_confirmation
from portal.lifecycle.services.judging import guard_decision, not_open, proposal_closed
from portal.lifecycle.services.opening import (
    Part,
    application_allow_reapply,
    application_open,
    application_reapply,
    application_set_parts,
)
from portal.lifecycle.services.registry import (
    application_record_approval,
    application_record_information_request,
    application_record_rejection,
    application_resolve_terminal,
    next_step_told,
)
from portal.lifecycle.services.reviewing import (
    IdentityBlock,
    application_claim,
    application_forward,
    application_release,
    application_request_changes,
)
from portal.lifecycle.services.seconding import application_propose, needs_second, proposal_decline
from portal.lifecycle.services.sending import PartSending, guard_not_sent
from portal.lifecycle.services.settling import claims_release, temporaries_settle
from portal.lifecycle.services.standing import (
    application_reinstate,
    application_retire,
    application_suspend,
    application_withdraw,
)
from portal.lifecycle.services.submitting import (
    application_return_wish,
    application_submit,
    application_wish_submit,
    wish_actor,
)
from portal.lifecycle.services.temporary import (
    temporary_end,
    temporary_grant,
    temporary_refuse,
    temporary_request,
    why_no_temporary,
)

__all__ = [
    "IdentityBlock",
    "Part",
    "PartSending",
    "amendment_advance",
    "amendment_applied",
    "amendment_open",
    "appeal_answer",
    "appeal_file",
    "application_allow_reapply",
    "application_assign",
    "application_claim",
    "application_forward",
    "application_open",
    "application_propose",
    "application_reapply",
    "application_record_approval",
    "application_record_brand_standing",
    "application_record_confirmation",
    "application_record_information_request",
    "application_record_rejection",
    "application_reinstate",
    "application_release",
    "application_request_changes",
    "application_resolve_terminal",
    "application_retire",
    "application_return_wish",
    "application_set_parts",
    "application_submit",
    "application_suspend",
    "application_wish_submit",
    "application_withdraw",
    "assigned_tell",
    "claims_release",
    "guard_decision",
    "guard_not_sent",
    "needs_second",
    "next_step_told",
    "not_open",
    "proposal_closed",
    "proposal_decline",
    "temporaries_settle",
    "temporary_end",
    "temporary_grant",
    "temporary_refuse",
    "temporary_request",
    "why_no_appeal",
    "why_no_temporary",
    "wish_actor",
]
