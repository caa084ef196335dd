"""The decision page tells of an application of the same EIN that was found ineligible."""

import pytest
from django.urls import reverse

from tests.cast import Cast
from tests.lifecycle.scenes import Scene, scene

pytestmark = pytest.mark.django_db


def decision_page(cast: Cast, made: Scene) -> str:
    page = cast.client(cast.rae).get(reverse("desk:review", args=[made.application.reference]))
    return " ".join(page.content.decode().split())


def of_one_attempt(cast: Cast) -> Scene:
    """A submission whose first rejection is its last; those after it have the usual four."""
    cast.lakeside.rejection_cap = 1
    cast.lakeside.save()
    made = scene(cast).submit()
    cast.lakeside.rejection_cap = 4
    cast.lakeside.save()
    return made


def test_it_is_named_and_linked_where_the_reviewer_decides(cast: Cast) -> None:
    old = of_one_attempt(cast)
    made = scene(cast, brand_id=old.brand.id).submit().claim()
    assert "Same EIN" not in decision_page(cast, made)
    old.forward().reject("tcr:9106")
    text = decision_page(cast, made).split('id="decision"')[1].split("</section>")[0]
    assert f"Same EIN: {old.application.reference} was found ineligible" in text
    assert f'href="/review/{old.application.reference}/"' in text
    assert "after 1 rejection" in text


def test_one_of_another_brand_is_not_named(cast: Cast) -> None:
    old, made = of_one_attempt(cast), scene(cast).submit().claim()
    old.forward().reject("tcr:9106")
    assert "Same EIN" not in decision_page(cast, made)
