"""The verbs of the consent ledger."""

from consent.services.hosted import visitor_opt_in
from consent.services.inbound import InboundAnswer, InboundText, inbound_receive
from consent.services.keeping import erasure_request, hold_set
from consent.services.ledger import event_record
from consent.services.lookup import number_reveal
from consent.services.outbox import outbox_sent
from consent.services.people import subject_erase
from consent.services.programs import program_ensure, wording_publish, wording_register
from consent.services.sweeping import Swept, consent_sweep
from consent.terms import ProgramTerms

__all__ = [
    "InboundAnswer",
    "InboundText",
    "ProgramTerms",
    "Swept",
    "consent_sweep",
    "erasure_request",
    "event_record",
    "hold_set",
    "inbound_receive",
    "number_reveal",
    "outbox_sent",
    "program_ensure",
    "subject_erase",
    "visitor_opt_in",
    "wording_publish",
    "wording_register",
]
