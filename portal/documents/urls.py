"""Pages of the documents room."""

from django.urls import URLPattern, URLResolver, path

from portal.documents import views

app_name = "documents"

urlpatterns: list[URLPattern | URLResolver] = [
    path("opt-in/", views.wordings, name="wordings"),
]
