"""Pages of the common room."""

from django.urls import URLPattern, URLResolver, path

from portal.common import views

app_name = "common"

urlpatterns: list[URLPattern | URLResolver] = [
    path("theme/", views.theme_choose, name="theme"),
    path("styleguide/", views.styleguide, name="styleguide"),
]
