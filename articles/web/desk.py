"""The desk: stories listed, filtered, searched."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.reads.decisions import newest_decision
from articles.reads.desk import desk_page, no_stories_at_all
from articles.reads.facets import facets
from articles.reads.filters import Filters, filters_of
from articles.web.people import READ_STORIES, may, person
from articles.web.screens import show


@require_safe
@may(READ_STORIES)
def desk(request: HttpRequest) -> HttpResponse:
    """List the stories that match the address, with the filters and what each would leave."""
    return show_desk(request, filters_of(request.GET.dict()))


def show_desk(
    request: HttpRequest, filters: Filters, extra: dict[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """Return the desk under these filters; `extra` brings a form that did not hold."""
    page = desk_page(filters, person(request))
    context = {
        "page": page,
        "filters": filters,
        "facets": facets(filters, person(request), topic=page.topic),
        "search_words": filters.words,
        "nothing_yet": not page.count and not filters.narrowed and no_stories_at_all(),
        "seen": newest_decision(),
        "undo_next": reverse("desk") + filters.query,
    }
    return show(request, "desk/page.html", context | (extra or {}), part="desk/_desk.html", status=status)
