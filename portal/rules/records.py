"""Two kinds of subject that are not part of a registration: a consent as it was recorded, and how a sender keeps off
the numbers of people who want to be left alone.

Dates and times are texts as they were given (ISO 8601); ``moments`` reads them. ``None`` means that nobody said.
Field names of a consent are those of the consent ledger and of ``POST /consent/events``.
"""

from __future__ import annotations

from dataclasses import dataclass

from portal.rules.subjects import Brand

GIVES_CONSENT = frozenset({"opt_in", "resubscribe"})
ONLINE = frozenset({"web_form", "qr_code", "email"})


@dataclass(frozen=True, slots=True)
class ConsentRecord:
    """One event of a person's consent with everything that was kept about it.

    ``wording`` is the text that was shown or read; ``capture`` names the picture or page copy of how it was shown;
    ``origin`` says where the number came from in words; ``earlier_opt_out_at`` is the last opt-out before this event;
    ``suppressed_until`` is empty for an opt-out that holds for ever.
    """

    type: str = "opt_in"
    number: str = ""
    number_hash: str = ""
    occurred_at: str = ""
    received_at: str = ""
    time_claimed: bool | None = None
    method: str = ""
    purpose: str = ""
    program: str = ""
    brand: Brand | None = None
    wording: str = ""
    wording_version: str = ""
    wording_sha256: str = ""
    capture: str = ""
    url: str = ""
    address: str = ""
    device: str = ""
    user_agent: str = ""
    name: str = ""
    account: str = ""
    affirmative_action: str = ""
    checkbox_initial: str = ""
    keyword: str = ""
    text: str = ""
    representative: str = ""
    response: str = ""
    recording: str = ""
    evidence: tuple[str, ...] = ()
    origin: str = ""
    minor: bool | None = None
    parental_consent_at: str = ""
    parental_event_id: str = ""
    double_opt_in: bool | None = None
    confirmation_requested_at: str = ""
    confirmed_at: str = ""
    welcome_sent_at: str = ""
    earlier_opt_out_at: str = ""
    opted_out_at: str = ""
    opt_out_method: str = ""
    matched_by: str = ""
    honored_at: str = ""
    confirmation_sent_at: str = ""
    suppressed_until: str = ""
    last_message_at: str = ""
    keep_until: str = ""
    state: str = ""
    reassigned_checked_on: str = ""
    reassigned_answer: str = ""

    @property
    def gives_consent(self) -> bool:
        """Whether the person said yes by this event."""
        return self.type in GIVES_CONSENT

    @property
    def ends_consent(self) -> bool:
        """Whether the person said stop by this event, or is told to have done so later."""
        return self.type == "opt_out" or bool(self.opted_out_at)

    @property
    def stopped_at(self) -> str:
        """When the person said stop."""
        return self.opted_out_at or (self.occurred_at if self.type == "opt_out" else "")


@dataclass(frozen=True, slots=True)
class DncPolicy:
    """How a sender keeps off do-not-call lists, its own and the registries', and what it relies on where it does not.

    Days to honour a stop are business days; ``sends_from`` and ``sends_until`` are times of day (``08:00``) where the
    reader is when ``recipient_time`` is true; ``days`` are ``mon`` to ``sun``; ``states`` are two-letter codes.
    """

    purpose: str = ""
    scrubs_registry: bool | None = None
    scrub_every_days: int | None = None
    registry_data_of: str = ""
    checked_on: str = ""
    internal_list: bool | None = None
    honour_within_days: int | None = None
    requests_kept_years: int | None = None
    requests_kept_for_ever: bool | None = None
    written_policy: bool | None = None
    training: bool | None = None
    monitoring: bool | None = None
    sends_from: str = ""
    sends_until: str = ""
    days: tuple[str, ...] = ()
    recipient_time: bool | None = None
    states: tuple[str, ...] = ()
    exemption: str = ""
    tax_exempt: bool | None = None
    evidence: tuple[str, ...] | None = None
    written_permission: bool | None = None
    permission_signed: bool | None = None
    permission_seller: str = ""
    permission_number: str = ""
    last_purchase_on: str = ""
    last_inquiry_on: str = ""
    stop_requested_on: str = ""
    sending_number: str = ""
    approval_text: str = ""
    approval_to: str = ""
    approved_at: str = ""
    resent_at: str = ""
    consent_based: bool | None = None
    texas_registered: bool | None = None
    texas_bond: bool | None = None

    @property
    def markets(self) -> bool:
        """Whether it says that marketing is sent."""
        return self.purpose in {"marketing", "both", "mixed"}

    @property
    def basis(self) -> str:
        """What it relies on beside the registry: permission, relationship, exemption, or nothing."""
        if self.written_permission:
            return "permission"
        if self.last_purchase_on or self.last_inquiry_on:
            return "relationship"
        return "exemption" if self.exemption or self.tax_exempt else ""
