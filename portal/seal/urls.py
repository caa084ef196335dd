"""Pages of the seal room."""

from django.urls import URLPattern, URLResolver

app_name = "seal"

urlpatterns: list[URLPattern | URLResolver] = []
