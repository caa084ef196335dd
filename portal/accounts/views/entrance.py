"""How people come in: sign-up under a reseller, and invitations."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.app_settings import EmailVerificationMethod
from allauth.account.utils import complete_signup
from allauth.decorators import rate_limit
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.accounts.forms import BusinessForm, PersonForm, SignUpForm, VerbForm
from portal.accounts.middleware import SESSION_KEY
from portal.accounts.models import Invitation, Membership, Organization, User
from portal.accounts.scoping import actor_of
from portal.accounts.services.invitations import invitation_accept, invitation_by_token
from portal.accounts.services.people import business_add, business_sign_up, joinable_reseller
from portal.common.clock import now
from portal.common.errors import WrongInput, WrongState


@login_not_required
@rate_limit(action="signup")  # type: ignore[untyped-decorator]
@require_http_methods(["GET", "POST"])
def join(request: HttpRequest, slug: str) -> HttpResponse:
    """Sign-up of a business under a reseller; who is signed in only names the business."""
    reseller = joinable_reseller(slug)
    user = _user(request)
    form_class: type[VerbForm] = BusinessForm if user else SignUpForm
    form = form_class(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            return _joined(request, reseller, user, form)
        except WrongInput as refusal:
            if refusal.code == "email_taken" and _verifies():
                get_adapter(request).send_account_already_exists_mail(form.cleaned_data["email"])
                return redirect("account_email_verification_sent")
            form.add_refusal(refusal)
    status = 422 if form.is_bound else 200
    return render(request, "accounts/join.html", {"form": form, "reseller": reseller}, status=status)


@login_not_required
@rate_limit(action="signup")  # type: ignore[untyped-decorator]
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """An invitation: accept it as the person signed in, after signing in, or as a new person."""
    offer = invitation_by_token(token)
    user = _user(request)
    if user and offer.accepted_at and user.memberships.filter(organization=offer.organization).exists():
        request.session[SESSION_KEY] = str(offer.organization_id)
        messages.info(request, _("You are part of %(name)s already.") % {"name": offer.organization})
        return redirect("/")
    is_open = offer.accepted_at is None and offer.revoked_at is None and offer.expires_at > now()
    if request.method == "POST" and not user and offer.has_account and is_open:
        return redirect(f"{reverse('account_login')}?next={request.path}")
    form = PersonForm(request.POST if request.method == "POST" and not user else None)
    if request.method == "POST" and (user or form.is_valid()):
        try:
            return _accepted(request, offer, token, user, form)
        except WrongInput as refusal:
            form.add_refusal(refusal)
        except WrongState:  # used, taken back or run out, if only since it was looked at above
            offer, is_open = invitation_by_token(token), False
    page = {"invitation": offer, "form": form, "is_open": is_open}
    status = 409 if request.method == "POST" and not is_open else 422 if form.is_bound else 200
    return render(request, "accounts/invitation.html", page, status=status)


def _joined(request: HttpRequest, reseller: Organization, user: User | None, form: VerbForm) -> HttpResponse:
    data: dict[str, Any] = form.cleaned_data
    actor = actor_of(request)
    if user is not None:
        member = business_add(actor=actor, reseller=reseller, business_name=data["business_name"], user=user)
        request.session[SESSION_KEY] = str(member.organization_id)
        messages.success(request, _("%(name)s is set up.") % {"name": member.organization})
        return redirect("/")
    member = business_sign_up(actor=actor, reseller=reseller, **data)
    response: HttpResponse = complete_signup(request, member.user, settings.ACCOUNT_EMAIL_VERIFICATION, "/")
    return response


def _accepted(request: HttpRequest, offer: Invitation, token: str, user: User | None, form: VerbForm) -> HttpResponse:
    words = {} if user else {"name": form.cleaned_data["name"], "password": form.cleaned_data["password"]}
    member: Membership = invitation_accept(actor=actor_of(request), token=token, user=user, **words)
    response = redirect("/")
    if user is None:
        response = complete_signup(request, member.user, EmailVerificationMethod.OPTIONAL, "/")
    request.session[SESSION_KEY] = str(member.organization_id)
    messages.success(request, _("You are now part of %(name)s.") % {"name": offer.organization})
    return response


def _user(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None


def _verifies() -> bool:
    return bool(settings.ACCOUNT_EMAIL_VERIFICATION == EmailVerificationMethod.MANDATORY)
