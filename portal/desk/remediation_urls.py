"""The pages of a rejection; part of the `desk` namespace."""

from django.urls import URLPattern, URLResolver, path

from portal.desk import remediation_views as views

urlpatterns: list[URLPattern | URLResolver] = [
    path("registrations/<slug:reference>/rejection/", views.rejection, name="rejection"),
    path("registrations/<slug:reference>/package/", views.package, name="package"),
    path("registrations/<slug:reference>/package/file/", views.package_file, name="package_file"),
]
