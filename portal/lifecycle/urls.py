"""Pages of the lifecycle room."""

from django.urls import URLPattern, URLResolver

app_name = "lifecycle"

urlpatterns: list[URLPattern | URLResolver] = []
