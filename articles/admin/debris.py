"""Learned debris in the panel: lines that recur over a source's stories, and an editor's word on each."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django.contrib import admin, messages
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest, HttpResponse

from articles.admin.again import clean_sources_again
from articles.admin.panel import ReadOnlyAdmin
from articles.editing.debris import rule_debris
from articles.editing.log import Refused
from articles.models import DebrisLine

PROPOSED, DEBRIS, KEPT = DebrisLine.Ruling.PROPOSED, DebrisLine.Ruling.DEBRIS, DebrisLine.Ruling.KEPT
ENOUGH = Q(ruling=PROPOSED, stories__gte=F("stories_needed"))
FATES: Mapping[str, tuple[str, Q]] = MappingProxyType(
    {
        "counted": ("left out: met often enough", ENOUGH),
        "debris": ("left out: an editor says so", Q(ruling=DEBRIS)),
        "kept": ("kept: an editor says so", Q(ruling=KEPT)),
        "seldom": ("kept so far: not met often enough", Q(ruling=PROPOSED, stories__lt=F("stories_needed"))),
    }
)


class FateFilter(admin.SimpleListFilter):
    """Lines by what becomes of them."""

    title = "what becomes of the line"
    parameter_name = "becomes"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:  # noqa: ARG002 - Django's signature
        """Return the choices."""
        return [(name, words) for name, (words, _) in FATES.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:  # noqa: ARG002 - Django's signature
        """Return the lines of which the chosen becomes."""
        return queryset.filter(FATES[self.value()][1]) if self.value() in FATES else queryset  # type: ignore[index]


@admin.register(DebrisLine)
class DebrisLineAdmin(ReadOnlyAdmin):
    """Recurring lines by source, the most frequent first; what is said here holds for captures from now on."""

    list_display = ("text_line", "source", "met_in", "becomes", "ruled_at")
    list_filter = (FateFilter,)
    list_select_related = ("source", "ruled_by")
    search_fields = ("source__name", "text")
    search_help_text = "Words of the source's name or of the line"
    ordering = ("source_id", "-stories", "id")  # as its index stands
    fields = ("text", "source", "met_in", "becomes", "ruled_at", "created_at")
    change_list_template = "admin/articles/debrisline/list.html"
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

    @admin.display(description="Met in")
    def met_in(self, row: DebrisLine) -> str:
        """Return in how many stories it stood, and from how many it is left out."""
        stories = f"{row.stories:,} {'story' if row.stories == 1 else 'stories'}"
        return f"{stories}; left out from {row.stories_needed:,} on" if row.ruling == PROPOSED else stories

    @admin.display(description="What becomes of it")
    def becomes(self, row: DebrisLine) -> str:
        """Return whether cleaning leaves it out, and by whose word."""
        if row.ruling == PROPOSED:
            return FATES["counted" if row.stories >= row.stories_needed else "seldom"][0].capitalize()
        return f"{'Left out' if row.ruling == DEBRIS else 'Kept'}: {row.ruled_by} says so"

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Show the list under a title that says what it is."""
        title = {"title": "Recurring lines, and what becomes of them"}
        return super().changelist_view(request, title | (extra_context or {}))

    @admin.action(description="Leave out: it is debris", permissions=["rule"])
    def is_debris(self, request: HttpRequest, rows: QuerySet[DebrisLine]) -> None:
        """Leave the lines out of every later capture of their sources."""
        self._rule(request, rows, DebrisLine.Ruling.DEBRIS)

    @admin.action(description="Keep: it belongs to the articles", permissions=["rule"])
    def keep(self, request: HttpRequest, rows: QuerySet[DebrisLine]) -> None:
        """Never leave the lines out."""
        self._rule(request, rows, DebrisLine.Ruling.KEPT)

    @admin.action(description="Clean all captures of these sources again", permissions=["manage"])
    def clean_again(self, request: HttpRequest, rows: QuerySet[DebrisLine]) -> None:
        """Have a worker bring the captures of before in line."""
        clean_sources_again(self, request, {row.source_id: row.source.name for row in rows})

    def _rule(self, request: HttpRequest, rows: QuerySet[DebrisLine], ruling: DebrisLine.Ruling) -> None:
        done = 0
        for row in rows:
            try:
                rule_debris(row.pk, by=request.user, ruling=ruling)  # type: ignore[arg-type]  # staff are users
                done += 1
            except Refused as why:
                self.message_user(request, f"“{row}”: {why}", messages.WARNING)
        if done:
            lines = f"{done:,} {'line is' if done == 1 else 'lines are'}"
            what = "left out of" if ruling == DEBRIS else "kept in"
            how = "To reach those of before, choose “Clean all captures of these sources again”."
            self.message_user(request, f"{lines} {what} articles that come in from now on. {how}", messages.SUCCESS)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Bring the source along on the page of one too."""
        return super().get_queryset(request).select_related("source")
