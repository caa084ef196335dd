"""Every pair that the table of verbs does not have, tried against the database with plain SQL, from every state."""

import datetime as dt
import json

import pgtrigger
import pytest
from django.db import Error, connection, transaction

from portal.common.clock import now
from portal.common.ids import uuid7
from portal.lifecycle import services
from portal.lifecycle.models import Amendment, Appeal, Application, Confirmation, RegistryRecord, TemporaryRegistration
from portal.lifecycle.states import (
    AMENDMENT_STEPS,
    APPEAL_MOVES,
    CONFIRMATION_MOVES,
    DECIDING,
    FINAL,
    PART_MOVED_WHILE,
    TEMPORARY_ALLOWED,
    TEMPORARY_MOVES,
    VERBS,
    AppealState,
    ConfirmationState,
    PartStatus,
    State,
    decided_moves,
    moves,
)
from tests.lifecycle.scenes import scene

pytestmark = [pytest.mark.django_db, pytest.mark.entry("life-states")]


def refused(sql, *values):
    """What the database says to a statement that it must not carry out."""
    with pytest.raises(Error) as refusal, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)
    return str(refusal.value).splitlines()[0]


AT_THE_COMMIT = [
    "lifecycle.Application:application_told",
    "lifecycle.Application:application_counted",
    "lifecycle.Application:application_clocks_told",
    "lifecycle.Appeal:appeal_counted",
]


def put(model, trigger, row_id, **values):
    """Brings a row past the guards to where no verb would."""
    with transaction.atomic(), pgtrigger.ignore(*trigger, *AT_THE_COMMIT), connection.cursor() as cursor:
        model.objects.filter(id=row_id).update(**values)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def put_in(application, state):
    """Brings an application to any state, with what its checks ask for there."""
    claimed = state == State.UNDER_REVIEW
    put(
        Application,
        ["lifecycle.Application:application_guard"],
        application.id,
        state=state,
        submission_count=max(application.submission_count, 1),
        rejections=application.rejection_cap if state == State.INELIGIBLE else 1,
        assigned_to=application.organization.memberships.first().user if claimed else None,
        claimed_until=now() if claimed else None,
        due_at=None,
    )


@pytest.mark.parametrize("source", list(State))
def test_no_state_leads_to_another_without_a_verb(cast, source):
    application = scene(cast).fresh()
    put_in(application, source)
    tried = [target for target in State if target != source and (source, target) not in moves()]
    for target in tried:
        said = refused("UPDATE lifecycle_application SET state = %s WHERE id = %s", target.value, application.id)
        assert said == f"no verb takes an application from {source} to {target}"
    assert len(tried) == len(State) - 1 - sum(before == source for before, _ in moves())
    assert Application.objects.get(id=application.id).state == source


@pytest.mark.parametrize("state", [state for state in State if state is not State.DRAFT])
def test_an_application_is_born_in_no_other_state_than_draft(cast, state):
    with transaction.atomic():
        made = scene(cast).fresh()
    columns = "kind, subject_id, organization_id, reseller_id, reference, state, rejections, rejection_cap, "
    columns += "submission_count, risk, submit_intent, submit_returned, solved_codes, created_at, state_since, "
    columns += "subject_title, search_words"
    copied = (
        columns.replace("state,", f"'{state}',", 1)
        .replace("reference", "'REG-X'")
        .replace("subject_id", "gen_random_uuid()")
    )
    sql = f"INSERT INTO lifecycle_application (id, {columns}) SELECT gen_random_uuid(), {copied} "
    said = refused(f"{sql} FROM lifecycle_application WHERE id = %s", made.id)
    assert said == f"an application starts as a draft without submissions, not as {state}"


@pytest.mark.parametrize("verb", sorted(DECIDING))
def test_no_decision_is_written_for_a_verb_from_a_state_that_does_not_allow_it(cast, verb):
    made = scene(cast).submit().forward()
    like = made.application.decisions.get(verb="forward")
    columns = "application_id, submission_id, part_kind, part_id, part_label, external_reference, external_id, codes, "
    columns += "field_notes, identity_block, note_to_customer, internal_note, evidence, after_appeals, occurred_at, "
    columns += "by_id, by_label, seconded_by_label, at"
    sql = f"""INSERT INTO lifecycle_decision (id, number, verb, state_before, state_after, {columns})
        SELECT gen_random_uuid(), 99, %s, %s, %s, {columns} FROM lifecycle_decision WHERE id = %s"""
    pairs = [(before, after) for before in State for after in State]
    illegal = [(before, after) for before, after in pairs if (verb, before, after) not in decided_moves()]
    assert {before for before, _ in illegal} >= set(State) - set(VERBS[verb].sources)
    for before, after in illegal:
        said = refused(sql, verb, before.value, after.value, like.id)
        assert said == f"no row of the table says {verb} from {before} to {after}"
    assert "written in the state it led to" in refused(sql, "suspend", "approved", "suspended", like.id)


def test_every_verb_either_decides_or_is_held_to_its_states_by_another_guard():
    others = {"submit", "claim", "release", "withdraw"}  # they move the application
    beside = {"file_appeal", "answer_appeal", "record_brand_standing", "record_confirmation"}
    assert DECIDING | others | beside == set(VERBS)
    assert all(VERBS[verb].moves for verb in others)


def _row_of(cast, model):
    """An application with one row of the model, as its verb wrote it."""
    made, alice = scene(cast), cast.alice.actor
    if model is TemporaryRegistration:
        services.temporary_request(application_id=made.submit().id, actor=alice)
    elif model is Appeal:
        services.appeal_file(application_id=made.rejected().rejected().id, actor=alice, letter="Look again.")
    elif model is Confirmation:
        made.submit(data={"brand.entity_type": "sole_proprietor"}).forward()
    elif model is RegistryRecord:
        made.submit().forward()
    else:
        change = {"field": "campaign.terms_url", "label": "Terms", "before": "a", "after": "b"}
        services.amendment_open(application_id=made.approved().id, actor=alice, changes=[change])
    return made, model.objects.first()


def _copied(model):
    """Inserts a second row like the first, under an id of its own."""
    names = [field.column for field in model._meta.concrete_fields if not field.primary_key]
    listed = ", ".join(f'"{name}"' for name in names)
    table = model._meta.db_table
    return f"INSERT INTO {table} (id, {listed}) SELECT gen_random_uuid(), {listed} FROM {table} WHERE id = %s"


BEGINS = [
    (TemporaryRegistration, "a temporary registration", TEMPORARY_ALLOWED),
    (Appeal, "an appeal", VERBS["file_appeal"].sources),
    (Amendment, "a change after approval", {State.APPROVED}),
    (Confirmation, "a confirmation", VERBS["forward"].sources),
]


@pytest.mark.parametrize(("model", "thing", "states"), BEGINS, ids=[model.__name__ for model, *_ in BEGINS])
def test_what_stands_beside_begins_only_while_its_verb_is_possible(cast, model, thing, states):
    made, row = _row_of(cast, model)
    for state in State:
        put_in(made.fresh(), state)
        said = refused(_copied(model), row.id)  # where the verb is possible, the one that runs already is in the way
        assert (said == f"no verb writes {thing} while its application is {state}") is (state not in states)


@pytest.mark.parametrize("state", [state for state in State if state not in VERBS["submit"].sources])
def test_no_submission_is_stored_while_there_is_nothing_to_submit(cast, state):
    made = scene(cast).submit()
    row = made.fresh().submissions.get()
    put_in(made.application, state)
    columns = [field.column for field in row._meta.concrete_fields if field.column not in ("id", "number")]
    listed = ", ".join(columns)
    sql = f"INSERT INTO lifecycle_submission (id, number, {listed}) SELECT gen_random_uuid(), 2, {listed} "
    said = refused(f"{sql} FROM lifecycle_submission WHERE id = %s", row.id)
    assert said == f"no verb writes a submission while its application is {state}"


WRITTEN = [
    (TemporaryRegistration, TEMPORARY_ALLOWED, "state = 'granted', issued_at = now()", "a temporary registration"),
    (Confirmation, VERBS["forward"].sources, "state = 'confirmed', answered_at = now()", "a confirmation"),
    (RegistryRecord, VERBS["record_brand_standing"].sources, "trust_score = 99", "a brand's standing"),
]


@pytest.mark.parametrize(("model", "states", "change", "thing"), WRITTEN, ids=[row[0].__name__ for row in WRITTEN])
def test_what_a_verb_writes_beside_is_refused_in_every_other_state(cast, model, states, change, thing):
    made, row = _row_of(cast, model)
    for state in set(State) - set(states):
        put_in(made.fresh(), state)
        said = refused(f"UPDATE {model._meta.db_table} SET {change} WHERE id = %s", row.id)
        assert said == f"no verb writes {thing} while its application is {state}"


LADDERS = [
    (RegistryRecord, "status", "registry_record_guard", [s.value for s in PartStatus], PART_MOVED_WHILE),
    (TemporaryRegistration, "state", "temporary_guard", ["requested", "granted", "refused", "ended"], TEMPORARY_MOVES),
    (Appeal, "state", "appeal_guard", AppealState.values, APPEAL_MOVES),
    (Confirmation, "state", "confirmation_guard", ConfirmationState.values, CONFIRMATION_MOVES),
    (Amendment, "state", "amendment_guard", sorted({s for step in AMENDMENT_STEPS.values() for s in step}),
     set(AMENDMENT_STEPS.values())),
]  # fmt: skip
THEN = now() + dt.timedelta(days=1)  # after what the scenes do
ISSUED, ENDED = {"issued_at": THEN, "decided_at": THEN}, {"ended_at": THEN, "end_reason": "thirty_days"}
ANSWERED = {"sent_at": THEN, "answered_at": THEN}
TRUE_TO = {
    TemporaryRegistration: {"granted": ISSUED, "ended": ISSUED | ENDED},
    Appeal: {"upheld": {"answered_at": THEN}, "overturned": {"answered_at": THEN}},
    Confirmation: {"confirmed": {"answered_at": THEN}},
    RegistryRecord: {"sent": {"sent_at": THEN}, "approved": ANSWERED, "rejected": ANSWERED, "suspended": ANSWERED},
    Amendment: {},
}
EMPTY = {
    TemporaryRegistration: {"issued_at": None, "decided_at": None, "ended_at": None, "end_reason": ""},
    Appeal: {"answered_at": None},
    Confirmation: {"answered_at": None},
    RegistryRecord: {"external_id": "X", "sent_at": None, "answered_at": None},
    Amendment: {},
}
"""What a row's checks ask for in a state besides."""


@pytest.mark.parametrize(
    ("model", "column", "guard", "states", "allowed"), LADDERS, ids=[r[0].__name__ for r in LADDERS]
)
def test_every_ladder_beside_has_no_rung_but_its_own(cast, model, column, guard, states, allowed):
    _made, row = _row_of(cast, model)
    ignored = [f"{model._meta.label}:{guard}"]
    if model in (TemporaryRegistration, Confirmation):
        ignored.append(f"{model._meta.label}:{guard.replace('_guard', '_while')}")
    for source in states:
        put(model, ignored, row.id, **{**EMPTY[model], **TRUE_TO[model].get(source, {}), column: source})
        for target in states:
            if target != source and (source, target) not in {(str(a), str(b)) for a, b in allowed}:
                said = refused(f"UPDATE {model._meta.db_table} SET {column} = %s WHERE id = %s", target, row.id)
                assert said.startswith("no verb takes ")
                assert said.endswith(f"from {source} to {target}")


@pytest.mark.parametrize("state", [state for state in State if state not in FINAL])
def test_no_application_supersedes_one_that_is_not_final(cast, state):
    old = scene(cast).fresh()
    put_in(old, state)
    fields = {field.column: getattr(old, field.attname) for field in old._meta.concrete_fields}
    fields |= {"id": uuid7(), "reference": "REG-X", "subject_id": uuid7(), "supersedes_id": old.id, "state": "draft"}
    fields |= {"rejections": 0, "submission_count": 0, "assigned_to_id": None, "claimed_until": None, "search": None}
    listed = {name: json.dumps(value) if isinstance(value, dict) else value for name, value in fields.items()}
    sql = f"INSERT INTO lifecycle_application ({', '.join(listed)}) VALUES ({', '.join(['%s'] * len(listed))})"
    assert refused(sql, *listed.values()) == f"no application supersedes one that is {state}"
