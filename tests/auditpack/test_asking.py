"""Asking for a package: by the registration's reference, however many registrations a reseller has."""

import pytest

from portal.auditpack.forms import OFFERED, PackageForm
from portal.lifecycle.selectors import applications_for
from tests.cast import Cast
from tests.lifecycle.scenes import scene

pytestmark = pytest.mark.django_db

PURPOSE = "Carrier audit, ticket 5512"


def asked(cast: Cast, who: str, reference: str) -> PackageForm:
    actor = cast.people[who].actor
    return PackageForm({"application": reference, "purpose": PURPOSE}, applications=applications_for(actor), full=True)


def test_a_registration_is_named_by_its_reference_in_any_spelling(cast: Cast) -> None:
    application = scene(cast).submit().application
    for spelling in (application.reference, f" {application.reference.lower()} "):
        form = asked(cast, "omar", spelling)
        assert form.is_valid()
        assert form.cleaned_data["application"] == application


@pytest.mark.parametrize("reference", ["", "REG-1", "\u0000", "x" * 500])
def test_a_reference_that_leads_nowhere_is_told_at_the_field(cast: Cast, reference: str) -> None:
    scene(cast).submit()
    form = asked(cast, "omar", reference)
    assert list(form.errors) == ["application"]


def test_a_foreign_registration_is_none(cast: Cast) -> None:
    application = scene(cast).submit().application
    form = asked(cast, "charlie", application.reference)
    assert "No registration that you may see" in form.errors["application"][0]


def test_the_form_offers_the_newest_registrations_and_no_more(cast: Cast) -> None:
    made = [scene(cast).application.reference for _number in range(OFFERED + 2)]
    html = str(asked(cast, "omar", "")["application"])
    assert "<option" not in html
    assert [reference for reference, _words in asked(cast, "omar", "").offered()] == made[:1:-1]
