"""The compliance officer's pages; part of the `desk` namespace."""

from django.urls import URLPattern, URLResolver, path

from portal.desk import officer_views

urlpatterns: list[URLPattern | URLResolver] = [
    path("officer/", officer_views.search, name="officer"),
    path("trail/", officer_views.trail, name="trail"),
]
