"""A brand registered alone: it is answered within days, and campaigns of the business use it again later."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from brands.checking import brand_web
from brands.completeness import advised_by_name, faults_by_name
from brands.models import Brand
from brands.selectors import approved_brand_id, approved_in, brand_for
from brands.services import add_brand, brand_findings, brand_open, brand_part
from brands.snapshots import PayloadBuilder
from brands.submitting import Dossier, submit
from portal.accounts.models import Organization
from portal.common.actor import Actor
from portal.common.errors import WrongState
from portal.lifecycle.models import Application, Kind, Submission
from portal.lifecycle.services.opening import application_open
from portal.lifecycle.states import possible
from portal.webchecks.models import CheckRun

COMPLETE_TASK = "brands.complete_submit"
"""Sent when the website check of a submit wish has ended."""


@transaction.atomic
def registration_open(*, actor: Actor, business: Organization, kind: str = Kind.BRAND) -> Application:
    """A draft registration of the business's brand alone.

    Raises WrongPerson, NotFound for another tenant's business, and WrongState naming the registration to go on with:
    the one of this brand alone there was before, or the one that brought the brand to the registry's approval.
    """
    assert kind == Kind.BRAND  # campaigns and toll-free numbers are opened in their own rooms
    brand = brand_open(actor=actor, business_id=business.id)
    known = approved_in(brand)
    if known is not None and known.kind != Kind.BRAND:
        raise WrongState(
            _("The registry knows this brand already, from %(reference)s. Every campaign you register uses it.")
            % {"reference": known.reference},
            code="already_registered",
            state=known.state,
            possible=possible(known.state),
            reference=known.reference,
        )
    return application_open(
        actor=actor,
        business=business,
        kind=Kind.BRAND,
        subject_id=brand.id,
        title=title_of(brand),
        parts=[brand_part(brand)],
    )


def title_of(brand: Brand) -> str:
    """What lists call the registration."""
    return f"Brand: {brand.dba_name or brand.legal_name}" if brand.legal_name else str(Kind.BRAND.label)


def brand_dossier(actor: Actor, application: Application) -> Dossier:
    """Everything a submit of this registration consists of. Raises NotFound."""
    brand = brand_for(actor, application.subject_id)
    web = brand_web(brand)
    return Dossier(
        application=application,
        subject=("brand", brand.id),
        title=title_of(brand),
        parts=[brand_part(brand)],
        faults=faults_by_name(brand),
        report=brand_findings(brand),
        payload=lambda reader: brand_payload(reader, brand),
        web=web if web.url else None,
        advised=advised_by_name(brand),
    )


def brand_payload(actor: Actor, brand: Brand) -> dict[str, Any]:
    """The frozen form of a brand; the id it has at the registry travels with a resubmission (source 004, step 3.5)."""
    builder = PayloadBuilder(Kind.BRAND)
    add_brand(builder, actor, brand)
    known = approved_brand_id(brand)
    if known:
        values = {"brand.external_id": ("Brand id at the registry", known)}
        builder.add_values(key="registry", title="Registry", values=values)
    return builder.payload()


def registration_submit(
    *,
    actor: Actor,
    application: Application,
    declaration: dict[str, Any],
    overrides: dict[str, str],
    answers: dict[str, dict[str, Any]],
) -> Submission | CheckRun:
    """Hands the brand in, or starts the website check it waits for (see ``brands.submitting.submit``)."""
    return submit(
        actor=actor,
        dossier=brand_dossier(actor, application),
        declaration=declaration,
        overrides=overrides,
        answers=answers,
        then_task=COMPLETE_TASK,
    )
