"""Whole lives: what the right people do next, over and over, checked by the same model after every step.

Verbs at random seldom get past the first review; here most steps succeed, so that approvals, ineligibility, suspension
and new applications are walked through as well. ``Strays`` goes such a way too, and tries any verb on it.
"""

import datetime as dt

from hypothesis import strategies as st
from hypothesis.stateful import rule

from tests.lifecycle.model_machine import Lifecycle

HOURS = {28: 1, 29: 5, 30: 26, 31: 121}
"""Numbers of a walk that let hours pass instead, the last with a sweep."""
walks = st.lists(st.integers(0, 31), min_size=60, max_size=60)
lives = st.fixed_dictionaries(
    {
        "eyes": st.booleans(),
        "cap": st.sampled_from([1, 2, 4, 4]),
        "again": st.booleans(),
        "entity": st.sampled_from(["private_profit", "private_profit", "sole_proprietor", "public_profit"]),
    }
)


class Walk(Lifecycle):
    """As ``Lifecycle``, led by numbers: each chooses among what may come next."""

    def walk(self, life, numbers):
        """Lives one life; the database is left as it was."""
        self.begin(**life)
        try:
            for number in numbers:
                self._step(number)
                self.the_database_agrees_with_the_model()
        finally:
            self.teardown()

    def _step(self, number):
        if number in HOURS:
            self.time_passes(by=dt.timedelta(hours=HOURS[number]), swept=number == max(HOURS))
        else:
            steps = self._ways()
            steps[number % len(steps)]()

    def _ways(self):
        """What may come next, the usual first."""
        return {
            "pending": [lambda: self.claim("rae"), self._temporary, lambda: self.claim("ada")],
            "under_review": [self._send, self._send, self._temporary, lambda: self.request_changes(self.holder)],
            "forwarded": self._at_the_registry(),
            "approved": [
                lambda: self.amend("alice", "open"),
                lambda: self.amend("mia", "submit"),
                lambda: self.amend("rae", "forward"),
                lambda: self.amend("rae", "approve"),
                lambda: self.stand("rae", "suspend"),
                lambda: self.stand("alice", "retire"),
            ],
            "suspended": [lambda: self.stand("ada", "reinstate"), lambda: self.stand("rae", "retire")],
            "ineligible": [lambda: self.allow_reapply("rae"), lambda: self.reapply("alice", True)],
            "withdrawn": [lambda: self.reapply("mia", True)],
            "retired": [lambda: self.reapply("alice", True)],
        }.get(self.state, [lambda: self.submit("alice", False), lambda: self.submit("mia", True), self._mend])

    def _at_the_registry(self):
        part = "campaign" if self.parts["brand"] == "approved" else "brand"
        if self.parts[part] != "sent":
            return [self._send]
        second = bool(self.proposal)
        return [
            lambda: self.approve("rae", part),
            lambda: self.reject("ada", part, False, False, second),
            lambda: self.confirm("rae", False),
            lambda: self.propose("rae", "record_rejection"),
            lambda: self.standing("rae", "verified"),
            lambda: self.reject("rae", part, False, True, second),
            lambda: self.ask_information("rae"),
            self._temporary,
            lambda: self.answer_appeal("rae", True),
        ]

    def _send(self):
        """Sends the next part, by the second of two people where the setting asks for them."""
        part = "campaign" if self.parts["brand"] == "approved" else "brand"
        if not (self.eyes and self.overridden):
            self.forward(self.holder or "rae", part, False)
        elif not self.proposal:
            self.propose(self.holder or "rae", "forward")
        else:
            self.forward("ada" if self.proposal["by"] == "rae" else "rae", part, True)

    def _temporary(self):
        if self.asked:
            self.decide_temporary("rae", "grant")
        else:
            self.ask_temporary("alice")

    def _mend(self):
        if self.terminal:
            self.resolve_terminal("rae")
        elif self.rejections >= 2 and not self.appeal:
            self.file_appeal("alice")
        else:
            self.submit("alice", False)


class Strays(Walk):
    """Verbs at random, by anybody, each from some way along a life."""

    @rule(numbers=st.lists(st.integers(0, 31), min_size=1, max_size=8))
    def some_way(self, numbers):
        for number in numbers:
            self._step(number)
