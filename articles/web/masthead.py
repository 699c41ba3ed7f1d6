"""What the masthead shows on every screen."""

from typing import Any

from django.http import HttpRequest


def masthead(request: HttpRequest) -> dict[str, Any]:
    """Return what every page's masthead needs; nothing for the anonymous."""
    return {}
