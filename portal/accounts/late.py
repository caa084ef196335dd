"""Forms that come too late or too early: the person is signed out, signed in anew elsewhere, or something is asked of
them first, such as two-step sign-in. What was typed is kept; the way leads to what is asked, and back to the form.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.csrf import REASON_BAD_ORIGIN, get_token
from django.shortcuts import redirect, render, resolve_url
from django.urls import Resolver404, resolve, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.csrf import csrf_failure

from portal.accounts.keeping import MOST_CHARACTERS, keep, page_before

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclasses.dataclass(frozen=True, slots=True)
class Demand:
    """What keeps a form from being taken, in the words of each place that says so.

    ``page`` leads to what is asked; without one, nothing is: the form only has to be sent once more. ``told`` is said
    with ``kept``; ``line`` and ``button`` stand where a save while typing is told of.
    """

    line: StrOrPromise
    button: StrOrPromise
    kept: StrOrPromise
    told: StrOrPromise = ""
    page: str = ""


SIGN_IN: Final = Demand(
    line=_("You were signed out, so this is not saved yet."),
    button=_("Sign in and save it"),
    kept=_("You were signed out. What you typed is kept: sign in, and you can send it."),
    page=settings.LOGIN_URL,
)
_SIGNED_IN_ELSEWHERE: Final = Demand(
    line=_("You signed in again in another window, so this is not saved yet."),
    button=_("Save it now"),
    kept=_("You signed in again in another window. What you typed was kept: send it from here."),
)
SECOND_FACTOR: Final = Demand(
    line=_("Two-step sign-in is asked for, so this is not saved yet."),
    button=_("Set it up and save it"),
    kept=_("What you typed is kept: you can send it then."),
    told=_("Your organization asks for two-step sign-in. Set it up to go on."),
    page="mfa_activate_totp",
)
_FILE: Final = _("The file was not taken: choose it once more.")
_TOO_LONG: Final = _("What you typed is too long to be kept. Go back in the browser to copy it.")


def form_held(request: HttpRequest, demand: Demand) -> HttpResponse:
    """The answer to a form that cannot be taken now: it is kept, and the way leads over what is asked to it.

    A save while typing is answered by a line that says so; other requests of scripts by nothing.
    """
    is_here = not demand.page
    if request.headers.get("HX-Request"):
        if request.POST.get("then") != "auto":
            return HttpResponse(status=204)
        facts = {"is_kept": keep(request), "demand": demand, "token": get_token(request) if is_here else ""}
        headers = {"HX-Reswap": "innerHTML"}
        return HttpResponse(render(request, "accounts/_late.html", facts).content, headers=headers)
    is_kept = keep(request)
    _tell(request, demand, is_kept=is_kept)
    there = reverse("accounts:kept") if is_kept else page_before(request)
    if is_here:
        return redirect(there)
    asked = resolve_url(demand.page)
    return redirect(f"{asked}?{urlencode({'next': there})}" if demand is SIGN_IN else asked)


def _tell(request: HttpRequest, demand: Demand, *, is_kept: bool) -> None:
    said = [demand.told, demand.kept if is_kept else ""]
    if any(said):
        messages.info(request, " ".join(str(words) for words in said if words))
    if request.FILES:
        messages.warning(request, _FILE)
    elif not is_kept and sum(map(len, request.POST.values())) > MOST_CHARACTERS:
        messages.warning(request, _TOO_LONG)


def late_form(request: HttpRequest) -> HttpResponse:
    """A form that came after the session had ended, or from before the person signed in again elsewhere."""
    return form_held(request, _SIGNED_IN_ELSEWHERE if request.user.is_authenticated else SIGN_IN)


def form_not_verified(request: HttpRequest, reason: str = "") -> HttpResponseBase:
    """A form whose token is not the browser's. One of the portal's own pages is kept as a late one; others are refused.

    The token changes at each sign-in. That the form is the portal's own is told by the browser's `Origin`, which was
    compared with the portal's address before the token.
    """
    is_own = "Origin" in request.headers and not reason.startswith(REASON_BAD_ORIGIN.partition("%")[0])
    if is_own and _asks_for_sign_in(request):
        return late_form(request)
    return csrf_failure(request, reason)


def _asks_for_sign_in(request: HttpRequest) -> bool:
    try:
        view = resolve(request.path_info).func
    except Resolver404:
        return False
    return bool(getattr(view, "login_required", True)) and not request.path.startswith(("/accounts/", "/admin/"))
