"""What every page knows of the person who looks at it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from portal.accounts.keeping import kept_forms


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


def kept(request: HttpRequest) -> dict[str, Any]:
    """How many forms that came too late wait for the person; evaluated only where a page asks."""
    has_session = hasattr(request, "session") and hasattr(request, "user")
    return {"kept_forms": (lambda: len(kept_forms(request))) if has_session else 0}
