"""Acts whose editing is on its way: answered with 501 until then."""

from django.http import HttpRequest, HttpResponse


def later(request: HttpRequest, **_: int) -> HttpResponse:  # noqa: ARG001 - a view
    """Say that this act is not there yet."""
    return HttpResponse(status=501)
