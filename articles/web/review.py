"""Review: the pairs the machine is not sure of, one at a time, each answered with one key."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from articles.reads.review import review_page
from articles.web.people import READ_STORIES, may
from articles.web.screens import show

LONGEST_ID = 19  # digits of the largest id


@may(READ_STORIES)
@require_safe
def review(request: HttpRequest) -> HttpResponse:
    """Show the most valuable pair, or the one asked for."""
    asked = request.GET.get("pair", "")
    wanted = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < LONGEST_ID else None
    return show(request, "review/page.html", {"page": review_page(wanted)}, part="review/_review.html")
