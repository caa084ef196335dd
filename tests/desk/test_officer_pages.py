"""The officer's search: by words, by a number that was texted, and on to the timeline."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.urls import reverse

from consent.services import event_record
from portal.audit.acts import Act
from portal.audit.services import Subject, record
from portal.common.ids import uuid7
from portal.lifecycle.models import Application
from portal.lifecycle.searching import worded
from portal.lifecycle.selectors import applications_found
from portal.lifecycle.services import Part, application_open
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
    assert f"{reverse('auditpack:new')}?application={made.application.reference}" in page


def test_part_of_a_reference_a_ticket_or_a_code_finds_the_registration(cast: Cast) -> None:
    made = scene(cast).rejected("tcr:9106").resubmit().forward()
    reference = made.application.reference
    both = {reference, scene(cast).submit().application.reference}
    for part in (reference[:6], reference[-4:-1]):
        assert found(cast, part) == {one for one in both if part in one}
    for words in (reference, reference.lower(), reference[-4:], "9106", "ticket-1"):
        assert found(cast, words) == {reference}
    assert found(cast, "REG-X") == found(cast, "--") == set()


def found(cast: Cast, words: str) -> set[str]:
    """The references of what the officer's search shows."""
    rows = cast.client(cast.omar).get(reverse("desk:officer"), {"q": words}).context["page_obj"]
    return {row.reference for row in rows}


def test_the_officers_search_is_answered_from_the_index_of_words(cast: Cast) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    assert "application_search" in worded(Application.objects.order_by(), "0042").explain()
    asked = str(applications_found(cast.omar.actor, "0042").query)
    assert " @@ " in asked
    assert "LIKE" not in asked


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


def test_the_trail_tells_instants_in_words_and_leads_to_the_timeline_and_back(cast: Cast) -> None:
    reference = scene(cast).submit().claim().application.reference
    officer = cast.client(cast.omar)
    html = officer.get(reverse("desk:trail"), {"words": reference}).content.decode()
    assert f'href="{reverse("desk:history", args=[reference])}">{reference}</a>' in html
    told = re.search(r"Until:</span> (.*?)</div>", html)
    assert told is not None
    assert re.fullmatch(r'<time datetime="[^"]+">[A-Z][a-z]{2} \d+, \d{4}, [^<]+</time>', told[1])
    assert f"{reverse('desk:trail')}?registration={reference}" in officer.get(reverse("desk:officer")).content.decode()


def test_the_trail_of_a_registration_holds_what_was_done_to_its_parts_and_websites(cast: Cast) -> None:
    made, other = scene(cast).submit().application, scene(cast).submit().application
    checked = {"url": "https://greenleaf.example/", "why": "changed"}
    for part in (*made.parts.all(), *other.parts.all()):
        what = Subject(part.part_kind, part.part_id, f"{part.part_kind} of {part.application.reference}")
        record(Act.CHECK_DROPPED, actor=cast.alice.actor, subject=what, organizations=[cast.lakeside.id], data=checked)
    officer = cast.client(cast.omar)
    for asked in (made.reference, f" {made.reference.lower()} "):
        rows = officer.get(reverse("desk:trail"), {"registration": asked}).context["page_obj"]
        labels = {row.subject_label for row in rows}
        assert labels == {made.reference, f"brand of {made.reference}", f"campaign of {made.reference}"}
    nothing = officer.get(reverse("desk:trail"), {"registration": "REG-0"})
    assert list(nothing.context["page_obj"]) == []


def test_the_trail_of_a_registration_next_door_stays_closed(cast: Cast) -> None:
    reference = scene(cast).submit().application.reference
    answer = cast.client(cast.charlie).get(reverse("desk:trail"), {"registration": reference})
    assert list(answer.context["page_obj"]) == []


def test_no_package_is_offered_of_a_brand_alone(cast: Cast) -> None:
    brand = Part("brand", uuid7(), "GreenLeaf Gardens LLC")
    facts = {"business": cast.greenleaf, "kind": "brand", "subject_id": brand.id, "title": "Brand", "parts": [brand]}
    alone = application_open(actor=cast.alice.actor, **facts)
    whole = scene(cast).application
    html = cast.client(cast.omar).get(reverse("desk:officer")).content.decode()
    assert f"{reverse('auditpack:new')}?application={whole.reference}" in html
    assert f"{reverse('auditpack:new')}?application={alone.reference}" not in html
