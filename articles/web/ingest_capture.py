"""A capture as it was received: shown as text, downloaded as bytes, and an editor's word on what its lines are."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from articles.editing.captures import set_role
from articles.editing.rejected import mark_lines
from articles.reads.ingest_capture import capture_page, capture_to_rule_on, raw_bytes
from articles.text.article import Role
from articles.web.decisions import attempt, seen
from articles.web.missing import missing_is_404
from articles.web.people import EDIT_STORIES, READ_STORIES, may, person

ROLES = tuple(role for role in Role if role not in (Role.SOURCE, Role.DATE))
"""What an editor can call a line; source and date are fields of the version and not lines of its text."""
LONGEST_PART = 9  # digits of a line's number


@may(READ_STORIES)
@require_safe
@missing_is_404
def capture(request: HttpRequest, capture_id: int) -> HttpResponse:
    """Show a capture as it was received, and what cleaning made of each of its parts."""
    return render(
        request, "ingest/capture.html", {"page": capture_page(capture_id), "roles": ROLES, "heading": "ingest"}
    )


@may(READ_STORIES)
@require_safe
@missing_is_404
def capture_raw(request: HttpRequest, capture_id: int) -> HttpResponseBase:  # noqa: ARG001 - a view's signature
    """Give the bytes to keep, never to be shown by the browser: as an attachment of no type."""
    headers = {
        "Content-Disposition": f'attachment; filename="capture-{capture_id}"',
        "X-Content-Type-Options": "nosniff",
    }
    return StreamingHttpResponse(raw_bytes(capture_id), content_type="application/octet-stream", headers=headers)


@may(EDIT_STORIES)
@require_POST
@missing_is_404
def line_role(request: HttpRequest, capture_id: int) -> HttpResponse:
    """Say what a line of the capture is; with `everywhere`, in every later capture of its source too.

    Of a rejected capture several lines at once: a retry makes an article of them.
    """
    capture = capture_to_rule_on(capture_id)
    parts, role = _chosen(request), request.POST.get("role", "")
    if not parts or role not in set(ROLES):
        messages.error(request, "Choose a line, and what it is.")
        return redirect("capture", capture_id)
    word = partial(set_role, capture, part=parts[0], everywhere="everywhere" in request.POST)
    if capture.version_id is None:
        word = partial(mark_lines, capture, parts=parts)
    attempt(request, partial(word, by=person(request), role=Role(role), seen=seen(request)))
    return redirect("capture", capture_id)


def _chosen(request: HttpRequest) -> list[int]:
    """Return the lines chosen; none where one of them is no number."""
    given = request.POST.getlist("part")
    numbers = [int(part) for part in given if part.isascii() and part.isdigit() and len(part) <= LONGEST_PART]
    return numbers if len(numbers) == len(given) else []
