"""Stories and versions in the panel, to look at: what the pipeline stored, by the search that the desk uses."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from articles.admin.panel import ReadOnlyAdmin
from articles.models import Story, Version
from articles.models.search import matching_stories


class StandingFilter(admin.SimpleListFilter):
    """Stories that stand, unless those merged into another are asked for: a merged one holds no versions."""

    title = "standing"
    parameter_name = "merged"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:  # noqa: ARG002 - Django's signature
        """Return what can be asked for beside the stories that stand."""
        return [("yes", "Merged into another"), ("all", "All")]

    def choices(self, changelist: Any) -> Iterator[Any]:
        """Return the choices, with the standing ones in the place that is called All elsewhere."""
        first, *others = super().choices(changelist)
        yield {**first, "display": "Standing"}
        yield from others

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:  # noqa: ARG002 - Django's signature
        """Return the stories asked for."""
        if self.value() == "all":
            return queryset
        return queryset.filter(merged_into__isnull=self.value() != "yes")


@admin.register(Story)
class StoryAdmin(ReadOnlyAdmin):
    """Stories, newest first, found by words of their text."""

    list_display = ("__str__", "source", "published", "version_count", "capture_count", "on_the_desk")
    list_filter = (StandingFilter, "year", "headline_changed")
    list_select_related = ("source",)
    search_fields = ("headline",)  # opens the search box; get_search_results does the finding
    search_help_text = "Words of the headline, the text or the notes"

    def get_search_results(
        self,
        request: HttpRequest,  # noqa: ARG002 - Django's signature
        queryset: QuerySet[Any],
        search_term: str,
    ) -> tuple[QuerySet[Any], bool]:
        """Find by the full-text index: a LIKE over a million stories takes seconds."""
        if not search_term.strip():
            return queryset, False
        return queryset.filter(id__in=matching_stories(search_term)), False

    @admin.display(description="Screen")
    def on_the_desk(self, story: Story) -> Any:
        """Link the story's own screen."""
        return format_html('<a href="{}">Open</a>', reverse("story", args=[story.pk]))


@admin.register(Version)
class VersionAdmin(ReadOnlyAdmin):
    """Versions, newest first, found by words of their story."""

    list_display = ("__str__", "story", "source", "published", "captured", "word_count", "order_basis")
    list_filter = ("order_basis",)
    list_select_related = ("story", "source")
    search_fields = ("headline",)  # as above
    search_help_text = "Words of the story's headlines, texts or notes"

    def get_search_results(
        self,
        request: HttpRequest,  # noqa: ARG002 - Django's signature
        queryset: QuerySet[Any],
        search_term: str,
    ) -> tuple[QuerySet[Any], bool]:
        """Find the versions of stories that hold the words."""
        if not search_term.strip():
            return queryset, False
        return queryset.filter(story_id__in=matching_stories(search_term)), False
