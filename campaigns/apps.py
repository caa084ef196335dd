"""Registers the campaigns room with Django."""

from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    """10DLC campaigns and their numbers."""

    name = "campaigns"
    verbose_name = "campaigns"
    default_auto_field = "django.db.models.BigAutoField"
