"""The pages that read rejection notices; part of the `desk` namespace."""

from django.urls import URLPattern, URLResolver, path

from portal.desk.intake import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("review/<str:reference>/notice/", views.notice, name="review_notice"),
]
