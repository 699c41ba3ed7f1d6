"""Topics in the panel: labels, synonyms and notations. Moving and merging is done on the topics screen, with undo."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from articles.admin.panel import PanelAdmin
from articles.models import Topic, TopicSynonym


class SynonymInline(admin.TabularInline):  # type: ignore[type-arg]  # generic in the stubs alone
    """Other words for the topic."""

    model = TopicSynonym
    extra = 1


@admin.register(Topic)
class TopicAdmin(PanelAdmin):
    """Topics as a tree."""

    list_display = ("indented", "notation", "story_count", "merged_into")
    list_select_related = ("merged_into",)
    search_fields = ("label", "synonyms__label", "=notation")
    search_help_text = "Words of the label or a synonym, or a whole notation"
    ordering = ("path",)
    readonly_fields = ("broader", "path", "depth", "merged_into", "story_count")
    inlines = (SynonymInline,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Order as a tree."""
        return super().get_queryset(request).order_by("path")

    @admin.display(description="Topic")
    def indented(self, topic: Topic) -> str:
        """Return the label under its broader topic."""
        return "— " * topic.depth + topic.label
