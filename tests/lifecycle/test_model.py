"""Random verbs by random people against a small reference model: no path breaks the table, the cap or the record."""

import os

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from portal.audit.models import AuditEvent
from portal.common.errors import Refusal
from portal.lifecycle import services
from portal.lifecycle.models import TimelineEntry
from portal.lifecycle.selectors import codes_to_answer
from portal.lifecycle.states import FINAL, VERBS
from tests.cast import make_cast
from tests.lifecycle.scenes import IDENTITY, scene, snapshot

LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"
PEOPLE = ("alice", "mia", "bob", "olga", "rae", "ada", "omar", "charlie", "dora")
CUSTOMERS, REVIEWERS = {"alice", "mia"}, {"rae", "ada"}


class Lifecycle(RuleBasedStateMachine):
    """The model knows the state, the count of rejections, who holds the claim and which parts are where."""

    def __init__(self):
        super().__init__()
        self.outer = transaction.atomic()
        self.outer.__enter__()
        self.cast = make_cast()
        self.made = scene(self.cast)
        self.state, self.rejections, self.holder, self.submissions = "draft", 0, None, 0
        self.parts = {"brand": "not_sent", "campaign": "not_sent"}

    def teardown(self):
        transaction.set_rollback(True)
        self.outer.__exit__(None, None, None)

    def attempt(self, verb, who, expected, act):
        """Does the verb; it must succeed exactly when the model says so."""
        before = AuditEvent.objects.count(), TimelineEntry.objects.count()
        try:
            with transaction.atomic():
                act(getattr(self.cast, who).actor)
            done = True
        except Refusal:
            done = False
        assert done == expected, (verb, who, self.state)
        grown = AuditEvent.objects.count() - before[0], TimelineEntry.objects.count() - before[1]
        assert grown == ((1, 1) if done and not (verb == "claim" and who == self.holder) else (0, 0))
        return done

    def allowed(self, verb, who, people):
        return self.state in VERBS[verb].sources and who in people

    @rule(who=st.sampled_from(PEOPLE))
    def submit(self, who):
        def act(actor):
            made = self.made
            answers = {c["key"]: {"text": "Done."} for c in codes_to_answer(made.fresh())}
            services.application_submit(application_id=made.id, actor=actor, snapshot=snapshot(answers=answers))

        if self.attempt("submit", who, self.allowed("submit", who, CUSTOMERS), act):
            self.state, self.submissions = "pending", self.submissions + 1

    @rule(who=st.sampled_from(PEOPLE))
    def claim(self, who):
        expected = who in REVIEWERS and (
            self.state == "pending" or (self.state == "under_review" and self.holder == who)
        )
        if self.attempt(
            "claim", who, expected, lambda a: services.application_claim(application_id=self.made.id, actor=a)
        ):
            self.state, self.holder = "under_review", who

    @rule(who=st.sampled_from(PEOPLE))
    def release(self, who):
        expected = self.state == "under_review" and who == self.holder
        if self.attempt(
            "release", who, expected, lambda a: services.application_release(application_id=self.made.id, actor=a)
        ):
            self.state, self.holder = "pending", None

    @rule(who=st.sampled_from(PEOPLE), part=st.sampled_from(["brand", "campaign"]))
    def forward(self, who, part):
        sending = services.PartSending(part, getattr(self.made, part).id)
        may = (self.state == "under_review" and who == self.holder) or (self.state == "forwarded" and who in REVIEWERS)
        ladder = self.parts[part] != "approved" and (part == "brand" or self.parts["brand"] == "approved")
        done = self.attempt(
            "forward",
            who,
            may and ladder,
            lambda a: services.application_forward(
                application_id=self.made.id, actor=a, parts=[sending], identity_block=IDENTITY
            ),
        )
        if done:
            self.state, self.holder, self.parts[part] = "forwarded", None, "sent"

    @rule(who=st.sampled_from(PEOPLE), part=st.sampled_from(["brand", "campaign"]))
    def approve(self, who, part):
        key = (part, getattr(self.made, part).id)
        expected = self.allowed("record_approval", who, REVIEWERS) and self.parts[part] == "sent"
        done = self.attempt(
            "record_approval",
            who,
            expected,
            lambda a: services.application_record_approval(
                application_id=self.made.id, actor=a, part=key, external_id="X1"
            ),
        )
        if done:
            self.parts[part] = "approved"
            self.state = "approved" if set(self.parts.values()) == {"approved"} else "forwarded"

    @rule(who=st.sampled_from(PEOPLE), part=st.sampled_from(["brand", "campaign"]), ends=st.booleans())
    def reject(self, who, part, ends):
        key = (part, getattr(self.made, part).id)
        ends = ends and self.rejections > 1
        code = "toll_free_aggregator:501" if ends else "tcr:9106"
        expected = self.allowed("record_rejection", who, REVIEWERS) and self.parts[part] == "sent"
        done = self.attempt(
            "record_rejection",
            who,
            expected,
            lambda a: services.application_record_rejection(
                application_id=self.made.id, actor=a, part=key, codes=[code]
            ),
        )
        if done:
            self.parts[part], self.rejections = "rejected", self.rejections + 1
            self.state = "ineligible" if ends or self.rejections == 4 else "rejected"

    @rule(who=st.sampled_from(PEOPLE))
    def request_changes(self, who):
        expected = self.state == "under_review" and who == self.holder
        done = self.attempt(
            "request_changes",
            who,
            expected,
            lambda a: services.application_request_changes(
                application_id=self.made.id, actor=a, note_to_customer="Name the company."
            ),
        )
        if done:
            self.state, self.holder = "changes_requested", None

    @precondition(lambda self: self.submissions > 3)
    @rule(who=st.sampled_from(PEOPLE))
    def withdraw(self, who):
        expected = self.allowed("withdraw", who, CUSTOMERS)
        if self.attempt(
            "withdraw", who, expected, lambda a: services.application_withdraw(application_id=self.made.id, actor=a)
        ):
            self.state, self.holder = "withdrawn", None

    @invariant()
    def the_database_agrees_with_the_model(self):
        application = self.made.fresh()
        holder = getattr(self.cast, self.holder).user.id if self.holder else None
        found = (application.state, application.rejections, application.submission_count, application.assigned_to_id)
        assert found == (self.state, self.rejections, self.submissions, holder)
        assert application.rejections <= application.rejection_cap
        assert application.is_final == (self.state in FINAL)


@pytest.mark.django_db
def test_no_path_of_verbs_leaves_the_table():
    checked = settings(
        max_examples=200 if LONG else 6,
        stateful_step_count=60 if LONG else 20,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Lifecycle, settings=checked)
