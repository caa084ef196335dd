"""The compliance officer's pages; part of the `desk` namespace."""

from django.urls import URLPattern, URLResolver, path

from portal.desk.officer import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("officer/", views.search, name="officer"),
    path("trail/", views.trail, name="trail"),
]
