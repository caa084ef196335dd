"""The hosted sign-up page's verb: a visitor's ticked box becomes an event."""

from __future__ import annotations

import uuid

from consent.events import NewEvent, Receipt
from consent.models import Program
from consent.services.ledger import event_write
from consent.vocabulary import EventType, Method, Source
from portal.common.actor import Actor
from portal.common.crypto import keyed_hash


def visitor_opt_in(
    *,
    actor: Actor,
    program: Program,
    number: str,
    wording_id: uuid.UUID,
    visit: uuid.UUID,
    url: str,
    user_agent: str,
    by_code: bool = False,
) -> Receipt:
    """Records the opt-in of a visitor who ticked the box under the wording shown.

    ``visit`` names this showing of the form: sent twice for one number it is one event, and a corrected number is
    another. ``by_code`` when the page was opened from its QR code.

    Raises WrongInput for a number that cannot be used or a wording of another program.
    """
    event = NewEvent(
        client_id=f"hosted:{visit}:{keyed_hash(number, purpose='consent.visit').hex()[:16]}",
        number=number,
        type=EventType.OPT_IN,
        method=Method.QR_CODE if by_code else Method.WEB_FORM,
        source=Source.HOSTED,
        wording_id=wording_id,
        facts={"affirmative_action": "box ticked", "checkbox_initial": "unticked", "form": "hosted page"},
        details={"url": url[:2_000], "address": actor.address[:45], "user_agent": user_agent[:1_000]},
    )
    return event_write(actor=actor, program=program, event=event)
