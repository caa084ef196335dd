"""Pages of the webchecks room."""

from django.urls import URLPattern, URLResolver, path

from portal.webchecks import history_views, views

app_name = "webchecks"

urlpatterns: list[URLPattern | URLResolver] = [
    path("of/<slug:kind>/<uuid:id>/", history_views.history, name="history"),
    path("<uuid:id>/", views.run_page, name="run"),
    path("<uuid:id>/progress", views.run_progress, name="progress"),
    path("<uuid:id>/compare/", history_views.compare, name="compare"),
    path("<uuid:id>/replay/", history_views.replayed, name="replay"),
    path("<uuid:id>/evidence/<str:sha256>", views.evidence, name="evidence"),
    path("<uuid:id>/evidence/<str:sha256>/view/", views.evidence_view, name="evidence_view"),
]
