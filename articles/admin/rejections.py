"""Rejections in the panel: why a record became no article, and what to do about it."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from articles.admin.panel import MOST_RETRIED, ReadOnlyAdmin
from articles.models import Rejection
from articles.pipeline.rejections import dismiss_rejections, retry_rejections


@admin.register(Rejection)
class RejectionAdmin(ReadOnlyAdmin):
    """Rejections, newest first, by reason and by what is left to do."""

    list_display = ("place", "problem", "detail_line", "state", "as_received")
    list_filter = ("state", "problem")
    list_select_related = ("capture", "capture__dump")
    search_fields = ("capture__member", "detail")
    search_help_text = "Words of the member's path or of the error"
    exclude = ("capture",)
    readonly_fields = ("place", "as_received")
    actions = ("retry", "dismiss")

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """Allow the link from a dump to its rejections."""
        return lookup == "capture__dump__id__exact" or super().lookup_allowed(lookup, value, request)  # type: ignore[arg-type]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Bring the place along on the page of one too."""
        return super().get_queryset(request).select_related("capture__dump")

    @admin.display(description="Where")
    def place(self, rejection: Rejection) -> str:
        """Return the dump and the place in it."""
        return f"{rejection.capture.dump.name}: {rejection.capture}"

    @admin.display(description="Detail")
    def detail_line(self, rejection: Rejection) -> str:
        """Return the start of the exact error."""
        return rejection.detail[:120]

    @admin.display(description="As received")
    def as_received(self, rejection: Rejection) -> Any:
        """Link the screen that shows the bytes."""
        return format_html('<a href="{}">Open the capture</a>', reverse("capture", args=[rejection.capture_id]))

    @admin.action(description="Retry", permissions=["manage"])
    def retry(self, request: HttpRequest, rejections: QuerySet[Rejection]) -> None:
        """Read and clean the records again with today's cleaner, so many at once as a person waits for."""
        chosen = list(rejections.values_list("pk", flat=True)[: MOST_RETRIED + 1])
        report = retry_rejections(chosen[:MOST_RETRIED])
        left = f"; only the first {MOST_RETRIED:,} were tried, retry again" if len(chosen) > MOST_RETRIED else ""
        said = f"{report.mended:,} are articles now, {report.still_rejected:,} are still rejected{left}."
        self.message_user(request, said, messages.SUCCESS)

    @admin.action(description="Dismiss", permissions=["manage"])
    def dismiss(self, request: HttpRequest, rejections: QuerySet[Rejection]) -> None:
        """Take them off the list; their captures stay."""
        gone = dismiss_rejections(list(rejections.values_list("pk", flat=True)))
        self.message_user(request, f"{gone:,} dismissed; their captures stay.", messages.SUCCESS)
