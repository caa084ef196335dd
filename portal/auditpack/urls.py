"""Pages of the auditpack room."""

from django.urls import URLPattern, URLResolver

app_name = "auditpack"

urlpatterns: list[URLPattern | URLResolver] = []
