"""An organization's own pages: the team, which organization to act for, keys, settings."""

from __future__ import annotations

import base64
import uuid
from typing import Final

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from portal.accounts.forms import InviteForm, KeyForm, RoleForm, SettingsForm
from portal.accounts.middleware import SESSION_KEY
from portal.accounts.models import Organization
from portal.accounts.permissions import Permission
from portal.accounts.scoping import actor_of
from portal.accounts.selectors import invitations_for, keys_for, members_for, organization_for
from portal.accounts.services.invitations import invitation_revoke, member_invite
from portal.accounts.services.keys import api_key_make, api_key_revoke, rights_for_keys
from portal.accounts.services.settings import organization_settings_change
from portal.accounts.services.team import member_remove, member_role_change, organization_switch
from portal.common.crypto import open_sealed, seal
from portal.common.errors import NotFound, WrongInput
from portal.common.forms import asks
from portal.common.requests import own_page

_NEW_TOKEN: Final = "new_api_token"  # noqa: S105 - the name of a place in the session


@require_http_methods(["GET", "POST"])
@asks(InviteForm)
def team(request: HttpRequest) -> HttpResponse:
    """Members, open invitations, and the form to invite."""
    actor = actor_of(request)
    organization = _organization(request)
    form = InviteForm(request.POST if request.method == "POST" else None, kind=organization.kind)
    if request.method == "POST":
        actor.require(Permission.TEAM_MANAGE)
        if form.is_valid():
            try:
                member_invite(actor=actor, email=form.cleaned_data["email"], role=form.cleaned_data["role"])
            except WrongInput as refusal:
                form.add_refusal(refusal)
            else:
                messages.success(request, _("The invitation is on its way. It is good for seven days."))
                return redirect("accounts:team")
    members = [
        (member, RoleForm(kind=organization.kind, initial={"role": member.role}, auto_id=f"id_{member.id}_%s"))
        for member in members_for(actor)
    ]
    page = {"form": form, "members": members, "invitations": invitations_for(actor).select_related("invited_by")}
    return render(request, "accounts/team.html", page, status=422 if form.is_bound else 200)


@require_POST
def member_role(request: HttpRequest, membership_id: uuid.UUID) -> HttpResponse:
    """Changes a member's role."""
    member = member_role_change(actor=actor_of(request), membership_id=membership_id, role=request.POST.get("role", ""))
    role = member.role.replace("_", " ")
    messages.success(request, _("%(name)s is now %(role)s.") % {"name": member.user, "role": role})
    return redirect("accounts:team")


@require_POST
def member_leave(request: HttpRequest, membership_id: uuid.UUID) -> HttpResponse:
    """Removes a member."""
    member_remove(actor=actor_of(request), membership_id=membership_id)
    messages.success(request, _("The member was removed."))
    return redirect("accounts:team")


@require_POST
def invitation_take_back(request: HttpRequest, invitation_id: uuid.UUID) -> HttpResponse:
    """Takes an invitation back."""
    invitation_revoke(actor=actor_of(request), invitation_id=invitation_id)
    messages.success(request, _("The invitation was taken back; its link no longer works."))
    return redirect("accounts:team")


@require_POST
def switch(request: HttpRequest) -> HttpResponse:
    """Acts for another of the person's organizations from now on, and goes on to the page that asked for it."""
    try:
        wanted = uuid.UUID(request.POST.get("organization", ""))
    except ValueError as error:
        raise NotFound(_("Choose the organization from the menu.")) from error
    member = organization_switch(actor=actor_of(request), organization_id=wanted)
    request.session[SESSION_KEY] = str(member.organization_id)
    return redirect(own_page(request.POST.get("next", "")))


@never_cache
@require_GET
def keys(request: HttpRequest) -> HttpResponse:
    """The keys of the organization, with the token of one just made, shown this once."""
    actor = actor_of(request)
    actor.require(Permission.KEY_MANAGE)
    sealed = request.session.pop(_NEW_TOKEN, "")
    token = open_sealed(base64.b64decode(sealed), context=_NEW_TOKEN) if sealed else ""
    page = {"keys": keys_for(actor), "token": token}
    return render(request, "accounts/keys.html", page)


@never_cache
@reauthentication_required  # type: ignore[untyped-decorator]
@require_http_methods(["GET", "POST"])
@asks(KeyForm)
def key_new(request: HttpRequest) -> HttpResponse:
    """Makes a key, after a fresh sign-in."""
    actor = actor_of(request)
    actor.require(Permission.KEY_MANAGE)
    form = KeyForm(request.POST if request.method == "POST" else None, rights=rights_for_keys(actor))
    if form.is_valid():
        try:
            _key, token = api_key_make(actor=actor, **form.cleaned_data)
        except WrongInput as refusal:
            form.add_refusal(refusal)
        else:
            request.session[_NEW_TOKEN] = base64.b64encode(seal(token, context=_NEW_TOKEN)).decode()
            return redirect("accounts:keys")
    return render(request, "accounts/key_new.html", {"form": form}, status=422 if form.is_bound else 200)


@require_POST
def key_revoke(request: HttpRequest, key_id: uuid.UUID) -> HttpResponse:
    """Ends a key."""
    key = api_key_revoke(actor=actor_of(request), key_id=key_id)
    messages.success(request, _("%(name)s no longer works.") % {"name": key.name})
    return redirect("accounts:keys")


@require_http_methods(["GET", "POST"])
@asks(SettingsForm)
def settings(request: HttpRequest) -> HttpResponse:
    """Settings of the organization acted for."""
    actor = actor_of(request)
    actor.require(Permission.SETTINGS_MANAGE)
    form = SettingsForm(request.POST if request.method == "POST" else None, organization=_organization(request))
    if form.is_valid():
        try:
            organization_settings_change(actor=actor, changes=form.cleaned_data)
        except WrongInput as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, _("The settings are saved."))
            return redirect("accounts:settings")
    return render(request, "accounts/settings.html", {"form": form}, status=422 if form.is_bound else 200)


def _organization(request: HttpRequest) -> Organization:
    actor = actor_of(request)
    if actor.organization_id is None:
        raise NotFound(_("You belong to no organization yet. Open your invitation or your reseller's sign-up address."))
    return organization_for(actor, actor.organization_id)
