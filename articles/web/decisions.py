"""What the last act did and how to take it back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from articles.web.people import EDIT_STORIES, may


@may(EDIT_STORIES)
def undo(request: HttpRequest, decision_id: int) -> HttpResponse:
    """Undo a decision."""
    return redirect("desk")
