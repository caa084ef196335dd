"""The pages of a rejection; part of the `desk` namespace."""

from django.urls import URLPattern, URLResolver, path

from portal.desk.remediation import appeals, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("registrations/<slug:reference>/rejection/", views.rejection, name="rejection"),
    path("registrations/<slug:reference>/package/", views.package, name="package"),
    path("registrations/<slug:reference>/package/file/", views.package_file, name="package_file"),
    path("registrations/<slug:reference>/appeal/letter/", appeals.write, name="appeal_write"),
    path("registrations/<slug:reference>/appeal/letter/<int:version>/", appeals.letter, name="appeal_letter"),
]
