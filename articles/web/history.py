"""History: every passage of a story through all its versions."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.reads.history import history_page
from articles.web.missing import missing_is_404
from articles.web.people import READ_STORIES, may


@may(READ_STORIES)
@require_safe
@missing_is_404
def history(request: HttpRequest, story_id: int) -> HttpResponse:
    """Show the timeline, the versions, and who brought and who dropped each passage."""
    asked = request.GET
    page = history_page(story_id, everything=asked.get("all") == "1", every_row=asked.get("rows") == "all")
    return render(request, "history/page.html", {"page": page})
