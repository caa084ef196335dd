"""The page on which a reseller gives single rules another weight."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.accounts.forms import HouseRuleForm
from portal.accounts.models import OrganizationKind
from portal.accounts.permissions import Permission
from portal.accounts.scoping import actor_of
from portal.accounts.selectors import organization_for
from portal.accounts.services.house_rules import house_rule_remove, house_rule_set
from portal.common.errors import NotFound, WrongInput
from portal.common.forms import asks
from portal.rules.registry import all_rules


@require_http_methods(["GET", "POST"])
@asks(HouseRuleForm)
def house_rules(request: HttpRequest) -> HttpResponse:
    """The wishes there are, each with its reason, and the form for another one."""
    actor = actor_of(request)
    actor.require(Permission.SETTINGS_MANAGE)
    organization = organization_for(actor, actor.organization_id) if actor.organization_id else None
    if organization is None or organization.kind != OrganizationKind.RESELLER:
        raise NotFound()
    if request.method == "POST" and request.POST.get("remove"):
        house_rule_remove(actor=actor, rule=request.POST["remove"])
        messages.success(request, _("The rule weighs again what the profile says."))
        return redirect("accounts:house_rules")
    form = HouseRuleForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            house_rule_set(actor=actor, **form.cleaned_data)
        except WrongInput as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, _("Saved. It counts from the next look at a registration on."))
            return redirect("accounts:house_rules")
    says = {rule.id: rule.what for rule in all_rules()}
    labels = dict(HouseRuleForm.base_fields["wish"].choices)  # type: ignore[attr-defined]
    wishes = [
        {"rule": rule, "says": says.get(rule, ""), "label": labels[wish["severity"]], "reason": wish["reason"]}
        for rule, wish in sorted(organization.rule_overrides.items())
    ]
    context = {"form": form, "wishes": wishes}
    return render(request, "accounts/house_rules.html", context, status=422 if form.is_bound else 200)
