# ruff: noqa: SIM905, E501 - a word list reads better as words
"""Checks that the rulebook holds together: every name in it leads somewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from portal.rules.rulebook.advice_schema import check_advice
from portal.rules.rulebook.codes import Code
from portal.rules.rulebook.fault import RulebookFault
from portal.rules.rulebook.table_schema import check_tables
from portal.rules.rulebook.vertical_schema import check_toll_free, check_verticals

PAPERS = frozenset(
    "ein_letter dba_filing business_licence baa lender_licence carrier_preapproval parental_consent_form "
    "optin_screenshot landing_page_screenshot email_screenshot website_posting keyword_material keyword_flow_diagram "
    "welcome_template verbal_script confirmation_template call_recording_policy paper_form pos_photo ivr_crm_record "
    "otp_screens age_gate_screens privacy_policy terms campaign_verify earlier_verification rejection_notice other".split()
)
CARRIERS = {"T-Mobile", "AT&T", "Verizon", "TCR"}
STANDINGS = {"prohibited", "restricted", "review"}


def check_documents(documents: Mapping[str, Mapping[str, Any]], codes: Mapping[str, Code]) -> None:
    """Raise ``RulebookFault`` with every fault found."""
    faults = [
        *_headers(documents),
        *_codes(documents, codes),
        *_use_cases(documents),
        *_methods(documents),
        *_prohibited(documents, codes),
        *_templates(documents),
        *check_advice(documents, codes, PAPERS),
        *check_tables(documents, codes),
        *_providers(documents),
        *_do_not_call(documents["do_not_call"], codes),
        *check_verticals(documents, codes, PAPERS),
        *check_toll_free(documents, codes),
    ]
    if faults:
        raise RulebookFault(faults)


def _headers(documents: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    for name, document in documents.items():
        for key in ("source", "version"):
            if not isinstance(document.get(key), str) or not document[key]:
                yield f"{name}: no {key}"


def _codes(documents: Mapping[str, Mapping[str, Any]], codes: Mapping[str, Code]) -> Iterator[str]:
    fields = set(documents["fields"]["fields"])
    for code in codes.values():
        for name in code.fields:
            if name not in fields:
                yield f"{code.key}: unknown field {name}"
        for issue in code.issues:
            if issue not in documents["issues"]["issues"]:
                yield f"{code.key}: unknown problem {issue}"
        for key in code.equivalents:
            if key not in codes:
                yield f"{code.key}: unknown code {key}"
        if not code.cause or not code.fix or not code.title:
            yield f"{code.key}: cause, fix or title is empty"


def _use_cases(documents: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    for entry in documents["use_cases"]["use_cases"]:
        window = entry["approval_business_days"]
        if len(window) != 2 or not 0 < window[0] <= window[1]:
            yield f"use case {entry['code']}: window {window}"
        if entry["purpose"] not in {"informational", "marketing", "mixed"}:
            yield f"use case {entry['code']}: purpose {entry['purpose']}"


def _methods(documents: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    fields = set(documents["fields"]["fields"])
    for name, method in documents["opt_in_methods"]["methods"].items():
        for paper in (*method["evidence"], *method["toll_free_evidence"]):
            if paper not in PAPERS:
                yield f"opt-in method {name}: unknown paper {paper}"
        for field in method["fields"]:
            if field not in fields:
                yield f"opt-in method {name}: unknown field {field}"


def _prohibited(documents: Mapping[str, Mapping[str, Any]], codes: Mapping[str, Code]) -> Iterator[str]:
    for entry in documents["prohibited"]["categories"]:
        if set(entry["carriers"]) != CARRIERS or not set(entry["carriers"].values()) <= STANDINGS:
            yield f"category {entry['slug']}: carriers"
        for code in entry["toll_free_codes"]:
            if f"toll_free_aggregator:{code}" not in codes:
                yield f"category {entry['slug']}: unknown code {code}"
        if not entry["words"]:
            yield f"category {entry['slug']}: no words"


def _templates(documents: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    known = {entry["code"] for entry in documents["use_cases"]["use_cases"]}
    for template in documents["templates"]["messages"]:
        if template["use_case"] not in known:
            yield f"template {template['slug']}: unknown use case {template['use_case']}"
    if {reply.upper() for reply in documents["templates"]["replies"]} != {"STOP", "HELP", "JOIN", "START"}:
        yield "templates: the four replies"


def _providers(documents: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    known = set(documents["fields"]["fields"])
    for name, provider in documents["providers"]["providers"].items():
        for key, entry in (*provider["limits"].items(), *provider["severities"].items()):
            if not entry.get("source"):
                yield f"provider {name}: {key} has no source"
        for form, fields in provider["fields"].items():
            for key, entry in fields.items():
                if key not in known:
                    yield f"provider {name}, {form}: unknown field {key}"
                if not entry.get("source"):
                    yield f"provider {name}, {form}: {key} has no source"


def _do_not_call(document: Mapping[str, Any], codes: Mapping[str, Code]) -> Iterator[str]:
    for entry in document["exemptions"]:
        if entry["paper"] not in PAPERS:
            yield f"do_not_call: exemption {entry['category']}: unknown paper {entry['paper']}"
    for text in document["error_texts"]:
        if text["code"] not in codes:
            yield f"do_not_call: unknown code {text['code']}"
