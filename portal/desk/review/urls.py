"""The reviewer's pages; part of the `desk` namespace."""

from django.urls import URLPattern, URLResolver, path

from portal.desk.review import views
from portal.desk.review.bulk import views as bulk
from portal.desk.review.bulk.forms import FORMS
from portal.desk.review.queue import views as queue

urlpatterns: list[URLPattern | URLResolver] = [
    path("applications/<str:reference>/", views.application, name="application"),
    path("review/", queue.queue, name="queue"),
    path("review/next/", queue.claim_next, name="review_next"),
    path("review/filters/", queue.filter_save, name="queue_filter_save"),
    path("review/filters/<uuid:filter_id>/", queue.filter_change, name="queue_filter"),
    path("review/filters/<uuid:filter_id>/remove/", queue.filter_remove, name="queue_filter_remove"),
    path("review/bulk/", bulk.bulk, name="bulk"),
    path("review/bulk/runs/", bulk.runs, name="bulk_runs"),
    path("review/bulk/runs/<uuid:run_id>/", bulk.run, name="bulk_run"),
    path("review/bulk/runs/<uuid:run_id>/on/", bulk.run_on, name="bulk_run_on"),
    path("review/bulk/runs/<uuid:run_id>/report.csv", bulk.run_csv, name="bulk_run_csv"),
    *(path(f"review/bulk/{name}/", bulk.bulk_form, {"action": name}, name=f"bulk_{name}") for name in FORMS),
    path("review/<str:reference>/", views.decision, name="review"),
    path("review/<str:reference>/claim/", views.claim, name="review_claim"),
    path("review/<str:reference>/release/", views.release, name="review_release"),
    path("review/<str:reference>/second/", views.second, name="review_second"),
    path("review/<str:reference>/do/<slug:verb>/", views.act, name="review_act"),
    path("review/<str:reference>/submissions/<int:number>/", views.submission, name="review_submission"),
    path("review/<str:reference>/diff/<int:first>/<int:then>/", views.diff, name="review_diff"),
]
