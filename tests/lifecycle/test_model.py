"""Random verbs by random people against a reference model: no path breaks the table, the cap, a clock or the record.

The model is kept in plain words and instants, and knows nothing of the code: it decides each verb by the handbook, and
the database has to agree after every step.
"""

import datetime as dt
import os

import pytest
import time_machine
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.cast import make_cast
from tests.lifecycle.model_machine import Lifecycle

LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"
EXAMPLES, STEPS = (600, 80) if LONG else (20, 60)
BEGIN = dt.datetime(2026, 10, 30, 15, tzinfo=dt.UTC)


@pytest.mark.django_db
@pytest.mark.entry("life-states")
@pytest.mark.source(37, 38)
def test_no_path_of_verbs_leaves_the_table():
    Lifecycle.cast, Lifecycle.steps = make_cast(), 0
    checked = settings(
        max_examples=EXAMPLES,
        stateful_step_count=STEPS,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.explicit, Phase.generate, Phase.shrink] if LONG else [Phase.explicit, Phase.generate],
    )
    with transaction.atomic(), time_machine.travel(BEGIN, tick=False) as Lifecycle.clock:
        run_state_machine_as_test(Lifecycle, settings=checked)
    assert Lifecycle.steps >= EXAMPLES * STEPS // 2
