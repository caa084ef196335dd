"""A reseller's wishes about single rules of the linter: another weight, silence or report alone, with a reason."""

from __future__ import annotations

from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.models import Organization, OrganizationKind
from portal.accounts.permissions import Permission
from portal.accounts.services.invitations import own_organization
from portal.audit.acts import Act
from portal.audit.services import Subject, record
from portal.common.actor import Actor
from portal.common.errors import NotFound, WrongInput
from portal.rules.overrides import WISHES
from portal.rules.registry import rule_by_id

MOST_REASON: Final = 300


@transaction.atomic
def house_rule_set(*, actor: Actor, rule: str, wish: str, reason: str) -> Organization:
    """Gives a rule another weight for every registration under the reseller; findings and submissions say why.

    ``wish`` is one of ``portal.rules.overrides.WISHES``. Raises WrongPerson, NotFound (not a reseller), WrongInput.
    """
    organization = _reseller(actor)
    problems = {}
    try:
        rule = rule_by_id(rule.strip().upper()).id
    except KeyError:
        problems["rule"] = ["Enter the id of a rule, like CT001; the page of rules lists them."]
    if wish not in WISHES:
        problems["wish"] = ["Choose what the rule is to do."]
    if not reason.strip():
        problems["reason"] = ["Say why: everybody who sees a finding of this rule reads it."]
    if problems:
        raise WrongInput(_("The wish cannot be used."), code="wish_not_usable", fields=problems)
    return _write(actor, organization, rule, {"severity": wish, "reason": reason.strip()[:MOST_REASON]})


@transaction.atomic
def house_rule_remove(*, actor: Actor, rule: str) -> Organization:
    """The rule weighs again what the profile says. Raises WrongPerson, NotFound (not a reseller, or no such wish)."""
    organization = _reseller(actor)
    if rule not in organization.rule_overrides:
        raise NotFound()
    return _write(actor, organization, rule, None)


def _reseller(actor: Actor) -> Organization:
    actor.require(Permission.SETTINGS_MANAGE)
    organization = own_organization(actor)
    if organization.kind != OrganizationKind.RESELLER:
        raise NotFound()
    return organization


def _write(actor: Actor, organization: Organization, rule: str, wish: dict[str, str] | None) -> Organization:
    before = organization.rule_overrides.get(rule)
    kept = {name: entry for name, entry in organization.rule_overrides.items() if name != rule}
    organization.rule_overrides = {**kept, rule: wish} if wish else kept
    organization.save(update_fields=["rule_overrides"])
    record(
        Act.ORGANIZATION_SETTINGS_CHANGED,
        actor=actor,
        subject=Subject("organization", organization.id, organization.name),
        organizations=[organization.id],
        data={"before": {"rule_overrides": {rule: before}}, "after": {"rule_overrides": {rule: wish}}},
    )
    return organization
