"""What papers may be attached to, and whose it is.

Rooms above this one are named as text, as in foreign keys; the business behind a subject is read from its row, so that
nobody attaches a paper to another tenant's registration.
"""

from __future__ import annotations

import uuid
from typing import Final

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.translation import gettext as _

from portal.common.errors import NotFound, WrongInput

SUBJECTS: Final[dict[str, str]] = {
    "application": "lifecycle.Application",
    "brand": "brands.Brand",
    "campaign": "campaigns.Campaign",
    "verification": "verification.TollFreeVerification",
    "toll_free_verification": "verification.TollFreeVerification",
    "toll_free_number": "verification.TollFreeNumber",
    "program": "consent.Program",
    "amendment": "lifecycle.Amendment",
    "support_request": "notices.SupportRequest",
    "generated_document": "documents.GeneratedDocument",
}
"""Kind of subject -> its model."""

_PATHS: Final = (
    ("business", "business_id"),
    ("organization", "organization_id"),
    ("brand", "brand__business_id"),
    ("application", "application__organization_id"),
)


def business_of(kind: str, subject_id: uuid.UUID) -> uuid.UUID:
    """The business a subject belongs to. Raises WrongInput for an unknown kind, NotFound when there is no such row."""
    if kind not in SUBJECTS:
        raise WrongInput(
            _("Nothing can be attached to %(kind)r. Attach the paper from the page that asks for it.") % {"kind": kind}
        )
    try:
        model = apps.get_model(SUBJECTS[kind])
    except LookupError as error:
        raise NotFound() from error
    found = model._default_manager.filter(pk=subject_id).values_list(_path(model), flat=True).first()
    if found is None:
        raise NotFound()
    business_id: uuid.UUID = found
    return business_id


def _path(model: type[models.Model]) -> str:
    for field, path in _PATHS:
        try:
            model._meta.get_field(field)
        except FieldDoesNotExist:
            continue
        return path
    raise LookupError(f"{model._meta.label} does not say whose it is")
