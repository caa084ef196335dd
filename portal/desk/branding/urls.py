"""Pages of the reseller's branding; part of the `desk` namespace."""

from django.urls import URLPattern, URLResolver, path

from portal.desk.branding import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("settings/branding/", views.branding, name="branding"),
    path("settings/branding/logo/remove/", views.logo_remove, name="logo_remove"),
]
