"""Random verbs by random people against a reference model: no path breaks the table, the cap, a clock or the record.

The model is kept in plain words and instants, and knows nothing of the code: it decides each verb by the handbook, and
the database has to agree after every step.
"""

import contextlib
import datetime as dt
import os

import pytest
import time_machine
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.stateful import run_state_machine_as_test

from portal.notices.events import NoticeEvent
from portal.notices.models import EmailMode, EmailPreference
from tests.cast import make_cast
from tests.lifecycle.model_machine import Lifecycle
from tests.lifecycle.model_walk import Strays, Walk, lives, walks

LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"
EXAMPLES, STEPS = (600, 80) if LONG else (30, 80)
WALKS = 800 if LONG else 10
BEGIN = dt.datetime(2026, 10, 30, 15, tzinfo=dt.UTC)
PHASES = [Phase.explicit, Phase.generate, Phase.shrink] if LONG else [Phase.explicit, Phase.generate]


def checked(**more):
    return settings(suppress_health_check=list(HealthCheck), phases=PHASES, **more)


@contextlib.contextmanager
def counted():
    """A cast who get notices and no e-mails, and a clock for the machines, which count their steps anew."""
    Lifecycle.cast, Lifecycle.steps, Lifecycle.done = make_cast(), 0, 0
    EmailPreference.objects.bulk_create(
        EmailPreference(user=person.user, event=event, mode=EmailMode.OFF)
        for person in Lifecycle.cast.people.values()
        for event in NoticeEvent
    )
    with transaction.atomic(), time_machine.travel(BEGIN, tick=False) as Lifecycle.clock:
        yield


@pytest.mark.django_db
@pytest.mark.entry("life-states")
@pytest.mark.source(37, 38)
def test_no_path_of_verbs_leaves_the_table():
    with counted():
        run_state_machine_as_test(Strays, settings=checked(max_examples=EXAMPLES, stateful_step_count=STEPS))
    assert Lifecycle.steps >= EXAMPLES * STEPS // 2


@pytest.mark.django_db
@pytest.mark.entry("life-states")
@pytest.mark.source(37, 38, 39)
def test_whole_lives_agree_with_the_model_at_every_step():
    @given(life=lives, numbers=walks)
    @checked(max_examples=WALKS)
    def live(life, numbers):
        Walk().walk(life, numbers)

    with counted():
        live()
    assert Lifecycle.done >= WALKS * 10
