"""Pages of the webchecks room."""

from django.urls import URLPattern, URLResolver

app_name = "webchecks"

urlpatterns: list[URLPattern | URLResolver] = []
