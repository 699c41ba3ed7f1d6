"""The decision log: who did what and when, and the way back where there is one."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.editing.decisions import hindrances
from articles.reads.log import log_filters, log_page
from articles.web.people import EDIT_STORIES, may
from articles.web.screens import show


@require_safe
@may(EDIT_STORIES)
def log(request: HttpRequest) -> HttpResponse:
    """List the decisions that the address asks for, each with its undo, or why there is none."""
    page = log_page(log_filters(request.GET.dict()))
    context = {
        "page": page,
        "hindrances": hindrances(page.decisions),
        "undo_next": reverse("log") + page.filters.query,
    }
    return show(request, "log/page.html", context, part="log/_log.html")
