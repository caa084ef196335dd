"""Registers the documents room with Django."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Wordings and papers generated for a business."""

    name = "portal.documents"
    verbose_name = "documents"
    default_auto_field = "django.db.models.BigAutoField"
