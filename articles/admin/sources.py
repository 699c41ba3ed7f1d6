"""Sources in the panel: the papers, agencies and sites that articles came from."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from articles.admin.again import clean_sources_again
from articles.admin.panel import PanelAdmin
from articles.models import Source


@admin.register(Source)
class SourceAdmin(PanelAdmin):
    """Sources by name; the name can be mended, the key by which spellings meet cannot."""

    list_display = ("name", "key", "story_count", "recurring")
    search_fields = ("name", "key")
    ordering = ("name",)
    sortable_by = ("name",)
    readonly_fields = ("key", "story_count", "recurring")
    actions = ("clean_again",)

    @admin.display(description="Debris")
    def recurring(self, source: Source) -> Any:
        """Link the lines that recur over the source's stories."""
        address = reverse("admin:articles_debrisline_changelist")
        return format_html('<a href="{}?source__id__exact={}">Recurring lines</a>', address, source.pk)

    @admin.action(description="Clean again with today's cleaner and rulings", permissions=["manage"])
    def clean_again(self, request: HttpRequest, sources: QuerySet[Source]) -> None:
        """Have a worker clean the sources' captures again; what editors did stays."""
        clean_sources_again(self, request, {source.pk: source.name for source in sources})
