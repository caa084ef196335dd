"""Overlays of the rulebook in the operator's admin: added with a source, never changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from portal.common.actor import Actor, ActorKind
from portal.common.adminpages import ReadOnlyAdmin
from portal.common.clock import now
from portal.rules.rulebook.overlay import Overlay
from portal.tools.models import RulebookOverlay
from portal.tools.overlays import as_overlay, overlay_add, overlay_problems

if TYPE_CHECKING:
    _OverlayForm = forms.ModelForm[RulebookOverlay]
else:
    _OverlayForm = forms.ModelForm

_FIELDS = ("kind", "key", "data", "effective_from", "effective_until", "source")


def _operator(request: HttpRequest) -> Actor:
    """The operator, who acts here for the platform and for no organization, whatever memberships there are."""
    return Actor(
        kind=ActorKind.OPERATOR,
        id=request.user.pk,
        label=str(request.user),
        address=request.META.get("REMOTE_ADDR", ""),
        request_id=getattr(request, "request_id", ""),
    )


class OverlayForm(_OverlayForm):
    """What a new overlay says; every fault is told at its field."""

    class Meta:
        model = RulebookOverlay
        fields = _FIELDS
        labels = {"data": _("What changes"), "source": _("Where it is written")}
        help_texts = {
            "key": _("tcr:9106 for a code; the short name of a policy or notice; consents/promotional for a template."),
            "data": _(
                'The changed parts as JSON, such as {"fix": "Write STOP in every sample."}; a new entry needs all of '
                "them. Leave {} to take earlier overlays of this key back."
            ),
            "effective_from": _("It does not count before this day."),
            "source": _("An address, a notice, a letter; it is shown with the entry."),
        }
        error_messages = {
            "data": {"invalid": _('Write JSON: names and texts in double quotes, such as {"fix": "…"}.')},
            "key": {"required": _("Write the key of what changes.")},
            "source": {"required": _("Say where this is written.")},
            "effective_from": {"required": _("Choose the first day."), "invalid": _("Write the day as YYYY-MM-DD.")},
        }

    def clean(self) -> dict[str, Any]:
        """Holds the overlay against the rulebook once its fields can be read."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            typed = Overlay(
                kind=cleaned["kind"],
                key=cleaned["key"].strip(),
                data=cleaned["data"],
                effective_from=cleaned["effective_from"],
                effective_until=cleaned["effective_until"],
                source=cleaned["source"].strip(),
            )
            for field, texts in overlay_problems(typed).items():
                for text in texts:
                    self.add_error(field, text)
        return cleaned


@admin.register(RulebookOverlay)
class RulebookOverlayAdmin(ReadOnlyAdmin):
    """Every overlay there ever was, newest first; a change is a new one of the same key."""

    form = OverlayForm
    list_display = (
        "kind",
        "key",
        "effective_from",
        "effective_until",
        "counts_today",
        "source",
        "author",
        "created_at",
    )
    list_filter = ("kind",)
    search_fields = ("key", "source", "author")

    @admin.display(boolean=True, description=_("In its days"))
    def counts_today(self, row: RulebookOverlay) -> bool:
        """Whether today lies within its days."""
        return as_overlay(row).in_force(now().date())

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Operators add; nobody else gets into the admin."""
        return True

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        return super().get_fields(request, obj) if obj else list(_FIELDS)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return super().get_readonly_fields(request, obj) if obj else ()

    def save_model(self, request: HttpRequest, obj: models.Model, form: Any, change: bool) -> None:
        """Adds it by the verb, which records the act; the form has judged it already."""
        row = overlay_add(actor=_operator(request), **{name: form.cleaned_data[name] for name in _FIELDS})
        obj.pk = row.pk
