"""Pages of the auditpack room."""

from django.urls import path

from portal.auditpack import views

app_name = "auditpack"

urlpatterns = [
    path("packages/", views.package_list, name="list"),
    path("packages/new/", views.package_new, name="new"),
    path("packages/<uuid:id>/", views.package_detail, name="detail"),
    path("packages/<uuid:id>/progress", views.package_progress, name="progress"),
    path("packages/<uuid:id>/download", views.package_download, name="download"),
    path("verify/", views.verification, name="verify"),
    path("verify/verify.py", views.verifier_download, name="verifier"),
    path("verify/key.pem", views.key_download, name="key"),
]
