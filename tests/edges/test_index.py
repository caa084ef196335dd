"""Which tests prove each of the twenty groups of edge cases; the table names tests that exist.

1 to 7 and 19 stand in ``test_lifecycle``; the others are proved in the rooms they belong to.
"""

import ast
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parent.parent

GROUPS = {
    1: ["edges/test_lifecycle.py::test_1_both_half_past_ones_of_the_fold_are_one_day_and_two_instants"],
    2: [
        "lifecycle/test_together.py::test_sixteen_reviewers_reject_at_once_and_one_rejection_counts",
        "edges/test_lifecycle.py::test_2_a_decision_after_a_withdrawal_or_on_a_superseded_submission_is_refused",
    ],
    3: [
        "edges/test_lifecycle.py::test_3_the_fourth_rejection_with_a_live_temporary_registration",
        "lifecycle/test_appeals.py::test_the_fourth_rejection_is_final_with_an_appeal_open_or_granted",
    ],
    4: ["edges/test_lifecycle.py::test_4_a_temporary_registration_ends_as_measured"],
    5: ["edges/test_lifecycle.py::test_5_approval_and_sweep_in_the_same_second_leave_one_end"],
    6: [
        "edges/test_lifecycle.py::test_6_the_same_ein_after_ineligibility_needs_the_old_codes_solved",
    ],
    7: ["edges/test_lifecycle.py::test_7_a_terminal_code_stops_the_resubmission_even_at_the_first_rejection"],
    8: ["rules/test_vectors_brand_campaign.py::test_a_description_is_counted_in_characters_that_are_read"],
    9: [
        "rules/test_vectors_messages.py::test_the_brand_stands_within_ten_characters",
        "rules/test_vectors_messages.py::test_an_opt_out_line_is_told_from_its_likeness",
        "rules/test_vectors_messages.py::test_segments_of_every_class_of_character",
    ],
    10: [
        "rules/test_mutations.py::test_the_required_sentence_is_found_in_every_form",
        "rules/test_mutations.py::test_a_promise_that_is_none_is_not_taken_for_one",
    ],
    11: ["webchecks/browser/test_forms.py::test_a_box_that_a_script_ticks_is_ticked"],
    12: [
        "consent/test_inbound.py::test_leaving_in_free_words_is_leaving",
        "consent/test_inbound.py::test_stop_is_logged_answered_once_and_holds",
        "consent/test_inbound.py::test_an_opt_out_reaches_every_number_and_program_of_the_sender",
    ],
    13: ["rules/test_vectors_toll_free_records.py::test_a_term_of_years_never_ends_early"],
    14: [
        "verification/test_counters.py::test_the_day_is_the_pacific_one",
        "verification/test_counters.py::test_the_week_starts_on_sunday",
    ],
    15: [
        "rules/test_vectors_toll_free_records.py::test_numbers_go_by_form_up_to_five_and_by_file_up_to_a_thousand",
        "rules/test_vectors_toll_free_records.py::test_a_number_that_stands_twice_in_other_spelling_is_told_by_its_place",
        "rules/test_vectors_toll_free_records.py::test_other_numbers_are_not_toll_free",
    ],
    16: ["rules/test_vectors_toll_free_records.py::test_the_approval_is_exactly_one_word_and_eleven_digits"],
    17: [
        "rules/test_vectors_toll_free_records.py::test_registry_data_counts_for_thirty_one_days",
        "rules/test_vectors_toll_free_records.py::test_a_relationship_lasts_eighteen_or_three_months_and_ends_with_a_stop",
    ],
    19: ["edges/test_lifecycle.py::test_19_a_submission_keeps_the_rulebook_that_judged_it_when_rules_change"],
    20: ["rules/test_vectors_messages.py::test_revocation_by_any_reasonable_means_counts_from_its_day"],
}


@pytest.mark.parametrize("group", sorted(GROUPS))
def test_each_group_is_proved_by_a_test_that_exists(group):
    for name in GROUPS[group]:
        path, _colons, test = name.partition("::")
        tree = ast.parse((TESTS / path).read_text(encoding="utf-8"))
        assert test in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}, name
