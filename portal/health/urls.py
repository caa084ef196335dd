"""Pages of the health room."""

from django.urls import path

from portal.health import views

app_name = "health"

urlpatterns = [path("audits/", views.audits, name="audits")]
