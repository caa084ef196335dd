"""An empty question of a decision is named in a sentence of its own, not by a stock one that fits them all."""

import re

import pytest
from django.forms import Field

from portal.desk.review.bulk.forms import FORMS
from portal.desk.review.views import _VERBS
from tests.lifecycle.scenes import scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(cast):
    return cast.client(cast.rae)


def told(answer):
    """The sentences of the summary of what is to be put right."""
    assert answer.status_code == 422
    summary = answer.content.decode().split('id="error-summary-title"')[1].split("</div>")[0]
    return re.findall(r"<li>(?:<a [^>]*>)?([^<]+)", summary)


def test_every_question_that_needs_an_answer_says_which_answer_is_missing():
    stock = Field.default_error_messages["required"]
    asked = [(form, name, field) for form in _VERBS.values() for name, field in form.base_fields.items()]
    asked += [(form, name, field) for form in FORMS.values() for name, field in form.base_fields.items()]
    silent = [
        f"{form.__name__}.{name}"
        for form, name, field in asked
        if field.required and field.error_messages["required"] == stock
    ]
    assert silent == []


def test_an_empty_comparison_names_the_letter_and_the_website(desk, cast):
    made = scene(cast).submit().claim()
    data = {"parts": f"brand:{made.brand.id}", "legal_name": "GreenLeaf", "submission_number": 1}
    answer = desk.post(f"/review/{made.application.reference}/do/forward/", data)
    assert told(answer) == [
        "Say whether the name on the IRS letter matches.",
        "Say whether the name on the website matches.",
    ]


def test_an_approval_without_an_id_and_a_bulk_sending_name_what_is_missing(desk, cast):
    made = scene(cast).submit().forward()
    data = {"part": f"brand:{made.brand.id}", "submission_number": 1}
    answer = desk.post(f"/review/{made.application.reference}/do/record_approval/", data)
    assert told(answer) == ["Enter the id that the registry gave it."]
    other = scene(cast).submit().claim().application.reference
    answer = desk.post("/review/bulk/forward/", {"row": other, "reference": "by hand"})
    assert told(answer)[:2] == ["Choose which part was sent.", "Say whether the names on the IRS letters match."]
