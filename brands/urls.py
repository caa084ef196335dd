"""Pages of the brands room."""

from django.urls import URLPattern, URLResolver

app_name = "brands"

urlpatterns: list[URLPattern | URLResolver] = []
