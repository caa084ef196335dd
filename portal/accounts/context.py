"""What every page knows of the person who looks at it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest


def standing(request: HttpRequest) -> dict[str, Any]:
    """The membership acted under, the actor, and the organization with its reseller."""
    membership = getattr(request, "membership", None)
    organization = membership.organization if membership else None
    return {
        "actor": getattr(request, "actor", None),
        "membership": membership,
        "organization": organization,
        "reseller": organization.reseller if organization else None,
    }
