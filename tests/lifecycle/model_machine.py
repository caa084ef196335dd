"""The state machine of ``test_model``: what the handbook says must happen, beside what the services do."""

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from portal.common.clock import now
from portal.common.errors import Refusal
from portal.lifecycle import selectors, services
from portal.lifecycle.models import Proposal
from portal.lifecycle.tasks import sweep
from tests.lifecycle.model_look import DAY, HOUR, LAST_ANSWER, UNTOLD, commit, look
from tests.lifecycle.scenes import IDENTITY, scene, snapshot

LIKELY = ("alice", "mia", "rae", "ada", "rae", "alice", "bob", "omar", "charlie")
CUSTOMERS, REVIEWERS = {"alice", "mia"}, {"rae", "ada"}
FINAL = {"ineligible", "withdrawn", "retired"}
WITH_US = {"pending", "under_review", "forwarded", "information_requested"}
OPEN = {"draft", "changes_requested", "rejected"} | WITH_US
who_ = st.sampled_from(LIKELY)
part_ = st.sampled_from(["brand", "campaign"])


class Lifecycle(RuleBasedStateMachine):
    """One application and its successors. ``cast`` and ``clock`` are set by the test."""

    cast = None
    clock = None
    steps = done = 0
    unchanged = False  # whether the last verb was refused, so that there is nothing new to compare

    @initialize(
        eyes=st.booleans(),
        cap=st.sampled_from([1, 2, 4, 4]),
        again=st.booleans(),
        entity=st.sampled_from(["private_profit", "private_profit", "sole_proprietor", "public_profit"]),
    )
    def begin(self, eyes, cap, again, entity):
        self.outer = transaction.atomic()
        self.outer.__enter__()
        reseller = self.cast.lakeside
        reseller.second_pair_of_eyes, reseller.rejection_cap, reseller.allow_second_temporary = eyes, cap, again
        reseller.save()
        self.cast.greenleaf.refresh_from_db()
        self.made = scene(self.cast)
        self.seen = look(self.made.id)
        self.eyes, self.cap, self.again, self.entity = eyes, cap, again, entity
        self.parts = {"brand": "not_sent", "campaign": "not_sent"}
        self.brand_ok = True
        self.start_over()

    def start_over(self):
        self.state, self.rejections, self.holder, self.submissions = "draft", 0, None, 0
        self.claim_ends, self.terminal, self.overridden, self.ended = None, False, False, False
        self.released, self.proposal, self.change, self.wait = False, None, None, None
        self.confirmed, self.asked, self.temporary, self.had_temporary, self.sent_for = False, False, None, False, {}
        self.rejected_part, self.last, self.appeal, self.appealed = None, 0, None, 0

    def teardown(self):
        if hasattr(self, "outer"):
            transaction.set_rollback(True)
            self.outer.__exit__(None, None, None)

    def attempt(self, verb, who, expected, act, *, silent=False, told=True):
        """Does the verb; it must succeed exactly when the model says so, and tell of itself everywhere or nowhere."""
        Lifecycle.steps += 1
        before, why = self.seen, None
        try:
            act(getattr(self.cast, who).actor)
            commit()
        except Refusal as refusal:
            why = refusal
        assert (why is None) == bool(expected), (verb, who, self.state, why)
        self.seen, self.unchanged = look(self.made.id), why is not None
        if silent or why:
            assert self.seen == before, (verb, why)
            return not why
        grown = [self.seen.trail - before.trail, self.seen.timeline - before.timeline]
        assert grown[0] == grown[1] > 0, (verb, grown)
        assert (self.seen.notices > before.notices) == (told and verb not in UNTOLD), (verb, grown)
        Lifecycle.done += 1
        return True

    def to(self, state, holder=None):
        if state != self.state:
            self.proposal = None
        self.state, self.holder = state, holder

    def over(self):
        """The temporary registration is over, and a request for one is moot."""
        self.asked = False
        if self.temporary:
            self.temporary["over"] = True

    def id(self, **values):
        return {"application_id": self.made.id, **values}

    def key(self, part):
        return (part, getattr(self.made, part).id)

    def answers(self):
        """An answer to every code that asks for one."""
        asked = selectors.codes_to_answer(self.made.fresh()) if self.state == "rejected" else []
        return {code["key"]: {"text": "Done."} for code in asked}

    @rule(who=who_, overridden=st.booleans())
    def submit(self, who, overridden):
        def act(actor):
            why = {"rule-x": "We checked it."} if overridden else {}
            shot = snapshot(answers=self.answers(), overrides=why, data={"brand.entity_type": self.entity})
            services.application_submit(**self.id(actor=actor), snapshot=shot)

        may = self.state in {"draft", "changes_requested", "information_requested", "rejected"}
        blocked = self.state == "rejected" and self.terminal
        if self.attempt("submit", who, may and who in CUSTOMERS and not blocked, act):
            if self.temporary and self.state == "rejected":
                self.temporary["grace"] = None
            self.to("pending")
            self.submissions, self.overridden, self.rejected_part = self.submissions + 1, overridden, None

    @rule(who=who_, answered=st.booleans())
    def wish(self, who, answered):
        may = self.state in {"draft", "changes_requested", "information_requested", "rejected"} and who in CUSTOMERS
        may = may and (self.state != "rejected" or (answered and not self.terminal))
        wished = {"check_run_id": self.made.brand.id, "intent": {"answers": self.answers() if answered else {}}}
        self.attempt("wish", who, may, lambda a: services.application_wish_submit(**self.id(actor=a), **wished))

    @rule(who=who_)
    def claim(self, who):
        expired = self.state == "under_review" and self.claim_ends <= now()
        mine = self.state == "under_review" and self.holder == who
        may = who in REVIEWERS and (self.state == "pending" or mine or expired)
        act = lambda a: services.application_claim(**self.id(actor=a))  # noqa: E731
        if self.attempt("claim", who, may, act, silent=mine) and not mine:
            self.to("pending")
            self.to("under_review", who)
            self.claim_ends = now() + 4 * HOUR

    @rule(who=who_)
    def release(self, who):
        may = self.state == "under_review" and who == self.holder
        if self.attempt("release", who, may, lambda a: services.application_release(**self.id(actor=a))):
            self.to("pending")

    @rule(who=who_)
    def request_changes(self, who):
        may = self.state == "under_review" and who == self.holder
        note, ask = {"note_to_customer": "Name the company."}, services.application_request_changes
        if self.attempt("changes", who, may, lambda a: ask(**self.id(actor=a), **note)):
            self.to("changes_requested")

    @rule(who=who_, part=part_, proposed=st.booleans(), again=st.booleans())
    def forward(self, who, part, proposed, again=False):
        seconds = proposed and self.proposal and self.proposal["verb"] == "forward"
        held = self.state == "under_review" and (who == self.holder or (seconds and self.proposal["by"] == self.holder))
        may = who in REVIEWERS and (held or self.state == "forwarded")
        if part == "campaign":
            may = may and self.parts["brand"] == "approved" and self.brand_ok and not self.wait
        may = may and self.parts[part] not in {"approved", "suspended"}
        if self.parts[part] == "sent" and self.sent_for[part] == self.submissions and not again:
            may = may and part == "brand" and self.wait and now() >= self.wait["first"] + LAST_ANSWER[self.wait["kind"]]
        if self.eyes and self.overridden:
            may = may and seconds and self.proposal["by"] != who
        first = self.made.fresh().decisions.filter(verb="forward").last() if again else None
        sending = [services.PartSending(part, getattr(self.made, part).id, after=first.number if first else None)]
        given = {"parts": sending, "identity_block": IDENTITY, "proposal_id": self.proposal["id"] if seconds else None}
        if self.attempt("forward", who, may, lambda a: services.application_forward(**self.id(actor=a), **given)):
            if self.eyes and self.overridden:
                self.proposal = None
            self.to("forwarded")
            self.parts[part], self.sent_for[part] = "sent", self.submissions
            if part == "brand":
                waits = {"sole_proprietor": "code", "public_profit": "letter"}.get(self.entity)
                sent = {"kind": waits, "first": now(), "last": now()}
                self.wait = sent if waits and not self.confirmed else None

    @rule(who=who_, again=st.booleans())
    def confirm(self, who, again):
        may = self.state == "forwarded" and who in REVIEWERS and self.wait
        if may and self.wait["kind"] == "code":
            may = not again and now() < self.wait["first"] + 24 * HOUR
        elif may:
            last = self.wait["first"] + 30 * DAY
            may = now() < last if again else now() < min(self.wait["last"], last) + 7 * DAY
        record = services.application_record_confirmation
        if self.attempt("confirm", who, may, lambda a: record(**self.id(actor=a), sent_again=again)):
            if again:
                self.wait["last"] = now()
            else:
                self.wait, self.confirmed = None, True

    @rule(who=who_, status=st.sampled_from(["verified", "verified", "unverified", "self_declared"]))
    def standing(self, who, status):
        states = {"under_review", "forwarded", "approved"}
        may = self.state in states and who in REVIEWERS and self.parts["brand"] != "not_sent"
        record = services.application_record_brand_standing
        if self.attempt("standing", who, may, lambda a: record(**self.id(actor=a), identity_status=status)):
            self.brand_ok = status == "verified"

    @rule(who=who_)
    def ask_information(self, who):
        may = self.state == "forwarded" and who in REVIEWERS
        ask = services.application_record_information_request
        if self.attempt("information", who, may, lambda a: ask(**self.id(actor=a), text="Which numbers?")):
            self.to("information_requested")

    @rule(who=who_, part=part_)
    def approve(self, who, part):
        may = self.state == "forwarded" and who in REVIEWERS and self.parts[part] == "sent"
        if part == "brand" and self.wait and self.wait["kind"] == "code":
            may = False
        given, record = {"part": self.key(part), "external_id": "X1"}, services.application_record_approval
        if self.attempt("approve", who, may, lambda a: record(**self.id(actor=a), **given)):
            self.parts[part] = "approved"
            if set(self.parts.values()) == {"approved"}:
                self.to("approved")
                self.over()

    @rule(who=who_, part=part_, ends=st.booleans(), terminal=st.booleans(), proposed=st.booleans())
    def reject(self, who, part, ends, terminal, proposed):
        ends = ends and self.rejections > 1
        seconds = proposed and self.proposal and self.proposal["verb"] == "record_rejection"
        may = self.state == "forwarded" and who in REVIEWERS and self.parts[part] == "sent"
        if self.eyes and self.rejections + 1 >= self.cap:
            may = may and seconds and self.proposal["by"] != who
        codes = ["toll_free_aggregator:501"] if ends else ["tcr:9106"]
        second = self.proposal["id"] if seconds else None
        given = {"part": self.key(part), "codes": codes, "terminal": terminal, "proposal_id": second}
        if self.attempt(
            "reject", who, may, lambda a: services.application_record_rejection(**self.id(actor=a), **given)
        ):
            self.parts[part], self.rejected_part = "rejected", part
            self.rejections, self.last = self.rejections + 1, self.last + 1
            self.terminal, self.ended = terminal or ends, self.ended or ends
            self.to("ineligible" if ends or self.rejections == self.cap else "rejected")
            if self.temporary:
                self.temporary["grace"] = now() + 5 * DAY
            if self.state == "ineligible":
                self.asked = False
                if ends:
                    self.over()

    @rule(who=who_)
    def resolve_terminal(self, who):
        may = self.state == "rejected" and who in REVIEWERS and self.terminal
        given, resolve = {"text": "Gone.", "evidence": ["capture"]}, services.application_resolve_terminal
        if self.attempt("resolve", who, may, lambda a: resolve(**self.id(actor=a), **given)):
            self.terminal = False

    @rule(who=who_)
    def file_appeal(self, who):
        state = self.state in {"rejected", "pending", "under_review", "forwarded"}
        may = state and who in CUSTOMERS and self.rejections >= 2 and not self.appeal and self.appealed != self.last
        if self.attempt("appeal", who, may, lambda a: services.appeal_file(**self.id(actor=a), letter="Look again.")):
            self.appeal = self.appealed = self.last

    @rule(who=who_, overturned=st.booleans())
    def answer_appeal(self, who, overturned):
        may = self.state != "draft" and who in REVIEWERS and self.appeal
        given = {"overturned": overturned, "text": "Looked."}
        if self.attempt("answer", who, may, lambda a: services.appeal_answer(**self.id(actor=a), **given)):
            about, self.appeal = self.appeal, None
            if overturned and self.temporary and about == self.last and not self.temporary.get("done"):
                self.temporary["grace"] = None
            if overturned and self.state not in FINAL:
                self.rejections -= 1
                if self.state == "rejected" and about == self.last:
                    self.parts[self.rejected_part] = "sent"
                    self.to("forwarded")

    @rule(who=who_, verb=st.sampled_from(["record_rejection", "forward"]))
    def propose(self, who, verb):
        last = verb == "record_rejection" and self.state == "forwarded" and self.rejections + 1 >= self.cap
        out = verb == "forward" and self.overridden and self.state in {"under_review", "forwarded"}
        mine = self.state != "under_review" or who == self.holder
        may = self.eyes and who in REVIEWERS and (last or out) and mine and not self.proposal
        given = {"verb": verb, "arguments": {}}
        if self.attempt("propose", who, may, lambda a: services.application_propose(**self.id(actor=a), **given)):
            self.proposal = {"verb": verb, "by": who, "id": Proposal.objects.get(closed_at=None).id}

    @rule(who=who_)
    def decline(self, who):
        if self.proposal:
            given, decline = {"proposal_id": self.proposal["id"], "reason": "No."}, services.proposal_decline
            another = who != self.proposal["by"]
            if self.attempt("decline", who, who in REVIEWERS, lambda a: decline(actor=a, **given), told=another):
                self.proposal = None

    @rule(who=who_, sure=st.integers(0, 5))
    def withdraw(self, who, sure):
        if sure:  # so that other verbs have their turn
            return
        may = self.state in OPEN and who in CUSTOMERS
        if self.attempt("withdraw", who, may, lambda a: services.application_withdraw(**self.id(actor=a))):
            self.to("withdrawn")
            self.over()

    @rule(who=who_, verb=st.sampled_from(["suspend", "reinstate", "retire"]))
    def stand(self, who, verb):
        sources = {"suspend": {"approved"}, "reinstate": {"suspended"}, "retire": {"approved", "suspended"}}[verb]
        people = REVIEWERS | {"alice"} if verb == "retire" else REVIEWERS
        act, may = getattr(services, f"application_{verb}"), self.state in sources and who in people
        if self.attempt(verb, who, may, lambda a: act(**self.id(actor=a), reason="x")):
            self.to({"suspend": "suspended", "reinstate": "approved", "retire": "retired"}[verb])
            if verb != "retire":
                self.parts["campaign"] = "suspended" if verb == "suspend" else "approved"

    @rule(who=who_, step=st.sampled_from(["open", "submit", "forward", "approve", "reject", "return"]))
    def amend(self, who, step):
        if step == "open":
            may = self.state == "approved" and who in CUSTOMERS and not self.change
            field = {"field": "campaign.sample_messages", "label": "Samples", "before": [], "after": ["Hi"]}
            act = lambda a: services.amendment_open(**self.id(actor=a), changes=[field])  # noqa: E731
            if self.attempt("open_amendment", who, may, act):
                self.change = "draft"
            return
        before = {"submit": "draft", "forward": "pending", "return": "pending"}.get(step, "forwarded")
        may = self.change == before and self.state == "approved"
        may = may and who in (CUSTOMERS if step == "submit" else REVIEWERS)
        found = self.made.application.amendments.first()
        given = {"amendment_id": found.id if found else self.made.id, "verb": step, "text": "x"}
        if self.attempt(f"{step}_amendment", who, may, lambda a: services.amendment_advance(actor=a, **given)):
            self.change = {"submit": "pending", "forward": "forwarded"}.get(step)

    @rule(who=who_)
    def ask_temporary(self, who):
        live = self.asked or (self.temporary and not self.temporary_over())
        may = self.state in WITH_US and who in CUSTOMERS and not live and (self.again or not self.had_temporary)
        if self.attempt("ask", who, may, lambda a: services.temporary_request(**self.id(actor=a))):
            self.asked = True

    @rule(who=who_, verb=st.sampled_from(["grant", "grant", "refuse", "end"]))
    def decide_temporary(self, who, verb):
        running = self.temporary and not self.temporary_over()
        may = running if verb == "end" else self.asked and (verb == "refuse" or self.state in WITH_US)
        act, given = getattr(services, f"temporary_{verb}"), {"reason": "Because."}
        if self.attempt(verb, who, may and who in REVIEWERS, lambda a: act(**self.id(actor=a), **given)):
            self.asked = False
            if verb == "grant":
                self.temporary, self.had_temporary = {"ends": now() + 30 * DAY, "grace": None, "over": False}, True
            elif verb == "end":
                self.over()

    def temporary_over(self):
        """Whether it is over now; once over it stays so."""
        found = self.temporary
        ends = [found["ends"], found["grace"]] if found["grace"] else [found["ends"]]
        found["over"] = found["done"] = found["over"] or now() >= min(ends)
        return found["over"]

    @rule(who=who_)
    def allow_reapply(self, who):
        may = self.state == "ineligible" and who in REVIEWERS
        allow = services.application_allow_reapply
        if self.attempt("allow", who, may, lambda a: allow(**self.id(actor=a), reason="x")):
            self.released = True

    @rule(who=who_, solved=st.booleans())
    def reapply(self, who, solved):
        may = self.state in FINAL and who in CUSTOMERS
        codes = [code["key"] for code in selectors.old_codes(self.made.fresh())] if self.state in FINAL else []
        if self.state == "ineligible":
            may = may and (not codes or solved) and (self.released or "toll_free_aggregator:501" not in codes)
        given = {key: {"text": "Done.", "evidence": ["doc"]} for key in codes} if solved else {}

        def act(actor):
            self.next = services.application_reapply(**self.id(actor=actor), solved=given)

        if self.attempt("reapply", who, may, act):
            self.made.application = self.next
            self.seen = look(self.made.id)
            brand = "approved" if self.parts["brand"] == "approved" else "not_sent"
            self.brand_ok = self.brand_ok or brand == "not_sent"
            self.parts = {"brand": brand, "campaign": "not_sent"}
            self.start_over()

    @rule(by=st.sampled_from([HOUR / 6, 3 * HOUR, 4 * HOUR, DAY, 5 * DAY, 8 * DAY]), swept=st.booleans())
    def time_passes(self, by, swept):
        self.clock.shift(by)
        self.unchanged = False
        if self.temporary:
            self.temporary_over()
        if swept:
            sweep()
            if self.state == "under_review" and self.claim_ends <= now():
                self.to("pending")
            self.seen = look(self.made.id)

    @invariant()
    def the_database_agrees_with_the_model(self):
        if not hasattr(self, "made") or self.unchanged:
            return
        holder = getattr(self.cast, self.holder).user.id if self.holder else None
        found = (self.seen.state, self.seen.rejections, self.seen.submissions, self.seen.holder)
        assert found == (self.state, self.rejections, self.submissions, holder)
        assert self.seen.parts == self.parts
        assert (self.seen.proposed, self.seen.appealed) == (bool(self.proposal), bool(self.appeal))
        active = bool(self.temporary) and not self.temporary_over()
        if active or self.seen.had_temporary:
            assert selectors.temporary_is_active(self.made.fresh()) == active
