"""Four rejections, terminal codes, codes that end eligibility, and what a new application needs."""

import pytest

from portal.common.errors import WrongInput, WrongState
from portal.lifecycle import selectors, services
from portal.lifecycle.clocks import attempt_budget
from portal.lifecycle.codes import code_choices, code_facts
from tests.lifecycle.scenes import scene

pytestmark = pytest.mark.django_db

NOT_ELIGIBLE = "toll_free_aggregator:501"


@pytest.mark.entry("life-max-four-rejections")
@pytest.mark.source(37, 38)
def test_the_fourth_rejection_makes_the_application_ineligible_in_the_same_act(cast):
    made = scene(cast)
    for number in (1, 2, 3):
        made.rejected()
        assert (made.fresh().state, made.application.rejections) == ("rejected", number)
    made.rejected()
    assert (made.fresh().state, made.application.rejections) == ("ineligible", 4)
    assert made.application.decisions.filter(verb="record_rejection").last().state_after == "ineligible"
    with pytest.raises(WrongState):
        made.submit()


def test_one_rejection_counts_once_however_many_codes_it_has(cast):
    made = scene(cast).submit().forward().reject("tcr:9106", "tcr:9108", "9106")
    assert made.fresh().rejections == 1
    assert [code["key"] for code in selectors.codes_to_answer(made.application)] == ["tcr:9106", "tcr:9108"]


@pytest.mark.entry("life-fine-warning")
@pytest.mark.source(37, 40)
def test_the_budget_is_told_before_every_submit_and_the_fine_from_the_second_rejection_on(cast):
    made = scene(cast).rejected().rejected()
    budget = attempt_budget(made.fresh())
    assert (budget.used_text, budget.next_text) == ("2 of 4 rejections used", "Would be rejection 3 of 4")
    assert budget.may_be_fined
    assert not budget.is_last


def test_the_limit_is_the_resellers_at_the_first_submission(cast):
    cast.lakeside.rejection_cap = 2
    cast.lakeside.save()
    made = scene(cast).rejected()
    cast.lakeside.rejection_cap = 9
    cast.lakeside.save()
    made.rejected()
    assert (made.fresh().state, made.application.rejection_cap) == ("ineligible", 2)


@pytest.mark.entry("tf-denial-codes")
@pytest.mark.source(101)
def test_a_code_without_eligibility_ends_the_application_at_once(cast):
    made = scene(cast).submit().forward().reject(NOT_ELIGIBLE)
    assert (made.fresh().state, made.application.rejections) == ("ineligible", 1)
    with pytest.raises(WrongState) as refusal:
        services.application_reapply(application_id=made.id, actor=cast.alice.actor)
    assert refusal.value.code == "release_needed"
    services.application_allow_reapply(application_id=made.id, actor=cast.rae.actor, reason="The list was deleted.")
    solved = {NOT_ELIGIBLE: {"text": "Deleted the bought list.", "evidence": ["doc-1"]}}
    again = services.application_reapply(application_id=made.id, actor=cast.alice.actor, solved=solved)
    assert again.solved_codes == solved


@pytest.mark.entry("life-all-codes-before-resubmit")
@pytest.mark.source(247)
def test_a_resubmission_answers_every_code(cast):
    made = scene(cast).submit().forward().reject("tcr:9106", "tcr:9108")
    with pytest.raises(WrongInput) as refusal:
        made.submit(answers={"tcr:9106": {"text": "Added STOP."}})
    assert list(refusal.value.fields) == ["tcr:9108"]
    made.resubmit()
    assert made.fresh().state == "pending"


def test_a_rejection_in_words_alone_is_answered_like_a_code(cast):
    made = scene(cast).submit().forward()
    with pytest.raises(WrongInput, match="Choose the codes"):
        services.application_record_rejection(
            application_id=made.id, actor=cast.rae.actor, part=("brand", made.brand.id)
        )
    services.application_record_rejection(
        application_id=made.id, actor=cast.rae.actor, part=("brand", made.brand.id), text="Name unclear."
    )
    assert selectors.codes_to_answer(made.fresh())[0]["title"] == "Name unclear."


@pytest.mark.entry("life-terminal-stops", "life-severity-classes")
@pytest.mark.source(248, 252)
def test_a_terminal_code_blocks_resubmission_until_a_reviewer_records_it_as_solved(cast):
    made = scene(cast).submit().forward().reject("tcr:2005", terminal=True)
    with pytest.raises(WrongInput) as refusal:
        made.resubmit()
    assert refusal.value.code == "terminal_open"
    services.application_resolve_terminal(
        application_id=made.id, actor=cast.rae.actor, text="The content is gone.", evidence=["capture 12"]
    )
    made.resubmit()
    assert made.fresh().state == "pending"


@pytest.mark.entry("life-new-application-after-ineligible")
@pytest.mark.source(39)
def test_a_new_application_after_four_rejections_needs_every_old_code_solved_with_evidence(cast):
    made = scene(cast).rejected("tcr:9106").rejected("tcr:9108").rejected().rejected()
    reapply = {"application_id": made.id, "actor": cast.alice.actor}
    with pytest.raises(WrongInput) as refusal:
        services.application_reapply(**reapply, solved={"tcr:9106": {"text": "Done.", "evidence": []}})
    assert sorted(refusal.value.fields) == ["tcr:9106", "tcr:9108"]
    solved = {key: {"text": "Done.", "evidence": ["doc-1"]} for key in ("tcr:9106", "tcr:9108")}
    again = services.application_reapply(**reapply, solved=solved)
    assert (again.state, again.rejections, again.supersedes_id) == ("draft", 0, made.id)


def test_unknown_resubmittability_counts_as_resubmittable(cast):
    key = next(key for key, _ in code_choices() if (f := code_facts(key)).resubmittable is None and not f.is_terminal)
    made = scene(cast).submit().forward().reject(key)
    assert made.fresh().state == "rejected"


def test_two_people_for_the_last_rejection_where_the_reseller_wants_them(cast):
    cast.lakeside.second_pair_of_eyes, cast.lakeside.rejection_cap = True, 1
    cast.lakeside.save()
    made = scene(cast).submit().forward()
    with pytest.raises(Exception, match="takes two people"):
        made.reject()
    proposal = services.application_propose(
        application_id=made.id, actor=cast.rae.actor, verb="record_rejection", arguments={"codes": ["tcr:9106"]}
    )
    with pytest.raises(Exception, match="takes two people"):
        made.reject(proposal_id=proposal.id)
    made.reject(proposal_id=proposal.id, actor=cast.ada.actor)
    decision = made.fresh().decisions.get(verb="record_rejection")
    assert (decision.by_label, decision.seconded_by_label) == ("Ada Fischer", "Rae Lindqvist")
