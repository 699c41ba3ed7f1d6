"""Dumps in the panel: how far each has come, and what can be done with it."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from articles.admin.panel import MOST_RETRIED, ReadOnlyAdmin
from articles.models import Dump, Rejection
from articles.pipeline.dumps import pause_dump, resume_dump
from articles.pipeline.jobs import queue_dump, undo_or_queue
from articles.pipeline.rejections import retry_rejections


@admin.register(Dump)
class DumpAdmin(ReadOnlyAdmin):
    """Dumps, newest first."""

    list_display = (
        "name",
        "state",
        "progress",
        "what_came",
        "rejected_records",
        "created_by",
        "created_at",
    )
    list_filter = ("state", "uploaded")
    list_select_related = ("created_by",)
    search_fields = ("name", "=digest")
    search_help_text = "Words of the name, or a whole SHA-256 digest"
    ordering = ("-created_at", "-id")
    actions = ("pause", "resume", "retry", "undo")

    @admin.display(description="Progress")
    def progress(self, dump: Dump) -> str:
        """Return the records read, of how many where that is known."""
        if dump.expected:
            return f"{dump.cursor:,} of {dump.expected:,} ({dump.cursor * 100 // dump.expected}%)"
        return f"{dump.cursor:,}"

    @admin.display(description="What came of it")
    def what_came(self, dump: Dump) -> str:
        """Return how many stories, versions and copies the dump brought."""
        return f"{dump.new_stories:,} stories, {dump.new_versions:,} versions, {dump.same_text:,} known texts"

    @admin.display(description="Rejected")
    def rejected_records(self, dump: Dump) -> Any:
        """Link the dump's rejections."""
        if not dump.rejected:
            return 0
        address = reverse("admin:articles_rejection_changelist")
        return format_html('<a href="{}?capture__dump__id__exact={}">{}</a>', address, dump.pk, f"{dump.rejected:,}")

    @admin.action(description="Pause reading", permissions=["manage"])
    def pause(self, request: HttpRequest, dumps: QuerySet[Dump]) -> None:
        """Stop reading after the batch that is being stored."""
        paused = [dump.name for dump in dumps if pause_dump(dump)]
        self.say(request, "Paused", paused, nothing="None of these was being read.")

    @admin.action(description="Resume reading", permissions=["manage"])
    def resume(self, request: HttpRequest, dumps: QuerySet[Dump]) -> None:
        """Have a worker go on with paused and failed dumps."""
        resumed = [dump for dump in dumps if resume_dump(dump)]
        for dump in resumed:
            queue_dump(dump)
        self.say(request, "Queued", [dump.name for dump in resumed], nothing="None of these was paused or had failed.")

    @admin.action(description="Retry rejected records", permissions=["manage"])
    def retry(self, request: HttpRequest, dumps: QuerySet[Dump]) -> None:
        """Clean rejected records again, the newest first, so many at once as a person waits for."""
        rejections = Rejection.objects.to_do().filter(capture__dump__in=list(dumps)).values_list("pk", flat=True)
        report = retry_rejections(list(rejections[:MOST_RETRIED]))
        left = "; there may be more, retry again" if report.mended + report.still_rejected == MOST_RETRIED else ""
        said = f"{report.mended:,} records are articles now, {report.still_rejected:,} are still rejected{left}."
        self.message_user(request, said, messages.SUCCESS)

    @admin.action(description="Undo: take back what the dump brought", permissions=["manage"])
    def undo(self, request: HttpRequest, dumps: QuerySet[Dump]) -> None:
        """Take dumps back; what editors worked on stays."""
        for dump in dumps:
            self.message_user(request, undo_or_queue(dump), messages.SUCCESS)

    def say(self, request: HttpRequest, done: str, names: list[str], *, nothing: str) -> None:
        """Say which dumps something was done to, or that there were none."""
        self.message_user(request, f"{done}: {', '.join(names)}." if names else nothing, messages.SUCCESS)
