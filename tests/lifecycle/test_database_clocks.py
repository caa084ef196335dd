"""Plain SQL against the clocks of an application once its acts are committed: no entry of an earlier act excuses it."""

import pytest

from tests.lifecycle.scenes import scene
from tests.lifecycle.test_database_attacks import A, refused

pytestmark = [pytest.mark.committed, pytest.mark.entry("life-states")]

DAYS = [
    "due_at = due_at + interval '1 year'",
    "due_at = NULL",
    "expected_by = expected_by + 9",
    "expected_from = expected_from - 9",
]
CLAIMS = [
    "claimed_until = claimed_until + interval '1 hour'",
    "claimed_until = claimed_until - interval '1 hour'",
    "assigned_to_id = '{colleague}'",
]


def test_a_claim_is_neither_drawn_out_nor_given_to_another_without_an_act(cast):
    made = scene(cast).submit().claim()
    for change in [*CLAIMS, *DAYS]:
        said = refused(f"UPDATE {A} SET {change.format(colleague=cast.ada.user.id)} WHERE id = %s", made.id)
        assert said.startswith("nothing tells")
    assert made.fresh().assigned_to_id == cast.rae.user.id


def test_the_days_of_an_application_move_with_the_verbs_that_hand_it_on_and_only_with_them(cast):
    made = scene(cast).submit()
    before = made.fresh().due_at
    made.forward()
    assert made.fresh().due_at > before
    for change in DAYS:
        assert refused(f"UPDATE {A} SET {change} WHERE id = %s", made.id).startswith("nothing tells why the days")
    made.approve(made.brand, "BABC123").forward(made.campaign).approve(made.campaign, "CXYZ789")
    assert made.fresh().due_at is None
