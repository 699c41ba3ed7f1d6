"""Sources in the panel: the papers, agencies and sites that articles came from."""

from django.contrib import admin

from articles.admin.panel import PanelAdmin
from articles.models import Source


@admin.register(Source)
class SourceAdmin(PanelAdmin):
    """Sources by name; the name can be mended, the key by which spellings meet cannot."""

    list_display = ("name", "key", "story_count")
    search_fields = ("name", "key")
    ordering = ("name",)
    sortable_by = ("name",)
    readonly_fields = ("key", "story_count")
