"""The twenty groups of edge cases, case by case, against the tests that prove them.

A case whose test is gone, and a test of a group that no case names, fail here.
"""

import ast
import functools
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parent.parent
LIFE, WALKED = "edges/test_lifecycle.py::test_", "edges/test_lifecycle_walked.py::test_"
TEXTS, CONSENT = "edges/test_texts.py::test_", "edges/test_consent.py::test_"
TOLL_FREE, TRAFFIC, PAGES = (f"edges/test_{name}.py::test_" for name in ("toll_free", "traffic", "pages"))
LATE, FORMS = "webchecks/browser/test_late.py::test_", "webchecks/browser/test_forms.py::test_"
TOGETHER, APPEALS = "lifecycle/test_together.py::test_", "lifecycle/test_appeals.py::test_"
SITES, INSIDE = "webchecks/test_judgement.py::test_", "egress/test_inside.py::test_"
VECTORS = "rules/test_vectors_toll_free_records.py::test_"

GROUPS = {
    1: {
        "Friday's last second before a holiday": LIFE
        + "1_the_last_second_of_a_friday_before_a_holiday_monday_is_still_that_friday",
        "submitted around that weekend": WALKED
        + "1_a_submit_around_a_holiday_weekend_is_answered_in_the_same_days",
        "01:30 twice": LIFE + "1_both_half_past_ones_of_the_fold_are_one_day_and_two_instants",
    },
    2: {
        "two reviewers at once": TOGETHER + "sixteen_reviewers_reject_at_once_and_one_rejection_counts",
        "after a withdrawal, or about an older submission": LIFE
        + "2_a_decision_after_a_withdrawal_or_on_a_superseded_submission_is_refused",
    },
    3: {
        "with a live temporary registration": LIFE + "3_the_fourth_rejection_with_a_live_temporary_registration",
        "with an appeal open": APPEALS + "the_fourth_rejection_is_final_with_an_appeal_open_or_granted",
        "with two codes": LIFE + "3_the_fourth_rejection_with_two_codes_one_of_them_terminal_counts_once",
        "two terminal codes": WALKED + "3_two_terminal_codes_count_once_and_both_have_to_be_solved",
        "one without eligibility": WALKED
        + "3_two_codes_one_of_them_without_eligibility_end_it_at_the_first_rejection_and_count_once",
    },
    4: {
        "the measured vectors": LIFE + "4_a_temporary_registration_ends_as_measured",
        "a second rejection on day 4": WALKED + "4_a_second_rejection_on_day_four_starts_five_days_of_its_own",
        "no revival": WALKED + "4_neither_a_rejection_after_the_end_nor_its_resolution_revives_it",
        "at the instant itself": WALKED + "4_a_resubmission_at_the_very_end_of_the_days_of_grace_is_too_late",
        "within one instant": WALKED
        + "4_a_rejection_is_resolved_by_the_submission_after_it_even_in_the_same_instant",
    },
    5: {
        "approval and sweep": LIFE + "5_approval_and_sweep_in_the_same_second_leave_one_end",
        "many at once": TOGETHER + "reject_approve_and_expire_in_the_same_second_have_one_outcome",
        "sweep down, sweep twice": LIFE
        + "5_the_clock_says_the_status_whether_the_sweep_ran_was_down_three_days_or_ran_twice",
    },
    6: {
        "the same EIN": LIFE + "6_the_same_ein_after_ineligibility_needs_the_old_codes_solved",
        "the predecessor is shown": WALKED + "6_the_reviewer_sees_what_a_new_application_follows",
    },
    7: {
        "terminal at count 1": LIFE + "7_a_terminal_code_stops_the_resubmission_even_at_the_first_rejection",
        "no button": "desk/test_remediation_pages.py::test_"
        "a_terminal_code_takes_the_way_to_submit_away_until_it_is_recorded_as_solved",
        "unstated codes": LIFE + "7_a_denial_whose_eligibility_is_not_stated_may_be_submitted_again",
    },
    8: {
        "39, 40, 300, 301": TEXTS + "8_a_description_is_counted_in_characters_and_not_in_bytes",
        "padding and spaces": TEXTS
        + "8_room_between_and_around_the_words_does_not_make_a_description_longer",
    },
    9: {
        "where the brand stands": TEXTS
        + "9_the_brand_stands_at_offset_nine_at_the_latest_by_its_legal_or_trade_name",
        "STOP and STOPPED": TEXTS + "9_the_way_out_is_read_in_any_quotes_and_case_and_not_out_of_stopped",
        "STOP beyond what is shown": "rules/test_vectors_messages.py::test_"
        "an_opt_out_line_behind_what_is_shown_is_out_of_place",
        "an em dash": TEXTS + "9_one_em_dash_turns_157_characters_from_one_part_into_three",
    },
    10: {
        "lines, capitals, folded": TEXTS
        + "10_the_sentence_is_found_over_lines_in_capitals_and_in_a_folded_block",
        "never shown": TEXTS + "10_a_sentence_that_nothing_on_the_page_opens_is_not_there_to_be_read",
        "negated elsewhere": TEXTS + "10_a_sentence_that_is_taken_back_elsewhere_promises_nothing",
    },
    11: {
        "ticked after 3 s": LATE
        + "11_a_box_that_is_ticked_three_seconds_after_the_page_has_loaded_is_ticked",
        "labels apart, in a browser": LATE
        + "11_of_two_boxes_the_ticked_one_is_told_by_its_label_outside_the_fieldset",
        "label outside the fieldset": PAGES + "11_a_label_outside_the_fieldset_belongs_to_its_box",
        "two boxes": PAGES + "11_of_two_boxes_one_that_comes_ticked_is_enough",
        "consent in an iframe": FORMS + "a_form_in_a_frame_of_another_site_is_found",
        "200 with a sign-in": PAGES
        + "11_a_page_that_answers_200_with_a_sign_in_is_not_there_to_be_read",
        "a site behind a sign-in": SITES + "a_bad_page_fails_with_the_code_it_would_draw",
        "self-signed": SITES + "a_bad_certificate_fails_with_code_1103",
        "plain http on one page": PAGES
        + "11_one_page_that_is_not_led_to_https_is_named_and_the_others_pass",
        "plain http everywhere": SITES + "a_site_that_does_not_lead_to_https_fails",
        "redirect inside": INSIDE + "a_redirect_to_an_address_inside_is_not_followed",
    },
    12: {
        "unknown number": CONSENT
        + "12_a_stop_from_a_number_nobody_knows_is_kept_and_an_older_yes_does_not_undo_it",
        "twice": CONSENT + "12_stop_twice_is_confirmed_once",
        "spellings": CONSENT + "12_stop_is_stop_however_it_is_written",
        "likenesses": CONSENT + "12_what_only_looks_like_stop_is_conversation",
        "START after STOPALL": CONSENT
        + "12_start_after_stopall_brings_back_the_program_it_was_sent_to_and_no_other",
        "YES unasked": CONSENT + "12_a_yes_that_nobody_asked_for_is_no_consent",
        "another number": CONSENT + "12_stop_to_one_number_stops_the_other_numbers_of_the_sender",
        "a batch that waits": CONSENT
        + "12_a_stop_while_a_batch_waits_is_seen_when_each_message_is_about_to_go",
    },
    13: {
        "the ledger": CONSENT + "13_an_opt_out_of_the_leap_day_is_kept_to_the_first_of_march",
        "the years": CONSENT + "13_a_day_that_the_year_does_not_have_is_kept_one_day_longer",
        "the linter": VECTORS + "a_term_of_years_never_ends_early",
    },
    14: {
        "the simulation": TOLL_FREE + "14_attempts_pass_until_the_least_of_the_three_limits_is_used_up",
        "midnight": TOLL_FREE + "14_the_day_turns_at_pacific_midnight_to_the_millisecond",
        "23 and 25 hours": TOLL_FREE + "14_a_day_of_changing_clocks_is_as_long_as_it_is",
        "Sunday the 1st": TOLL_FREE + "14_a_sunday_that_is_the_first_starts_day_week_and_month_at_once",
        "a retry": TOLL_FREE + "14_a_message_tried_again_counts_again_and_a_week_goes_on_over_the_first",
        "verified at noon": TOLL_FREE + "14_a_number_that_is_verified_at_noon_has_no_limit_from_then_on",
        "Canada": TOLL_FREE
        + "14_the_same_number_has_a_limit_to_the_united_states_and_no_way_to_canada",
        "stored": TOLL_FREE + "14_reports_of_one_day_add_up_in_the_stored_counters",
    },
    15: {
        "rows, duplicates, prefixes, reasons": TOLL_FREE + "15_numbers_of_a_sheet_and_of_a_form",
        "the table of a sheet": "verification/test_bulk_tables.py::test_"
        "an_import_counts_its_rows_and_is_saved_by_choice_only",
        "a number twice in a sheet": "verification/test_bulk_tables.py::test_"
        "a_row_says_what_is_wrong_with_it_or_has_a_toll_free_number_of_its_own",
    },
    16: {
        "any other form": CONSENT + "16_an_approval_in_any_other_form_is_none",
        "the recipient's own": CONSENT + "16_an_approval_that_names_its_own_sender_approves_nobody",
        "the linter": VECTORS + "the_approval_is_exactly_one_word_and_eleven_digits",
    },
    17: {
        "31 and 32 days": TEXTS + "17_registry_data_is_fresh_for_31_days",
        "month ends": TEXTS
        + "17_months_that_end_where_the_month_has_no_such_day_end_on_its_last",
        "a stop inside": TEXTS + "17_a_stop_within_the_relationship_ends_it_at_once",
    },
    18: {
        "no baseline": TRAFFIC
        + "18_a_jump_needs_usual_days_to_jump_from_and_goes_over_three_times_their_median",
        "24 hours": TRAFFIC + "18_a_jump_is_counted_over_the_last_24_hours_to_the_second",
        "three deliveries": TRAFFIC
        + "18_opt_outs_of_a_few_messages_make_no_rate_and_five_percent_is_the_line_itself",
        "7 x 24 h": TRAFFIC + "18_the_window_is_seven_times_24_hours_and_not_a_second_more",
        "clocks that change": TRAFFIC + "18_seven_days_are_168_hours_also_where_the_clocks_were_changed",
        "any window": TRAFFIC + "18_any_seven_days_count_and_not_only_the_last",
        "the other rates": TRAFFIC
        + "18_the_other_rates_warn_at_four_fifths_of_their_line_and_alarm_beyond_it",
    },
    19: {
        "the version stays": LIFE
        + "19_a_submission_keeps_the_rulebook_that_judged_it_when_rules_change",
        "judged again": WALKED
        + "19_a_text_judged_again_by_later_rules_differs_and_the_old_findings_stay",
        "a website judged again": "webchecks/test_pages_over_time.py::test_a_run_judged_again_names_what_differs",
    },
    20: {
        "before and after": CONSENT + "20_one_stop_ends_every_program_from_the_day_of_the_rule_on",
        "recorded narrow": CONSENT
        + "20_an_opt_out_of_before_keeps_its_reach_and_one_told_as_narrow_afterwards_does_not",
        "shown": CONSENT + "20_the_page_of_a_program_tells_the_day",
    },
}  # fmt: skip


@functools.cache
def named_in(path):
    tree = ast.parse((TESTS / path).read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")}


def test_there_are_twenty_groups():
    assert list(GROUPS) == list(range(1, 21))


@pytest.mark.parametrize("group", GROUPS)
def test_each_case_is_proved_by_a_test_that_exists(group):
    for case, name in GROUPS[group].items():
        path, _colons, test = name.partition("::")
        assert test in named_in(path), case


@pytest.mark.parametrize("group", GROUPS)
def test_each_test_of_a_group_stands_in_the_list(group):
    modules = [path.relative_to(TESTS).as_posix() for path in Path(__file__).parent.glob("test_*.py")]
    named = {name.partition("::")[2] for name in GROUPS[group].values()}
    for module in (*modules, "webchecks/browser/test_late.py"):
        assert {test for test in named_in(module) if test.startswith(f"test_{group}_")} <= named, module
