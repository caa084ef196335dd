"""The reviewer's pages; part of the `desk` namespace."""

from django.urls import URLPattern, URLResolver, path

from portal.desk import review_views as views

urlpatterns: list[URLPattern | URLResolver] = [
    path("applications/<str:reference>/", views.application, name="application"),
    path("review/", views.queue, name="queue"),
    path("review/next/", views.claim_next, name="review_next"),
    path("review/<str:reference>/", views.decision, name="review"),
    path("review/<str:reference>/claim/", views.claim, name="review_claim"),
    path("review/<str:reference>/release/", views.release, name="review_release"),
    path("review/<str:reference>/second/", views.second, name="review_second"),
    path("review/<str:reference>/do/<slug:verb>/", views.act, name="review_act"),
    path("review/<str:reference>/submissions/<int:number>/", views.submission, name="review_submission"),
    path("review/<str:reference>/diff/<int:first>/<int:then>/", views.diff, name="review_diff"),
]
