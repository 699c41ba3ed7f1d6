"""What the masthead shows on every screen, and the list of keys it leads to."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject
from django.views.decorators.http import require_safe

from articles.reads.masthead import review_count
from articles.web.people import READ_STORIES

# Screens that stand under a heading of the masthead that is not their own.
HEADING_OF = {
    "version": "desk",
    "story": "desk",
    "compare": "desk",
    "history": "desk",
    "topic": "topics",
}


def masthead(request: HttpRequest) -> dict[str, Any]:
    """Return what every page's masthead needs; nothing for those who may not read.

    The count is asked of the database only where a template prints it, so that parts do without.
    """
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or not user.has_perm(READ_STORIES):
        return {}
    screen = request.resolver_match.url_name if request.resolver_match else None
    return {"heading": HEADING_OF.get(screen or "", screen), "review_count": SimpleLazyObject(review_count)}


@require_safe
def keys(request: HttpRequest) -> HttpResponse:
    """List the keys, for those who come without JavaScript; with it the same list opens in place."""
    return render(request, "shared/keys.html")
