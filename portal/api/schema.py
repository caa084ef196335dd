"""The API's description (OpenAPI 3.1) and its browsable form, both served by the portal itself."""

from __future__ import annotations

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.views import SpectacularJSONAPIView, SpectacularSwaggerSplitView


class KeyScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """Tells the description how keys are sent."""

    target_class = "portal.api.authentication.ApiKeyAuthentication"
    name = "key"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        """A bearer token."""
        return {"type": "http", "scheme": "bearer", "description": "A key made under API keys."}


class Schema(SpectacularJSONAPIView):
    """The description; it names nobody's data, so it needs no key."""

    authentication_classes = []
    permission_classes = []


class Docs(SpectacularSwaggerSplitView):
    """The browsable description, without anything that a strict content policy forbids."""

    authentication_classes = []
    permission_classes = []
    url_name = "api:schema"
    template_name = "api/docs.html"
    title = "Clearline API"
