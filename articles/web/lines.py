"""An editor's word on a line of a capture, from the story screen: what it is; here, or from now on."""

from collections.abc import Callable
from functools import partial

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from articles.editing.captures import remove_line, restore_line, set_role
from articles.editing.log import Done
from articles.reads.removed import capture_of
from articles.text.article import Role
from articles.web.decisions import REFUSED, attempt, seen
from articles.web.people import EDIT_STORIES, may, person
from articles.web.screens import wants_part
from articles.web.story import address, page_or_404, show_story

SAYABLE = (Role.HEADLINE, Role.STANDFIRST, Role.BYLINE, Role.CAPTION, Role.CONTRIBUTORS)
"""What a line can be beside text and left out; the rest are fields of the version, not lines of it."""


@require_POST
@may(EDIT_STORIES)
def restore(request: HttpRequest, capture_id: int, part: int) -> HttpResponse:
    """Put a line that cleaning left out back into the text; with `everywhere`, in every later capture too."""
    return _rule(request, capture_id, part, restore_line)


@require_POST
@may(EDIT_STORIES)
def remove(request: HttpRequest, capture_id: int, part: int) -> HttpResponse:
    """Take a line out of the text; with `everywhere`, out of every later capture of the source too."""
    return _rule(request, capture_id, part, remove_line)


@require_POST
@may(EDIT_STORIES)
def say(request: HttpRequest, capture_id: int, part: int) -> HttpResponse:
    """Make a line the headline, a caption, ...; with `everywhere`, in every later capture of the source too."""
    role = request.POST.get("role", "")
    if role not in SAYABLE:
        return HttpResponseBadRequest(f"A line cannot be {role!r}: choose one of {', '.join(SAYABLE)}.")
    return _rule(request, capture_id, part, partial(set_role, role=Role(role)))


def _rule(request: HttpRequest, capture_id: int, part: int, act: Callable[..., Done]) -> HttpResponse:
    """Do the act, and show the version that the capture is part of afterwards, with what is removed of it."""
    capture = capture_of(capture_id)
    if capture is None or capture.version is None:
        raise Http404(f"There is no capture {capture_id} that is part of a version.")
    everywhere = "everywhere" in request.POST
    ruling = partial(act, capture, by=person(request), part=part, everywhere=everywhere, alike=True)
    done = attempt(request, partial(ruling, seen=seen(request)))
    after = capture_of(capture_id)
    version = after.version if after else None
    if version is None:
        raise Http404(f"Capture {capture_id} is no longer part of a version.")
    page = page_or_404(request, version.story_id, version.pk, removed_of=capture_id)
    if not wants_part(request):
        return redirect(f"{address(page)}?removed={capture_id}#line-{part}")
    return show_story(request, page, status=200 if done else REFUSED)
