"""A screen as a whole page or, where htmx asks for it, as one part of it."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.utils.cache import patch_vary_headers
from django_htmx.middleware import HtmxDetails

INVALID = 422  # a form that does not hold, sent back with its errors


def wants_part(request: HttpRequest) -> bool:
    """Return whether htmx asks for a part; a boosted request and one that restores history get the page."""
    htmx = getattr(request, "htmx", None)
    return isinstance(htmx, HtmxDetails) and bool(htmx) and not htmx.boosted and not htmx.history_restore_request


def current_path(request: HttpRequest) -> str:
    """Return the path and query of the page that htmx asks from, as it says; the desk's where it does not."""
    htmx = getattr(request, "htmx", None)
    return (htmx.current_url_abs_path if isinstance(htmx, HtmxDetails) else None) or "/"


def show(
    request: HttpRequest, page: str, context: dict[str, Any], *, part: str | None = None, status: int = 200
) -> HttpResponse:
    """Return the page, or the template `part` where htmx asks for a part, with Vary: HX-Request either way.

    A part brings the undo bar along, out of band, so that what an act did is said on the spot.
    """
    as_part = part is not None and wants_part(request)
    response = render(request, part if part and as_part else page, {**context, "is_part": as_part}, status=status)
    patch_vary_headers(response, ("HX-Request",))
    return response


def see_other(request: HttpRequest, to: str, *args: object) -> HttpResponse:
    """Return a redirect to a screen by its name and arguments; htmx is told to load it as a page."""
    address = resolve_url(to, *args)
    response: HttpResponse = HttpResponseRedirect(address)
    if wants_part(request):
        response = HttpResponse(status=204, headers={"HX-Redirect": address})
    patch_vary_headers(response, ("HX-Request",))
    return response
