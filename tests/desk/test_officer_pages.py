"""The officer's search: by words, by a number that was texted, and on to the timeline."""

from __future__ import annotations

import pytest
from django.urls import reverse

from consent.services import event_record
from tests.cast import Cast
from tests.consent.conftest import SUE, make_program, opt_in
from tests.lifecycle.scenes import scene

pytestmark = pytest.mark.django_db


def test_a_hit_leads_to_its_timeline_and_to_a_package(cast: Cast) -> None:
    made = scene(cast).submit()
    officer = cast.client(cast.omar)
    html = officer.get(reverse("desk:officer"), {"q": "greenleaf"}).content.decode()
    timeline = reverse("desk:history", args=[made.application.reference])
    assert timeline in html
    page = officer.get(timeline).content.decode()
    assert "Submission 1 was handed in" in page
    assert f"{reverse('auditpack:new')}?application={made.application.id}" in page


def test_a_number_in_any_spelling_finds_its_consent_record(cast: Cast) -> None:
    program = make_program(cast)
    event_record(actor=cast.alice.actor, program=program, event=opt_in(program))
    answer = cast.client(cast.omar).post(reverse("desk:officer"), {"number": "(312) 644-2001"})
    html = answer.content.decode()
    assert "Record with GreenLeaf Gardens" in html
    assert SUE not in html


def test_a_number_nobody_can_read_is_told_what_to_type(cast: Cast) -> None:
    answer = cast.client(cast.omar).post(reverse("desk:officer"), {"number": "12"})
    assert answer.status_code == 422
    assert 'aria-describedby="id_number_error"' in answer.content.decode()
    assert cast.client(cast.mia).post(reverse("desk:officer"), {"number": "12"}).status_code == 403
