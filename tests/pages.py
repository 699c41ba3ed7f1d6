"""What tests of screens ask a response."""

from typing import Any

from bs4 import BeautifulSoup
from django.http import HttpResponse

HTMX = {"HTTP_HX_REQUEST": "true"}


def soup(response: HttpResponse) -> BeautifulSoup:
    """Return the response's HTML to be asked by selector."""
    return BeautifulSoup(response.content.decode(), "lxml")


def texts(response: HttpResponse, selector: str) -> list[str]:
    """Return the text of every element the selector finds, white space folded."""
    return [" ".join(element.get_text(" ").split()) for element in soup(response).select(selector)]


def outcomes(url: str, clients: dict[str, Any], **data: Any) -> dict[str, int]:
    """Post the same to `url` as each of the clients and return their status codes."""
    return {name: client.post(url, data).status_code for name, client in clients.items()}
