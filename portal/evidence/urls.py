"""Pages of the evidence room."""

from django.urls import URLPattern, URLResolver

app_name = "evidence"

urlpatterns: list[URLPattern | URLResolver] = []
