"""Pages of canned and internal notes; part of the `desk` namespace."""

from django.urls import URLPattern, URLResolver, path

from portal.desk.review.canned import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("notes/", views.canned_list, name="canned"),
    path("notes/new/", views.canned_edit, name="canned_new"),
    path("notes/start/", views.canned_starters, name="canned_start"),
    path("notes/<uuid:note_id>/", views.canned_edit, name="canned_edit"),
    path("notes/<uuid:note_id>/remove/", views.canned_gone, name="canned_remove"),
    path("review/<str:reference>/notes/", views.internal_note, name="internal_note"),
]
