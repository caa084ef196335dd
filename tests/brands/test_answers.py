"""Answers about a brand are read as people type them, and refused with what to do."""

from __future__ import annotations

import pytest

from brands.answers import clean_duns, clean_url
from brands.completeness import faults_of
from brands.drafting import version_of
from brands.models import Brand
from brands.services import brand_open, brand_update
from brands.topics import BRAND_TOPICS, topic_of
from portal.common.errors import NotFound, WrongInput, WrongPerson
from tests.cast import Cast, make_business

pytestmark = pytest.mark.django_db


def brand_of(cast: Cast) -> Brand:
    return brand_open(actor=cast.alice.actor, business_id=cast.greenleaf.id)


def save(cast: Cast, brand: Brand, **values: object) -> dict[str, list[str]]:
    return brand_update(actor=cast.alice.actor, brand_id=brand.id, values=values).problems


@pytest.mark.source(142)
def test_an_ein_is_kept_encrypted_and_an_ssn_never(cast: Cast) -> None:
    brand = brand_of(cast)
    assert "Social Security" in save(cast, brand, ein="123-45-6789")["ein"][0]
    brand.refresh_from_db()
    assert brand.ein_enc is None
    assert save(cast, brand, ein="123456789") == {}
    brand = Brand.objects.get(id=brand.id)
    assert (brand.ein, brand.ein_last4) == ("12-3456789", "6789")
    assert b"3456789" not in bytes(brand.ein_enc)


def test_an_ein_is_read_with_a_dash_a_space_or_neither(cast: Cast) -> None:
    for typed in ("12-3456789", "123456789", "12 3456789", " 12 3456789 "):
        brand = brand_of(cast)
        assert save(cast, brand, ein=typed) == {}
        assert Brand.objects.get(id=brand.id).ein == "12-3456789"
        Brand.objects.filter(id=brand.id).delete()


def test_an_ein_that_another_brand_has_is_told_at_its_field_and_is_no_conflict_of_two_people(cast: Cast) -> None:
    first, second = brand_of(cast), brand_open(actor=cast.dora.actor, business_id=cast.summit.id)
    save(cast, first, ein="12-3456789")
    values = {"legal_name": "Summit LLC", "ein": "12-3456789"}
    seen = version_of(second, values)
    saved = brand_update(actor=cast.dora.actor, brand_id=second.id, values=values, version=seen)
    assert list(saved.problems) == ["ein"]
    assert saved.row.legal_name == "Summit LLC"


@pytest.mark.source(146, 164)
def test_a_po_box_is_told_at_its_field_and_kept_while_the_draft_is_one(cast: Cast) -> None:
    brand = brand_of(cast)
    problems = save(cast, brand, street="PO Box 12", city="Columbus")
    assert list(problems) == ["street"]
    brand.refresh_from_db()
    assert (brand.street, brand.city) == ("PO Box 12", "Columbus")


@pytest.mark.source(162)
def test_a_business_has_one_brand_that_is_used_again(cast: Cast) -> None:
    assert brand_of(cast).id == brand_of(cast).id


@pytest.mark.entry("brand-once-per-entity")
def test_one_ein_belongs_to_one_brand_under_a_reseller_and_may_recur_under_another(cast: Cast) -> None:
    save(cast, brand_of(cast), ein="12-3456789")
    other = brand_open(actor=cast.dora.actor, business_id=cast.summit.id)
    problems = brand_update(actor=cast.dora.actor, brand_id=other.id, values={"ein": "123456789"}).problems
    assert "already" in problems["ein"][0]
    far = brand_open(actor=cast.charlie.actor, business_id=cast.harbor.id)
    assert not brand_update(actor=cast.charlie.actor, brand_id=far.id, values={"ein": "12-3456789"}).problems


@pytest.mark.entry("brand-sole-prop-limits")
def test_one_mobile_number_confirms_three_sole_proprietors_of_a_reseller_and_no_fourth(cast: Cast) -> None:
    owner = {"entity_type": "sole_proprietor", "mobile_phone": "(614) 280-2000"}
    for place in range(3):
        business = make_business(f"Stand {place}", f"stand-{place}", cast.lakeside)
        other = Brand(
            business=business, reseller=cast.lakeside, reference=f"BR-900{place}", entity_type="sole_proprietor"
        )
        other.mobile_phone = "+16142802000"
        other.save()
    brand = brand_of(cast)
    assert "another one" in save(cast, brand, **owner)["mobile_phone"][0]
    assert faults_of(Brand.objects.get(id=brand.id))["mobile_phone"]
    assert save(cast, brand, **{**owner, "mobile_phone": "(614) 280-2009"}) == {}
    elsewhere = brand_open(actor=cast.charlie.actor, business_id=cast.harbor.id)
    assert not brand_update(actor=cast.charlie.actor, brand_id=elsewhere.id, values=owner).problems


@pytest.mark.parametrize(
    "typed", ["not an address", "https://", "http://greenleaf.com", "ftp://greenleaf.com", "https://a b.com"]
)
@pytest.mark.source(147)
def test_an_address_that_no_reviewer_can_open_safely_is_refused(typed: str) -> None:
    with pytest.raises(WrongInput) as refusal:
        clean_url(typed, field="website")
    assert refusal.value.fields["website"]


def test_an_address_without_a_scheme_gets_the_secured_one() -> None:
    assert clean_url(" www.greenleaf.com/shop ") == "https://www.greenleaf.com/shop"


@pytest.mark.source(151)
def test_a_duns_number_has_nine_digits() -> None:
    assert clean_duns("80-123-4567") == "801234567"
    with pytest.raises(WrongInput):
        clean_duns("80123456")


def test_a_foreign_business_s_brand_is_nowhere(cast: Cast) -> None:
    brand = brand_of(cast)
    with pytest.raises(NotFound):
        brand_update(actor=cast.charlie.actor, brand_id=brand.id, values={"city": "Dayton"})


def test_a_viewer_may_not_change_answers(cast: Cast) -> None:
    brand = brand_of(cast)
    with pytest.raises(WrongPerson):
        brand_update(actor=cast.bob.actor, brand_id=brand.id, values={"city": "Dayton"})


@pytest.mark.parametrize("path", ["ein", "brand.ein", "social_urls[1]"])
def test_a_finding_finds_the_page_that_asks_for_its_field(path: str) -> None:
    topic = topic_of(BRAND_TOPICS, path)
    assert topic is not None
    assert topic.key in ("identity", "website")


def test_a_choice_outside_the_list_and_a_text_too_long_are_told(cast: Cast) -> None:
    problems = save(cast, brand_of(cast), vertical="circus", legal_name="G" * 300)
    assert problems["vertical"] == ["Choose one of the list."]
    assert "255" in problems["legal_name"][0]


def test_what_is_no_text_and_entries_without_end_are_told(cast: Cast) -> None:
    brand = brand_of(cast)
    problems = save(cast, brand, city="Colum\x00bus", social_urls=["https://x.example/" + "a" * 3000])
    assert set(problems) == {"city", "social_urls"}
    brand.refresh_from_db()
    assert (brand.city, brand.social_urls) == ("", [])
