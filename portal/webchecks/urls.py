"""Pages of the webchecks room."""

from django.urls import URLPattern, URLResolver, path

from portal.webchecks import views

app_name = "webchecks"

urlpatterns: list[URLPattern | URLResolver] = [
    path("<uuid:id>/", views.run_page, name="run"),
    path("<uuid:id>/progress", views.run_progress, name="progress"),
    path("<uuid:id>/evidence/<str:sha256>", views.evidence, name="evidence"),
]
