"""What the queue's search finds, and that its words stay true whoever writes."""

import pytest

from portal.common.ids import uuid7
from portal.lifecycle import services
from portal.lifecycle.models import RegistryRecord
from portal.lifecycle.queue import Asked, queue_exact, queue_page
from portal.lifecycle.searching import search_query, words_of
from tests.lifecycle.scenes import payload, scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def found(cast):
    def search(text):
        page = queue_page(cast.rae.actor, Asked(tab="all", text=text), size=25)
        return [row.reference for row in page.rows]

    return search


def test_beginnings_of_words_are_found_written_apart_or_together(cast, found):
    made = scene(cast).submit()
    only = [made.application.reference]
    for text in ("green", "GREENL", "green leaf", "greenleaf gard", "leaf", "order upd", "orderupdates", only[0]):
        assert found(text) == ([] if text == "leaf" else only), text
    assert found("greenleaf zebra") == found("*&|!':") == []


def test_a_business_that_is_renamed_is_found_by_its_new_name_alone(cast, found):
    made = scene(cast).submit()
    cast.greenleaf.name = "Café Goodleaf"
    cast.greenleaf.save()
    assert found("good lea") == found("cafe") == found("CAFÉ") == [made.application.reference]
    assert found("gardens order") == [made.application.reference]  # the legal name of the brand is still that
    RegistryRecord.objects.filter(application=made.application, part_kind="brand").update(label="Leaf Holding")
    made.fresh().subject_title = "Tickets"
    made.application.save()
    assert found("tickets leafhold") == [made.application.reference]


def test_a_number_is_found_by_its_beginning_and_by_its_last_digits(cast, found):
    made = scene(cast)
    number = ("number", uuid7(), "+18335550143 Main line")
    services.application_set_parts(
        application_id=made.id, actor=cast.alice.actor, parts=[made.brand, made.campaign, number]
    )
    made.submit()
    for text in ("0143", "8335550143", "(833) 555-0143", "833555", "50143"):
        assert found(text) == [made.application.reference], text
    assert found("0144") == []


def test_names_and_numbers_of_the_answers_are_found_without_opening_the_payload(cast, found):
    made = scene(cast)
    made.submit(data={"brand.dba_name": "The Green House", "campaign.numbers": ["+16142802001"], "brand.ein": "12"})
    assert found("the green hou") == found("2001") == [made.application.reference]
    assert words_of(payload(**{"brand.contact_phone": "+16142802009"})) == "GreenLeaf Gardens LLC"


def test_words_follow_the_state_and_the_ids_that_the_registry_gave(cast, found):
    made = scene(cast).submit().forward()
    made.approve(made.brand, "BN-77X1")
    for text in ("bn77x1", "BN-77", "ticket-1", "registry"):
        assert found(text) == [made.application.reference], text
    assert found("approved") == []


def test_an_exact_reference_or_id_of_the_registry_leads_to_its_application(cast):
    made, other = scene(cast).submit().forward(), scene(cast).submit()
    made.approve(made.brand, "BN77X1")
    rae = cast.rae.actor
    assert queue_exact(rae, made.application.reference.lower()) == made.application
    assert queue_exact(rae, " BN77X1 ") == made.application
    assert queue_exact(rae, other.application.reference) == other.application
    assert [queue_exact(rae, text) for text in ("BN77", "", "by hand", "greenleaf")] == [None] * 4
    assert queue_exact(rae, scene(cast).application.reference) is None  # a draft is not there yet


def test_an_id_that_two_applications_share_leads_nowhere_and_is_found_by_words(cast, found):
    first, second = scene(cast).submit().forward(), scene(cast).submit().forward()
    for made in (first, second):
        made.approve(made.brand, "BSAME1")
    assert queue_exact(cast.rae.actor, "BSAME1") is None
    assert len(found("bsame1")) == 2


def test_the_query_of_many_words_stays_small():
    assert search_query("a b c") == "'a':* & 'b':* & 'c':* | 'a':* & 'bc':* | 'ab':* & 'c':* | 'abc':*"
    assert search_query("143") == "('143':* | 'tail341':*)"
    assert search_query(" ".join("abcdefghijkl")).count("&") == 7
    assert search_query("?!") == ""
