"""Settings of an organization: its profile and, for a reseller, the limits its businesses work under."""

from __future__ import annotations

import hashlib
import re
import zoneinfo
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.branding import LEAST_CONTRAST, contrast, darkened, legible, logo_png
from portal.accounts.models import RANGES, Logo, Organization, OrganizationKind
from portal.accounts.permissions import Permission
from portal.accounts.services.invitations import own_organization
from portal.accounts.services.people import cleaned_name
from portal.audit.acts import Act
from portal.audit.services import Subject, record
from portal.common.actor import Actor
from portal.common.errors import WrongInput, WrongPerson
from portal.common.phone import to_e164

PROFILES: Final = ("as_documented", "current")

FIELDS: Final[dict[str, tuple[str, ...]]] = {
    OrganizationKind.BUSINESS: ("name", "time_zone", "mfa_required"),
    OrganizationKind.RESELLER: (
        "name",
        "time_zone",
        "accent_colour",
        "sender_name",
        "reply_to",
        "sender_address",
        "rejection_cap",
        "temporary_days",
        "temporary_grace_days",
        "temporary_ends_at_final",
        "allow_second_temporary",
        "second_pair_of_eyes",
        "retention_years",
        "mfa_required",
        "profile",
        "dnc_scope",
        "dnc_approval_number",
        "public_tools",
    ),
}
"""Kind of organization -> what its owner or administrator may set."""

_COLOUR = re.compile(r"^#[0-9a-fA-F]{6}$")


@transaction.atomic
def organization_settings_change(*, actor: Actor, changes: dict[str, Any]) -> Organization:
    """Changes settings of the organization acted for; the trail keeps the values before and after.

    Raises WrongPerson, or WrongInput naming every field whose value cannot be used or that cannot be set here.
    """
    actor.require(Permission.SETTINGS_MANAGE)
    organization = own_organization(actor)
    problems: dict[str, list[str]] = {}
    wanted: dict[str, Any] = {}
    for field, value in changes.items():
        try:
            if field not in FIELDS[organization.kind]:
                raise WrongInput(_("This cannot be set here."), fields={field: [_("This cannot be set here.")]})
            wanted[field] = _usable(field, value)
        except WrongInput as refusal:
            problems[field] = refusal.fields.get(field, [refusal.message])
    before = {field: getattr(organization, field) for field in wanted}
    for field, value in wanted.items():
        setattr(organization, field, value)
    problems |= _model_problems(organization, wanted, set(problems))
    if problems:
        raise WrongInput(_("Some settings cannot be used."), code="settings_not_usable", fields=problems)
    changed = {field: value for field, value in wanted.items() if value != before[field]}
    if changed:
        organization.save(update_fields=list(changed))
        _record_change(actor, organization, {field: before[field] for field in changed}, changed)
    return organization


@transaction.atomic
def organization_logo_set(*, actor: Actor, decoded: bytes) -> Organization:
    """Puts a logo on the reseller's pages and e-mails. ``decoded`` is a PNG that the portal's own decoder wrote.

    Raises WrongPerson (right, or not a reseller).
    """
    organization = _branded(actor)
    data, width, height = logo_png(decoded)
    sha256 = hashlib.sha256(data).hexdigest()
    Logo.objects.get_or_create(sha256=sha256, defaults={"data": data, "width": width, "height": height})
    return _logo_change(actor, organization, sha256)


@transaction.atomic
def organization_logo_remove(*, actor: Actor) -> Organization:
    """Takes the logo off; e-mails on their way keep it. Raises WrongPerson (right, or not a reseller)."""
    return _logo_change(actor, _branded(actor), "")


def _branded(actor: Actor) -> Organization:
    actor.require(Permission.SETTINGS_MANAGE)
    organization = own_organization(actor)
    if organization.kind != OrganizationKind.RESELLER:
        raise WrongPerson(_("The logo is your reseller's. Ask there to change it."))
    return organization


def _logo_change(actor: Actor, organization: Organization, sha256: str) -> Organization:
    before, organization.logo_sha256 = organization.logo_sha256, sha256
    if before != sha256:
        organization.save(update_fields=["logo_sha256"])
        _record_change(actor, organization, {"logo_sha256": before}, {"logo_sha256": sha256})
    return organization


def _record_change(actor: Actor, organization: Organization, before: dict[str, Any], after: dict[str, Any]) -> None:
    record(
        Act.ORGANIZATION_SETTINGS_CHANGED,
        actor=actor,
        subject=Subject("organization", organization.id, organization.name),
        organizations=[organization.id],
        data={"before": before, "after": after},
    )


def _usable(field: str, value: Any) -> Any:
    if field in RANGES:
        return _number(field, value)
    if field == "name":
        return cleaned_name(str(value), field="name", question="Enter the name.")
    if field == "time_zone" and value not in zoneinfo.available_timezones():
        raise _problem(field, "Choose a time zone from the list, like America/Chicago.")
    if field == "accent_colour":
        return _colour(field, str(value or ""))
    if field == "sender_address" and value:
        _require_listed(field, str(value))
    if field == "sender_name":
        return " ".join("".join(character for character in str(value) if character.isprintable()).split())
    if field == "profile" and value not in PROFILES:
        raise _problem(field, "Choose which rules apply.")
    if field == "dnc_approval_number":
        return to_e164(str(value), field=field)
    return value


def _colour(field: str, value: str) -> str:
    """A colour in which text can be read (WCAG 2.2, 1.4.3), or none."""
    if value and not _COLOUR.match(value):
        raise _problem(field, "Enter the colour as # and six digits or letters a to f, like #0f766e.")
    if value and not legible(value):
        raise _problem(
            field,
            f"{value} is too faint: its contrast on the page is {contrast(value, '#f6f6f3'):.1f} to 1, and text needs "
            f"{LEAST_CONTRAST} to 1. {darkened(value)} is the nearest shade that can be read.",
        )
    return value.lower()


def _require_listed(field: str, value: str) -> None:
    domains = [domain.lower() for domain in settings.MAIL_SENDER_DOMAINS]
    if value.rpartition("@")[2].lower() not in domains:
        listed = f"Use an address at {', '.join(domains)}" if domains else "Leave it empty"
        raise _problem(
            field,
            f"{listed}: the mail server may send for no other domain. The portal's operator can list yours.",
        )


def _number(field: str, value: Any) -> int:
    least, most = RANGES[field]
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise _problem(field, f"Enter a whole number from {least} to {most}.")
    return value


def _problem(field: str, sentence: str) -> WrongInput:
    return WrongInput(sentence, code="setting_not_usable", fields={field: [sentence]})


def _model_problems(organization: Organization, wanted: dict[str, Any], known: set[str]) -> dict[str, list[str]]:
    others = {field.name for field in organization._meta.fields} - set(wanted)
    try:
        organization.clean_fields(exclude=others | known)
    except ValidationError as error:
        return {field: list(sentences) for field, sentences in error.message_dict.items()}
    return {}
