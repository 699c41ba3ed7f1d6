"""The thresholds of grouping as they were fitted to editors' answers, to look at; `refit_grouping` changes them."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from articles.admin.panel import ReadOnlyAdmin
from articles.models import FittedThresholds


@admin.register(FittedThresholds)
class FittedThresholdsAdmin(ReadOnlyAdmin):
    """Thresholds by age, the newest first; of those not taken back the first is in force."""

    list_display = ("__str__", "answers", "made_at", "undone_at")
    actions = None

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002 - Django's signature
        """Whoever manages dumps sees what grouping follows."""
        return self.has_manage_permission(request)

    def has_module_permission(self, request: HttpRequest) -> bool:
        """The list stands in the panel for the same people."""
        return self.has_manage_permission(request)
