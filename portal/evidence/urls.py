"""Pages of the evidence room."""

from django.urls import URLPattern, URLResolver, path

from portal.evidence import views

app_name = "evidence"

urlpatterns: list[URLPattern | URLResolver] = [
    path("upload/", views.upload, name="upload"),
    path("<uuid:document_id>/", views.document, name="document"),
    path("<uuid:document_id>/shown/", views.shown, name="shown"),
    path("<uuid:document_id>/detach/", views.detach, name="detach"),
]
