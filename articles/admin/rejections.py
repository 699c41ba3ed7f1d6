"""Rejections in the panel: why a record became no article, and what to do about it."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html

from articles.admin.panel import ReadOnlyAdmin
from articles.models import Rejection


@admin.register(Rejection)
class RejectionAdmin(ReadOnlyAdmin):
    """Rejections, newest first, by reason and by what is left to do."""

    list_display = ("place", "problem", "detail_line", "state", "as_received")
    list_filter = ("state", "problem")
    list_select_related = ("capture", "capture__dump")
    search_fields = ("capture__member", "detail")
    search_help_text = "Words of the member's path or of the error"

    @admin.display(description="Where")
    def place(self, rejection: Rejection) -> str:
        """Return the dump and the place in it."""
        return f"{rejection.capture.dump.name}: {rejection.capture.locator}"

    @admin.display(description="Detail")
    def detail_line(self, rejection: Rejection) -> str:
        """Return the start of the exact error."""
        return rejection.detail[:120]

    @admin.display(description="As received")
    def as_received(self, rejection: Rejection) -> str:
        """Link the screen that shows the bytes."""
        return format_html('<a href="{}">Open</a>', reverse("capture", args=[rejection.capture_id]))
