"""Learned debris in the panel: lines that recur over a source's stories, and an editor's word on each."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest

from articles.admin.panel import ReadOnlyAdmin
from articles.editing.debris import rule_debris
from articles.editing.log import Refused
from articles.models import DebrisLine
from articles.pipeline.cleaning_jobs import queue_reclean


@admin.register(DebrisLine)
class DebrisLineAdmin(ReadOnlyAdmin):
    """Recurring lines by source, the most frequent first; what is said here holds for captures from now on."""

    list_display = ("text_line", "source", "stories", "ruling", "left_out", "ruled_by", "ruled_at")
    list_filter = ("ruling",)
    list_select_related = ("source", "ruled_by")
    search_fields = ("source__name", "text")
    search_help_text = "Words of the source's name or of the line"
    ordering = ("source_id", "-stories", "id")  # as its index stands
    exclude = ("digest", "line")
    actions = ("is_debris", "keep", "clean_again")

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """Allow the link from a source to its lines."""
        return lookup == "source__id__exact" or super().lookup_allowed(lookup, value, request)  # type: ignore[arg-type]

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002 - Django's signature
        """Whoever may edit stories and open the panel sees what is left out of them."""
        return self.has_rule_permission(request)

    def has_module_permission(self, request: HttpRequest) -> bool:
        """The list stands in the panel for the same people."""
        return self.has_rule_permission(request)

    def has_rule_permission(self, request: HttpRequest) -> bool:
        """Whoever may edit stories may say what a line is."""
        return request.user.has_perm("articles.edit_stories")

    @admin.display(description="Line")
    def text_line(self, row: DebrisLine) -> str:
        """Return the start of the line as it was printed."""
        return row.text[:120]

    @admin.display(description="Left out", boolean=True)
    def left_out(self, row: DebrisLine) -> bool:
        """Whether cleaning leaves it out: by an editor's word, or by having recurred often enough."""
        enough = row.ruling == DebrisLine.Ruling.PROPOSED and row.stories >= row.stories_needed
        return enough or row.ruling == DebrisLine.Ruling.DEBRIS

    @admin.action(description="Is debris: leave it out", permissions=["rule"])
    def is_debris(self, request: HttpRequest, rows: QuerySet[DebrisLine]) -> None:
        """Leave the lines out of every later capture of their sources."""
        self._rule(request, rows, DebrisLine.Ruling.DEBRIS)

    @admin.action(description="Keep: it is the articles' own", permissions=["rule"])
    def keep(self, request: HttpRequest, rows: QuerySet[DebrisLine]) -> None:
        """Never leave the lines out."""
        self._rule(request, rows, DebrisLine.Ruling.KEPT)

    @admin.action(description="Clean the captures of these sources again", permissions=["manage"])
    def clean_again(self, request: HttpRequest, rows: QuerySet[DebrisLine]) -> None:
        """Have a worker bring the captures of before in line."""
        sources = sorted({row.source_id for row in rows})
        for source_id in sources:
            queue_reclean(source_id=source_id, by=request.user)
        self.message_user(request, f"{len(sources):,} sources are cleaned again in the background.", messages.SUCCESS)

    def _rule(self, request: HttpRequest, rows: QuerySet[DebrisLine], ruling: DebrisLine.Ruling) -> None:
        done = 0
        for row in rows:
            try:
                rule_debris(row.pk, by=request.user, ruling=ruling)  # type: ignore[arg-type]  # staff are users
                done += 1
            except Refused as why:
                self.message_user(request, f"“{row}”: {why}", messages.WARNING)
        if done:
            said = (
                f"{done:,} lines ruled on, for captures from now on; clean the source again to reach those of before."
            )
            self.message_user(request, said, messages.SUCCESS)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Bring the source along on the page of one too."""
        return super().get_queryset(request).select_related("source")
