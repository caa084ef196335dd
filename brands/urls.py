"""Pages of the brands room."""

from django.urls import URLPattern, URLResolver, path

from brands.views import BrandLint, BrandTopic

app_name = "brands"

urlpatterns: list[URLPattern | URLResolver] = [
    path("<uuid:draft_id>/lint/<slug:topic>/", BrandLint.as_view(), name="lint"),
    path("<uuid:draft_id>/<slug:topic>/", BrandTopic.as_view(), name="topic"),
]
