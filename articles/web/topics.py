"""topics."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles.web.people import READ_STORIES, may


@may(READ_STORIES)
def topics(request: HttpRequest) -> HttpResponse:
    """Show it."""
    return render(request, "topics/page.html")
