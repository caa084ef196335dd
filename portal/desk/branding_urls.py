"""Pages of the reseller's branding; part of the `desk` namespace."""

from django.urls import URLPattern, URLResolver, path

from portal.desk import branding

urlpatterns: list[URLPattern | URLResolver] = [
    path("settings/branding/", branding.branding, name="branding"),
    path("settings/branding/logo/remove/", branding.logo_remove, name="logo_remove"),
]
