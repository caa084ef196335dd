"""The verbs on brands, and what the linter and a submission are given of them."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from brands.answers import BRAND_CLEANERS
from brands.checking import SITE_FIELDS, check_saved_brand
from brands.completeness import MOBILE_USED_UP, mobile_is_used_up
from brands.drafting import Saved, version_of, write_draft
from brands.models import Brand
from brands.selectors import brand_lock
from brands.snapshots import PayloadBuilder
from brands.topics import BRAND_TOPICS
from brands.vocabulary import EntityType, Vertical
from portal.accounts.models import Organization
from portal.accounts.permissions import Permission
from portal.accounts.scoping import get_for
from portal.accounts.selectors import business_for
from portal.audit.acts import Act
from portal.audit.services import Subject, record
from portal.common.actor import Actor
from portal.common.clock import now
from portal.common.crypto import keyed_hash
from portal.common.ein import clean_ein
from portal.common.errors import WrongInput, WrongState
from portal.common.ids import next_reference
from portal.lifecycle.models import Application
from portal.lifecycle.services.opening import Part
from portal.lifecycle.states import possible
from portal.rules.advice import lookups
from portal.rules.engine import lint
from portal.rules.result import Report

_HIGH_SCRUTINY = frozenset(
    {Vertical.FINANCIAL, Vertical.HEALTHCARE, Vertical.INSURANCE, Vertical.GAMBLING, Vertical.POLITICAL}
)

_EIN_TAKEN = (
    "This EIN is on another registration with your provider already. A business is registered once and used by all "
    "its campaigns; ask your provider for help if that registration is not yours."
)

LINT_FIELDS = (
    "legal_name",
    "dba_name",
    "entity_type",
    "organization_form",
    "ein",
    "duns",
    "vertical",
    "website",
    "social_urls",
    "street",
    "city",
    "state",
    "postal_code",
    "country",
    "support_email",
    "support_phone",
    "business_contact_email",
    "mobile_phone",
    "stock_symbol",
    "stock_exchange",
    "organization_category",
    "state_of_incorporation",
    "tax_exempt_status",
)
"""What the linter is told of a brand."""
_LINT_DAYS = ("baa_executed_on", "incorporation_date", "duns_applied_on", "messaging_history_since")


@transaction.atomic
def brand_open(*, actor: Actor, business_id: uuid.UUID) -> Brand:
    """The brand of a business, made when it has none: one per legal entity, used again (source 004, section 3).

    Raises WrongPerson, or NotFound for another tenant's business.
    """
    actor.require(Permission.REGISTRATION_EDIT)
    business = Organization.objects.select_for_update().get(id=business_for(actor, business_id).id)
    brand = Brand.objects.filter(business=business).order_by("-id").first()
    if brand is None:
        brand = Brand.objects.create(
            business=business, reseller_id=business.reseller.id, reference=next_reference("BR"), updated_by=actor.label
        )
    return brand


@transaction.atomic
def brand_update(
    *, actor: Actor, brand_id: uuid.UUID, values: Mapping[str, Any], version: str | None = None
) -> Saved[Brand]:
    """Saves answers about a brand; what cannot be used is told in ``problems`` and does not stop the rest.

    Raises WrongPerson, NotFound, WrongState (it lies with the reseller or the registry), EditedMeanwhile, and
    WrongInput when another brand took the EIN in the same moment.
    """
    actor.require(Permission.REGISTRATION_EDIT)
    brand = get_for(actor, Brand.objects.select_for_update(of=("self",)), id=brand_id)
    lock = brand_lock(brand)
    if lock is not None:
        raise locked(lock)
    values = dict(values)
    taken = _ein_is_taken(brand, str(values.get("ein") or ""))
    if taken:
        unchanged = version is not None and version == version_of(brand, values)
        del values["ein"]
        if unchanged:  # the form's digest covers the EIN too; without it the same answers have another one
            version = version_of(brand, values)
    try:
        with transaction.atomic():
            saved = write_draft(brand, actor=actor, values=values, version=version, cleaners=BRAND_CLEANERS)
    except IntegrityError as error:
        raise WrongInput(_EIN_TAKEN, code="ein_taken", fields={"ein": [_EIN_TAKEN]}) from error
    if taken:
        saved.problems["ein"] = [_EIN_TAKEN]
    if mobile_is_used_up(saved.row):
        saved.problems.setdefault("mobile_phone", [MOBILE_USED_UP])
    if saved.changed:
        record(
            Act.BRAND_EDITED,
            actor=actor,
            subject=Subject("brand", brand.id, brand.reference),
            organizations=[brand.business_id, brand.reseller_id],
            data={"fields": sorted(saved.changed)},
        )
    if not {*SITE_FIELDS}.isdisjoint(saved.changed):
        check_saved_brand(actor=actor, brand=saved.row)
    return saved


def locked(application: Application) -> WrongState:
    """The refusal for answers that may not change now: names the application's state and what it allows."""
    return WrongState(
        _(
            "%(reference)s is %(state_label)s, so its answers stay as they were submitted. "
            "They open again when changes are asked for or it is rejected."
        )
        % {"reference": application.reference, "state_label": application.state_inside},
        state=application.state,
        possible=possible(application.state),
    )


def brand_as_lint(brand: Brand | None) -> dict[str, Any]:
    """The brand under the linter's flat field names; empty answers are empty text."""
    if brand is None:
        return {}
    data = {name: getattr(brand, name) for name in LINT_FIELDS}
    for name in _LINT_DAYS:
        day = getattr(brand, name)
        data[name] = day.isoformat() if day else ""
    data["social_urls"] = list(brand.social_urls)
    return data


def brand_findings(brand: Brand) -> Report:
    """What the linter says about a brand under its reseller's profile and overrides."""
    reseller = brand.business.reseller
    context = {"today": now().date()}
    data = brand_as_lint(brand)
    return lint("brand", data, profile=reseller.profile, context=context, overrides=reseller.rule_overrides)


def brand_window(brand: Brand) -> tuple[int, int]:
    """Business days until the registry answers about a brand of this kind (source 004, step 3.4)."""
    if brand.entity_type == EntityType.GOVERNMENT:
        slug = "government"
    elif brand.vertical in _HIGH_SCRUTINY:
        slug = "high_scrutiny"
    else:
        slug = "standard_with_duns" if brand.duns and brand.website else "standard"
    return lookups.brand_window(slug)


def brand_part(brand: Brand) -> Part:
    """The brand as a rung of a registration's ladder; it goes first (source 004, step 4.1)."""
    return Part("brand", brand.id, str(brand.legal_name or brand), *brand_window(brand))


def add_brand(builder: PayloadBuilder, actor: Actor, brand: Brand) -> None:
    """The brand's sections of a submission's payload, one per topic, and its papers."""
    for topic in BRAND_TOPICS:
        builder.add(brand, part="brand", key=f"brand_{topic.key}", title=_SECTIONS[topic.key], fields=topic.fields)
    builder.add_papers(actor, part="brand", row=brand, title="Papers of the business")


_SECTIONS = {
    "identity": "Business identity",
    "address": "Address",
    "website": "Website",
    "contacts": "Contacts",
    "extras": "Trust and special cases",
}


def _ein_is_taken(brand: Brand, typed: str) -> bool:
    try:
        ein = clean_ein(typed) if typed else ""
    except WrongInput:
        return False
    if not ein:
        return False
    same = Brand.objects.filter(reseller_id=brand.reseller_id, ein_key=keyed_hash(ein, purpose="ein"))
    return same.exclude(id=brand.id).exists()
