"""A program of GreenLeaf Gardens, and short ways to say what people do."""

from __future__ import annotations

import datetime as dt
import itertools
import uuid
from collections.abc import Callable
from typing import Any

import pytest

from consent.events import NewEvent
from consent.models import Program
from consent.services import ProgramTerms, program_ensure
from consent.vocabulary import EventType, Method, Purpose, Source
from tests.cast import Cast

SUE = "+13126442001"
"""A subscriber."""
NOON = dt.datetime(2026, 3, 2, 12, 0, tzinfo=dt.UTC)
SENDER = "+13126442900"

_ids = itertools.count(1)


def terms(**changes: Any) -> ProgramTerms:
    """Terms of a marketing program, two sending numbers."""
    usual: dict[str, Any] = {
        "name": "Spring offers",
        "sender_name": "GreenLeaf Gardens",
        "purpose": Purpose.MARKETING,
        "message_types": "garden offers",
        "frequency": "Up to 4 messages per month",
        "numbers": (SENDER, "(312) 644-2901"),
        "privacy_policy_url": "https://greenleaf.example/privacy",
        "terms_url": "https://greenleaf.example/terms",
    }
    return ProgramTerms(**usual | changes)


def make_program(cast: Cast, **changes: Any) -> Program:
    """A program of GreenLeaf's, owned by a campaign of its own."""
    return program_ensure(
        actor=cast.alice.actor, business=cast.greenleaf, key=("campaign", uuid.uuid4()), terms=terms(**changes)
    )


@pytest.fixture
def program(cast: Cast) -> Program:
    return make_program(cast)


def opt_in(program: Program, **changes: Any) -> NewEvent:
    """A web opt-in of Sue's with everything a record needs."""
    usual: dict[str, Any] = {
        "client_id": f"evt-{next(_ids)}",
        "number": SUE,
        "type": EventType.OPT_IN,
        "method": Method.WEB_FORM,
        "source": Source.API,
        "occurred_at": NOON,
        "wording_id": program.current_wording_id,
        "details": {"url": "https://greenleaf.example/join", "address": "198.51.100.7", "user_agent": "Browser/1"},
    }
    return NewEvent(**usual | changes)


def opt_out(**changes: Any) -> NewEvent:
    """Sue's STOP, a day after ``NOON``."""
    usual: dict[str, Any] = {
        "client_id": f"evt-{next(_ids)}",
        "number": SUE,
        "type": EventType.OPT_OUT,
        "method": Method.SMS_KEYWORD,
        "source": Source.API,
        "occurred_at": NOON + dt.timedelta(days=1),
        "keyword": "stop",
    }
    return NewEvent(**usual | changes)


Recorder = Callable[[NewEvent], Any]
