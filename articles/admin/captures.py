"""Captures in the panel: where each came from and what became of it. The bytes are on the capture's own screen."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from articles.admin.panel import ReadOnlyAdmin
from articles.models import Capture


@admin.register(Capture)
class CaptureAdmin(ReadOnlyAdmin):
    """Captures, newest first; found by place, address, headline or digest."""

    list_display = ("locator", "headline", "dump", "source", "media_kind", "captured", "state")
    list_filter = ("state", "media_kind")
    list_select_related = ("dump", "source")
    search_fields = ("=digest", "member", "url", "headline")
    search_help_text = "Words of the member's path, the address or the headline, or a whole SHA-256 digest"
    exclude = ("version",)
    readonly_fields = ("part_of", "as_received")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Capture]:
        """Bring along what one page names; bodies stay where they are."""
        queryset: QuerySet[Capture] = super().get_queryset(request)
        return queryset.select_related("version") if request.resolver_match and self._is_page(request) else queryset

    @staticmethod
    def _is_page(request: HttpRequest) -> bool:
        match = request.resolver_match
        return match is not None and "object_id" in match.kwargs

    @admin.display(description="Part of")
    def part_of(self, capture: Capture) -> Any:
        """Link the version it is part of, or say that it was rejected."""
        if capture.version_id is None:
            return "no version: rejected"
        address = reverse("admin:articles_version_change", args=[capture.version_id])
        return format_html('<a href="{}">{}</a>', address, capture.version)

    @admin.display(description="As received")
    def as_received(self, capture: Capture) -> Any:
        """Link the screen that shows the bytes and what cleaning made of them."""
        return format_html('<a href="{}">Open the capture</a>', reverse("capture", args=[capture.pk]))
