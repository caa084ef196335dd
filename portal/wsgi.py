"""Entry point for the web server."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")

_portal = get_wsgi_application()


def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    """The portal."""
    return _portal(without_charset(environ), start_response)


def without_charset(environ: dict[str, Any]) -> dict[str, Any]:
    """The request as one whose texts are UTF-8, as browsers and JSON write them, whatever `charset` it names.

    Django would take any codec that Python knows, also those that are not for texts, and fail while it makes the
    request: before there is anything that could answer with a page.
    """
    kind, *parameters = environ.get("CONTENT_TYPE", "").split(";")
    kept = [each for each in parameters if not each.strip().lower().startswith("charset")]
    return environ | {"CONTENT_TYPE": ";".join([kind, *kept])}
