"""Dumps in the panel: how far each has come, and what can be done with it."""

from django.contrib import admin
from django.template.defaultfilters import filesizeformat

from articles.admin.panel import ReadOnlyAdmin
from articles.models import Dump


@admin.register(Dump)
class DumpAdmin(ReadOnlyAdmin):
    """Dumps, newest first."""

    list_display = (
        "name",
        "state",
        "progress",
        "how_large",
        "captures_read",
        "new_stories",
        "new_versions",
        "same_text",
        "rejected",
        "created_by",
        "created_at",
    )
    list_filter = ("state", "format", "uploaded")
    list_select_related = ("created_by",)
    search_fields = ("name", "=digest")
    ordering = ("-created_at", "-id")
    search_help_text = "Words of the name, or a whole SHA-256 digest"

    @admin.display(description="Progress")
    def progress(self, dump: Dump) -> str:
        """Return the records read, of how many where that is known."""
        if dump.expected:
            return f"{dump.cursor:,} of {dump.expected:,} ({dump.cursor * 100 // dump.expected}%)"
        return f"{dump.cursor:,}"

    @admin.display(description="Size", ordering="size")
    def how_large(self, dump: Dump) -> str:
        """Return the size for people."""
        return str(filesizeformat(dump.size))
