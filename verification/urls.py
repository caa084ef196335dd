"""Pages of the toll-free room."""

from django.urls import URLPattern, URLResolver, path

from verification.views import BriefLint, BriefTopic, NumberRemove, Numbers

app_name = "verification"

urlpatterns: list[URLPattern | URLResolver] = [
    path("<uuid:verification_id>/numbers/", Numbers.as_view(), name="numbers"),
    path("<uuid:verification_id>/numbers/<uuid:number_id>/remove/", NumberRemove.as_view(), name="number_remove"),
    path("<uuid:draft_id>/lint/<slug:topic>/", BriefLint.as_view(), name="lint"),
    path("<uuid:draft_id>/<slug:topic>/", BriefTopic.as_view(), name="topic"),
]
