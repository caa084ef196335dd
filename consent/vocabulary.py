"""The words of the ledger: what can happen, how consent is given, and where that leaves a person."""

from __future__ import annotations

from django.db import models


class EventType(models.TextChoices):
    """What happened (source 004, steps 5.3 and 5.6)."""

    OPT_IN = "opt_in", "Opt-in"
    CONFIRMATION_REQUESTED = "confirmation_requested", "Confirmation requested"
    CONFIRMED = "confirmed", "Confirmed"
    WELCOME_SENT = "welcome_sent", "Welcome sent"
    OPT_OUT = "opt_out", "Opt-out"
    RESUBSCRIBE = "resubscribe", "Re-subscribed"
    KEYWORD = "keyword", "Keyword without effect"
    HELP = "help", "Help asked"
    REPLY_SENT = "reply_sent", "Reply sent"
    DNC_APPROVAL = "dnc_approval", "Do-not-call approval"
    SCOPE_CHANGE = "scope_change", "Scope changed"
    CORRECTION = "correction", "Correction"
    ERASURE = "erasure", "Erasure"


class Method(models.TextChoices):
    """How a person gave or withdrew consent (source 004, step 4.4; source 003, opt-in types)."""

    WEB_FORM = "web_form", "Web form"
    SMS_KEYWORD = "sms_keyword", "SMS keyword"
    VERBAL = "verbal", "Spoken"
    POINT_OF_SALE = "point_of_sale", "Point of sale"
    PAPER_FORM = "paper_form", "Paper form"
    IVR = "ivr", "Phone menu (IVR)"
    QR_CODE = "qr_code", "QR code"
    EMAIL = "email", "E-mail"
    IMPORT = "import", "Import"
    OTHER = "other", "Other"


class Purpose(models.TextChoices):
    """What the messages are for; consent to one purpose never covers another (source 004, step 5.2)."""

    MARKETING = "marketing", "Marketing"
    INFORMATIONAL = "informational", "Informational"


class ConsentState(models.TextChoices):
    """Where a person stands in a program."""

    NONE = "none", "No consent"
    PENDING = "pending", "Waiting for confirmation"
    ACTIVE = "active", "Consent given"
    OPTED_OUT = "opted_out", "Opted out"


class Effect(models.TextChoices):
    """What an event did to the person's standing when it arrived."""

    ACTIVATES = "activates", "Consent holds"
    PENDING = "pending", "Consent waits for confirmation"
    ENDS = "ends", "Consent ended"
    STORED_ONLY = "stored_only", "Stored, without effect"
    RECORDED = "recorded", "Recorded"


class Scope(models.TextChoices):
    """How far an opt-out reaches."""

    PROGRAM = "program", "This program"
    SENDER = "sender", "Every program of the business"


class Source(models.TextChoices):
    """Through which door an event came in."""

    HOSTED = "hosted", "Hosted page"
    API = "api", "API"
    BATCH = "batch", "API, batch"
    INBOUND = "inbound", "Inbound message"
    OUTBOX = "outbox", "Sending platform"
    DESK = "desk", "Entered by a person"
    SYSTEM = "system", "Clearline"


class OutboxKind(models.TextChoices):
    """A message that Clearline owes and the business's platform sends."""

    CONFIRMATION_REQUEST = "confirmation_request", "Request to confirm"
    WELCOME = "welcome", "Welcome"
    OPT_OUT_REPLY = "opt_out_reply", "Answer to STOP"
    HELP_REPLY = "help_reply", "Answer to HELP"
    RESUBSCRIBE_REPLY = "resubscribe_reply", "Answer to START"


GIVES_CONSENT = frozenset({EventType.OPT_IN, EventType.RESUBSCRIBE})
"""Events by which a person says yes."""
