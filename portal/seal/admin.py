"""The sealed logs in the operator's admin: looked at, never changed."""

from __future__ import annotations

from django.contrib import admin

from portal.common.adminpages import ReadOnlyAdmin
from portal.seal.models import Log, SealedLeaf, Tile, TreeHead


@admin.register(Log)
class LogAdmin(ReadOnlyAdmin):
    """One line per log: the trail, each business's ledger, the log of heads."""

    list_display = ("name", "size", "id")
    search_fields = ("name",)


@admin.register(TreeHead)
class TreeHeadAdmin(ReadOnlyAdmin):
    """Signed heads, newest first."""

    list_display = ("log", "size", "signed_at")
    list_filter = ("signed_at",)
    list_select_related = ("log",)
    search_fields = ("log__name",)


@admin.register(SealedLeaf)
class SealedLeafAdmin(ReadOnlyAdmin):
    """Which event has which number."""

    list_display = ("log", "sequence", "source_id")
    list_select_related = ("log",)
    search_fields = ("source_id",)


@admin.register(Tile)
class TileAdmin(ReadOnlyAdmin):
    """Where the hashes of a log are kept."""

    list_display = ("log", "level", "index")
    list_filter = ("level",)
    list_select_related = ("log",)
    search_fields = ("log__name",)
