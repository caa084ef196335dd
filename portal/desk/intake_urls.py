"""The pages that read rejection notices; part of the `desk` namespace."""

from django.urls import URLPattern, URLResolver, path

from portal.desk import intake_views

urlpatterns: list[URLPattern | URLResolver] = [
    path("review/<str:reference>/notice/", intake_views.notice, name="review_notice"),
]
