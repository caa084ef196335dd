"""Every address of the portal, by room."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("admin/", admin.site.urls),
    path("accounts/", include("allauth.urls")),
    path("", include("portal.common.urls")),
    path("", include("portal.accounts.urls")),
    path("", include("portal.notices.urls")),
    path("documents/", include("portal.evidence.urls")),
    path("checks/", include("portal.webchecks.urls")),
    path("brands/", include("brands.urls")),
    path("campaigns/", include("campaigns.urls")),
    path("toll-free/", include("verification.urls")),
    path("", include("consent.urls")),
    path("wordings/", include("portal.documents.urls")),
    path("health/", include("portal.health.urls")),
    path("", include("portal.auditpack.urls")),
    path("", include("portal.desk.urls")),
    path("", include("portal.tools.urls")),
    path("api/v1/", include("portal.api.urls")),
]
