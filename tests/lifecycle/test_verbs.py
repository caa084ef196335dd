"""Each verb does what its row of the table says, and refuses in words what the table does not allow."""

import dataclasses
from pathlib import Path

import pytest

from portal.audit.models import AuditEvent
from portal.common.canonical import canonical_sha256
from portal.common.clock import now
from portal.common.errors import NotFound, WrongInput, WrongPerson, WrongState
from portal.common.ids import uuid7
from portal.lifecycle import selectors, services
from portal.lifecycle.clocks import CLAIM, told_in
from portal.lifecycle.models import Application, Kind, TimelineEntry
from portal.lifecycle.services import PartSending
from portal.lifecycle.states import FINAL, VERBS, State, possible, table
from portal.notices.models import Notice
from tests.lifecycle.scenes import IDENTITY, scene, snapshot

pytestmark = pytest.mark.django_db
DOCS = Path(__file__).resolve().parents[2] / "docs/lifecycle.md"


def test_the_handbook_shows_the_table_of_verbs_as_the_code_has_it():
    rows = [f"| {' | '.join(f'`{cell}`' if n == 0 else cell for n, cell in enumerate(row))} |" for row in table()]
    assert "\n".join(rows) in DOCS.read_text()


@pytest.mark.source(4)
def test_one_application_has_one_reference_and_one_ladder(cast):
    application = scene(cast).fresh()
    assert application.reference.startswith("REG-")
    assert [part.part_kind for part in selectors.parts_of(application)] == ["brand", "campaign"]
    assert application.state_label == "Draft"


def test_a_submission_is_numbered_hashed_encrypted_and_pending_at_the_reseller(cast):
    made = scene(cast).submit(overrides={"x": "We checked."})
    application = made.fresh()
    submission = application.submissions.get()
    assert (application.state, application.state_label) == ("pending", "Pending at Lakeside Messaging")
    assert submission.payload["data"]["brand.legal_name"] == "GreenLeaf Gardens LLC"
    assert b"GreenLeaf" not in bytes(submission.payload_enc)
    assert canonical_sha256(submission.payload, salt=bytes(submission.salt)) == bytes(submission.payload_sha256)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"findings": [{"rule": "sample-stop", "severity": "error"}]}, "blocking_findings"),
        ({"check_run_id": None, "data": {"brand.website": "https://greenleaf.example"}}, "check_missing"),
        ({"check_finished_at": None}, "check_too_old"),
        ({"declaration": {}}, "declaration_missing"),
    ],
)
def test_a_submit_is_refused_while_something_is_missing(cast, values, code):
    made = scene(cast)
    with pytest.raises(WrongInput) as refusal:
        made.submit(**values)
    assert refusal.value.code == code
    assert made.fresh().state == "draft"


@pytest.mark.source(191)
def test_a_blocking_finding_stands_with_a_written_reason_and_the_declaration_is_kept(cast):
    findings = [{"rule": "sample-stop", "severity": "error"}]
    made = scene(cast).submit(findings=findings, overrides={"sample-stop": "A one-time code."})
    submission = made.fresh().submissions.get()
    assert submission.overrides == {"sample-stop": "A one-time code."}
    assert submission.declaration["person"] == "Alice Moore"
    assert submission.declaration["capacity"] == "Owner"
    assert made.application.risk == 20


@pytest.mark.source(177)
def test_a_campaign_waits_for_the_approval_of_its_brand(cast):
    made = scene(cast).submit()
    with pytest.raises(WrongState, match="waits for approval of brand"):
        made.forward(made.campaign)
    made.forward(made.brand).approve(made.brand).forward(made.campaign)
    assert made.fresh().state == "forwarded"
    made.approve(made.campaign, "C1")
    assert made.fresh().state == "approved"


@pytest.mark.source(162, 176)
def test_an_approved_brand_is_used_again_with_its_id_by_later_applications(cast):
    first = scene(cast).approved()
    second = scene(cast, brand_id=first.brand.id)
    brand = selectors.parts_of(second.application)[0]
    assert (brand.status, brand.external_id) == ("approved", "BABC123")
    second.submit().forward(second.campaign).approve(second.campaign, "C2")
    assert second.fresh().state == "approved"


@pytest.mark.entry("brand-resubmit-keeps-id")
def test_the_brands_id_travels_with_every_resubmission(cast):
    made = scene(cast).submit()
    made.forward(made.brand).approve(made.brand, "BXYZ")
    made.forward(made.campaign).reject("tcr:9106", part=made.campaign)
    made.resubmit().forward(made.campaign)
    assert selectors.parts_of(made.application)[0].external_id == "BXYZ"


@pytest.mark.source(6)
@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"irs_letter": ""}, "irs_letter"),
        ({"website": "differs", "website_name": ""}, "website_name"),
        ({"note": "SSN 123-45-6789"}, "note"),
        ({"legal_name": " "}, "legal_name"),
    ],
)
def test_forwarding_needs_the_identity_block_and_no_social_security_number_in_it(cast, change, field):
    made = scene(cast).submit().claim()
    with pytest.raises(WrongInput) as refusal:
        services.application_forward(
            application_id=made.id,
            actor=cast.rae.actor,
            parts=[PartSending("brand", made.brand.id)],
            identity_block=dataclasses.replace(IDENTITY, **change),
        )
    assert list(refusal.value.fields) == [field]


@pytest.mark.source(6)
def test_the_identity_comparison_is_stored_with_the_decision(cast):
    made = scene(cast).submit().forward()
    block = made.application.decisions.get(verb="forward").identity_block
    assert (block["irs_letter"], block["website"], block["website_name"]) == ("matches", "differs", "GreenLeaf")


def test_changes_requested_is_not_a_rejection_and_needs_words(cast):
    made = scene(cast).submit().claim()
    ask = {"application_id": made.id, "actor": cast.rae.actor}
    with pytest.raises(WrongInput, match="Say what the business has to change"):
        services.application_request_changes(**ask)
    services.application_request_changes(**ask, field_notes={"campaign.description": "Name the company."})
    assert (made.fresh().state, made.application.rejections) == ("changes_requested", 0)
    assert "Name the company." in selectors.timeline_for(cast.alice.actor, made.application)[0].text


@pytest.mark.source(105)
def test_an_information_request_is_not_a_rejection(cast):
    made = scene(cast).submit().forward()
    services.application_record_information_request(
        application_id=made.id, actor=cast.rae.actor, codes=["toll_free_aggregator:620"]
    )
    assert (made.fresh().state, made.application.rejections) == ("information_requested", 0)
    made.submit()
    assert made.fresh().state == "pending"


def _calls(made, actor):
    ids = {"application_id": made.id, "actor": actor}
    part = ("brand", made.brand.id)
    return {
        "submit": lambda: services.application_submit(**ids, snapshot=snapshot()),
        "claim": lambda: services.application_claim(**ids),
        "release": lambda: services.application_release(**ids),
        "request_changes": lambda: services.application_request_changes(**ids, note_to_customer="x"),
        "forward": lambda: services.application_forward(
            **ids, parts=[PartSending("brand", made.brand.id)], identity_block=IDENTITY
        ),
        "record_information_request": lambda: services.application_record_information_request(**ids, text="x"),
        "record_approval": lambda: services.application_record_approval(**ids, part=part, external_id="B1"),
        "record_rejection": lambda: services.application_record_rejection(**ids, part=part, text="x"),
        "resolve_terminal": lambda: services.application_resolve_terminal(**ids, text="x", evidence=["y"]),
        "file_appeal": lambda: services.appeal_file(**ids, letter="x"),
        "answer_appeal": lambda: services.appeal_answer(**ids, overturned=True, text="x"),
        "record_brand_standing": lambda: services.application_record_brand_standing(**ids, identity_status="verified"),
        "record_confirmation": lambda: services.application_record_confirmation(**ids),
        "withdraw": lambda: services.application_withdraw(**ids),
        "suspend": lambda: services.application_suspend(**ids, reason="x"),
        "reinstate": lambda: services.application_reinstate(**ids, reason="x"),
        "retire": lambda: services.application_retire(**ids, reason="x"),
        "allow_reapply": lambda: services.application_allow_reapply(**ids, reason="x"),
        "reapply": lambda: services.application_reapply(**ids, solved={}),
    }


def _brought_to(cast, state):
    made = scene(cast)
    steps = {
        State.DRAFT: lambda: made,
        State.PENDING: lambda: made.submit(),
        State.UNDER_REVIEW: lambda: made.submit().claim(),
        State.CHANGES_REQUESTED: lambda: _calls(made.submit().claim(), cast.rae.actor)["request_changes"](),
        State.FORWARDED: lambda: made.submit().forward(),
        State.INFORMATION_REQUESTED: lambda: _calls(made.submit().forward(), cast.rae.actor)[
            "record_information_request"
        ](),
        State.REJECTED: lambda: made.rejected(),
        State.APPROVED: lambda: made.approved(),
        State.SUSPENDED: lambda: _calls(made.approved(), cast.rae.actor)["suspend"](),
        State.INELIGIBLE: lambda: made.rejected().rejected().rejected().rejected(),
        State.WITHDRAWN: lambda: _calls(made, cast.alice.actor)["withdraw"](),
        State.RETIRED: lambda: _calls(made.approved(), cast.rae.actor)["retire"](),
    }
    steps[state]()
    assert made.fresh().state == state
    return made


@pytest.mark.entry("life-states")
@pytest.mark.parametrize("state", list(State))
def test_every_verb_the_table_does_not_allow_is_refused_with_the_state_and_what_is_possible(cast, state):
    made = _brought_to(cast, state)
    customer = {"submit", "withdraw", "file_appeal", "reapply"}
    sources = {name: verb.sources for name, verb in VERBS.items()} | {"reapply": FINAL}
    refused = [name for name, states in sources.items() if state not in states]
    for name in refused:
        reviewer = cast.ada if name == "claim" else cast.rae
        actor = cast.alice.actor if name in customer else reviewer.actor
        with pytest.raises(WrongState) as refusal:
            _calls(made, actor)[name]()
        assert (refusal.value.state, refusal.value.possible) == (state, possible(state))
        told = "Rae Lindqvist has claimed" if name == "claim" and state == State.UNDER_REVIEW else "Possible now: "
        assert told in str(refusal.value)
        assert made.application.reference in str(refusal.value)
    assert {row[0] for row in table()} == set(_calls(made, cast.rae.actor)) == set(sources)
    assert len(refused) == sum(state.value not in row[1].split(", ") for row in table())
    assert made.fresh().state == state


def test_a_refusal_names_what_the_person_can_do_in_the_words_of_the_pages(cast):
    made = scene(cast).submit().forward()
    told = {}
    for name, person in (("submit", cast.alice), ("claim", cast.rae)):
        with pytest.raises(WrongState) as refusal:
            _calls(made, person.actor)[name]()
        told[name] = str(refusal.value).partition("registry, so ")[2]
    assert told["submit"] == "“submit” is not possible. Possible now: withdraw."
    assert "send to the registry, record a request for information, record an approval" in told["claim"]
    assert "withdraw" not in told["claim"]
    over = _brought_to(cast, State.WITHDRAWN)
    with pytest.raises(WrongState, match="Possible now: nothing for you to do"):
        _calls(over, cast.rae.actor)["claim"]()


@pytest.mark.entry("roles-portal-does-not-submit")
@pytest.mark.parametrize("state", list(State))
def test_the_wrong_person_is_refused_and_another_tenant_finds_nothing(cast, state):
    made = _brought_to(cast, state)
    sources = {name: verb.sources for name, verb in VERBS.items()} | {"reapply": FINAL}
    for name in (name for name, states in sources.items() if state in states):
        wrong = cast.rae.actor if name in {"submit", "withdraw", "file_appeal", "reapply"} else cast.mia.actor
        with pytest.raises(WrongPerson):
            _calls(made, wrong)[name]()
        with pytest.raises(NotFound):
            _calls(made, cast.charlie.actor)[name]()
    assert made.fresh().state == state


def test_who_submitted_may_not_decide(cast):
    made = scene(cast).submit()
    both = dataclasses.replace(cast.rae.actor, id=cast.alice.actor.id)
    with pytest.raises(WrongPerson, match="someone else has to decide"):
        services.application_claim(application_id=made.id, actor=both)


def test_a_decision_on_a_submission_that_was_superseded_is_refused(cast):
    made = scene(cast).rejected().resubmit().forward()
    with pytest.raises(WrongState, match="submitted again"):
        made.reject(submission_number=1)
    assert made.fresh().rejections == 1


def test_a_rejection_after_a_withdrawal_is_refused(cast):
    made = scene(cast).submit().forward()
    services.application_withdraw(application_id=made.id, actor=cast.alice.actor, reason="We closed.")
    assert "withdraw it there too" in selectors.timeline_for(cast.rae.actor, made.application)[0].text
    with pytest.raises(WrongState):
        made.reject()


def test_every_change_of_state_is_in_the_trail_the_timeline_and_the_notices(cast):
    made = scene(cast).rejected().resubmit()
    told = TimelineEntry.objects.filter(application=made.application).count()
    assert AuditEvent.objects.filter(subject_id=made.id).count() == told == 6
    events = set(Notice.objects.filter(subject_id=made.id).values_list("event", flat=True))
    assert events == {"application_submitted", "application_forwarded", "application_rejected"}


def test_a_claim_is_exclusive_and_runs_out(cast, time_machine):
    made = scene(cast).submit().claim()
    until = told_in(made.fresh().claimed_until, zone=cast.lakeside.time_zone)
    with pytest.raises(WrongState, match=f"Rae Lindqvist has claimed .* until {until}. Claim it yourself"):
        services.application_claim(application_id=made.id, actor=cast.ada.actor)
    time_machine.move_to(now() + CLAIM)
    assert services.claims_release() == 1
    assert services.claims_release() == 0
    services.application_claim(application_id=made.id, actor=cast.ada.actor)
    assert made.fresh().assigned_to_id == cast.ada.user.id


def test_a_subject_with_a_final_application_needs_reapply(cast):
    made = _brought_to(cast, State.WITHDRAWN)
    opening = {"actor": cast.alice.actor, "business": cast.greenleaf, "kind": "sms_mms"}
    with pytest.raises(WrongState) as refusal:
        services.application_open(**opening, subject_id=made.campaign.id)
    assert refusal.value.code == "reapply_instead"
    again = services.application_reapply(application_id=made.id, actor=cast.alice.actor)
    assert (again.state, again.supersedes_id) == ("draft", made.id)
    with pytest.raises(WrongState, match="already has a successor"):
        services.application_reapply(application_id=made.id, actor=cast.alice.actor)


def test_opening_for_another_tenants_business_finds_nothing(cast):
    with pytest.raises(NotFound):
        services.application_open(
            actor=cast.charlie.actor, business=cast.greenleaf, kind=Kind.BRAND, subject_id=uuid7()
        )


def test_a_wish_to_submit_remembers_who_wished_and_can_be_given_back(cast):
    made = scene(cast)
    run = uuid7()
    services.application_wish_submit(
        application_id=made.id, actor=cast.mia.actor, check_run_id=run, intent={"overrides": {}}
    )
    actor = services.wish_actor(made.fresh())
    assert (actor.id, actor.permissions) == (cast.mia.actor.id, cast.mia.actor.permissions)
    services.application_return_wish(application_id=made.id, reason="The website could not be reached.")
    assert (made.fresh().submit_requested_at, made.application.state) == (None, "draft")
    assert made.application.submit_returned == "The website could not be reached."


def test_another_tenants_application_counts_as_none(cast):
    made = scene(cast).submit()
    for stranger in (cast.charlie, cast.dora):
        assert not selectors.applications_for(stranger.actor).exists()
        with pytest.raises(NotFound):
            selectors.application_for(stranger.actor, reference=made.application.reference)
    assert selectors.application_for(cast.bob.actor, reference=made.application.reference.lower()) == made.application
    assert Application.objects.exclude(state__in=FINAL).count() == 1
