"""What every list of the panel shares: no page counts a whole table, and nothing is deleted by hand.

Written here because Django's admin counts every row twice a page, which takes seconds at a million captures.
"""

from typing import Any, ClassVar

from django.contrib import admin
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property

MOST_COUNTED = 5_000  # rows: 50 pages, more than anyone leafs through; OFFSET stays below a few milliseconds
ROWS_A_PAGE = 100
MOST_RETRIED = 200  # records cleaned again while a person waits: some 3 s


class CappedPaginator(Paginator):  # type: ignore[type-arg]  # generic in the stubs alone
    """Counts no further than MOST_COUNTED rows; what lies behind is reached by search and filters."""

    @cached_property
    def count(self) -> int:
        """Return how many rows there are, at most MOST_COUNTED."""
        rows = self.object_list
        if isinstance(rows, models.QuerySet):
            return len(rows.order_by().values_list("pk")[:MOST_COUNTED])
        return min(len(rows), MOST_COUNTED)


class PanelAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # generic in the stubs alone
    """A list that opens fast at any size; rows are looked at, and changed only where a subclass says what."""

    paginator = CappedPaginator
    list_per_page = ROWS_A_PAGE
    list_max_show_all = ROWS_A_PAGE
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    sortable_by: ClassVar[tuple[str, ...]] = ()
    ordering: ClassVar[tuple[str, ...]] = ("-pk",)
    actions_on_bottom = True

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002 - Django's signature
        """Rows come in through the pipeline."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002 - Django's signature
        """Nothing received is ever deleted by hand; an ingest is undone as a whole."""
        return False

    def has_manage_permission(self, request: HttpRequest) -> bool:
        """Whoever may ingest dumps may also pause, retry and undo them here."""
        return request.user.has_perm("articles.manage_dumps")


class ReadOnlyAdmin(PanelAdmin):
    """A list and pages to look at."""

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002 - Django's signature
        """Nothing here is changed by hand."""
        return False
