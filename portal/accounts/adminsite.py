"""The Django admin of the platform operator, and the shapes that every room's ``admin.py`` uses.

Operators are superusers. They read every table; what they change goes through the verbs, with a reason that the trail
keeps and that the business sees.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from typing import Any, ClassVar

from allauth.account.decorators import secure_admin_login
from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.sites import AdminSite
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import Organization
from portal.accounts.permissions import Permission
from portal.audit.acts import Act
from portal.audit.services import Subject, record
from portal.common.actor import Actor, ActorKind
from portal.common.adminpages import ReadOnlyAdmin
from portal.common.errors import Refusal

MASK = "••••"


def close() -> None:
    """Lets only active superusers into the admin, and signs them in by the portal's own page."""
    site = admin.site
    site.site_header = site.site_title = "Clearline"
    site.index_title = "Platform operator"
    site.login = secure_admin_login(site.login)  # type: ignore[method-assign]
    AdminSite.has_permission = _is_operator  # type: ignore[assignment,method-assign]


def operator_of(request: HttpRequest, organization: Organization) -> Actor:
    """The operator as an actor with every right in one organization."""
    user = request.user
    return Actor(
        kind=ActorKind.OPERATOR,
        id=user.pk,
        label=str(user),
        organization_id=organization.id,
        organization_kind=organization.kind,
        role="operator",
        permissions=frozenset(Permission),
        address=request.META.get("REMOTE_ADDR", ""),
        request_id=getattr(request, "request_id", ""),
    )


class ReasonForm(forms.Form):
    """Why the operator acts; the business reads it."""

    reason = forms.CharField(
        label=_("Why do you do this? The business can read your answer."),
        min_length=10,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("Write why you do this."),
            "min_length": _("Write the reason in at least 10 characters."),
        },
    )


class VerbAdmin(ReadOnlyAdmin):
    """A table whose rows operators change by verbs: each becomes an action that first asks for a reason.

    Subclasses give ``verbs`` (action name -> (label, function of actor and row)) and ``organization_of``.
    """

    verbs: ClassVar[dict[str, tuple[str, Callable[[Actor, Any], object]]]] = {}

    def organization_of(self, row: Any) -> Organization:
        """The organization in whose place the operator acts on the row."""
        raise NotImplementedError

    def organizations_of(self, row: Any) -> Iterable[uuid.UUID | None]:
        """The organizations that may read in the trail what the operator did to the row."""
        organization = self.organization_of(row)
        return [organization.id, organization.parent_id]

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """The verbs, instead of Django's own actions, which would delete."""
        return {name: (self._action(name), name, label) for name, (label, _verb) in self.verbs.items()}

    def _action(self, name: str) -> Callable[[Any, HttpRequest, QuerySet[Any]], HttpResponse | None]:
        def run(modeladmin: Any, request: HttpRequest, rows: QuerySet[Any]) -> HttpResponse | None:
            form = ReasonForm(request.POST if "reason" in request.POST else None)
            if form.is_valid():
                for row in rows:
                    self._apply(request, name, row, form.cleaned_data["reason"])
                return None
            context = {
                **self.admin_site.each_context(request),
                "title": self.verbs[name][0],
                "form": form,
                "rows": list(rows),
                "action": name,
                "checkbox": ACTION_CHECKBOX_NAME,
                "opts": self.model._meta,
            }
            return TemplateResponse(request, "accounts/admin_reason.html", context)

        return run

    def _apply(self, request: HttpRequest, name: str, row: Any, reason: str) -> None:
        actor = operator_of(request, self.organization_of(row))
        label, verb = self.verbs[name]
        try:
            with transaction.atomic():
                organizations = list(self.organizations_of(row))
                subject = Subject(self.model._meta.model_name or "", row.pk, str(row))
                verb(actor, row)
                record(
                    Act.OPERATOR_ACTED,
                    actor=actor,
                    subject=subject,
                    organizations=organizations,
                    data={"verb": name, "reason": reason},
                )
        except Refusal as refusal:
            self.message_user(request, f"{row}: {refusal}", messages.ERROR)
        else:
            self.message_user(request, f"{row}: {label}", messages.SUCCESS)


def _is_operator(site: AdminSite, request: HttpRequest) -> bool:
    return bool(request.user.is_active and getattr(request.user, "is_superuser", False))
