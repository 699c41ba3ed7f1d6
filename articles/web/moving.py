"""Versions and captures moved to another story, and another story merged into one, from the story screen."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from articles.editing.log import shortened
from articles.editing.moving import move_capture
from articles.editing.stories import merge_stories, move_version
from articles.reads.desk import versions_picked
from articles.reads.named import story_named
from articles.reads.removed import capture_of
from articles.reads.story import story_of_version
from articles.web.decisions import attempt, seen
from articles.web.people import EDIT_STORIES, may, person
from articles.web.screens import see_other, show
from articles.web.story import address, arrange_again, page_or_404, there_or_again

NAMING_FIELDS = ("other", "to")  # of the forms that merge and move
MOST_MOVED = 100  # versions at once, each an act of its own; a person waits for all of them


@require_safe
@may(EDIT_STORIES)
def named(request: HttpRequest, story_id: int) -> HttpResponse:
    """Show which story is meant by what stands in a field of the story screen, before anything is done with it."""
    given = next((text for name in NAMING_FIELDS if (text := request.GET.get(name, "").strip())), "")
    found = story_named(given)
    context = {"given": given, "found": found, "problem": _no_story(given), "itself": found and found.pk == story_id}
    return show(request, "story/_named.html", context)


@require_POST
@may(EDIT_STORIES)
def merge_named(request: HttpRequest, story_id: int) -> HttpResponse:
    """Make the story named part of this one."""
    page = page_or_404(request, story_id)
    given = request.POST.get("other", "")
    other = story_named(given)
    if other is None:
        return arrange_again(request, page.story.pk, _no_story(given))
    act = partial(merge_stories, page.story, by=person(request), others=[other], seen=seen(request))
    return there_or_again(request, page, act)


@require_POST
@may(EDIT_STORIES)
def move_versions(request: HttpRequest, story_id: int) -> HttpResponse:
    """Move the versions selected to the story named, where they are shown; one undo takes all of them back."""
    page = page_or_404(request, story_id)
    given = request.POST.get("to", "")
    to, versions = story_named(given), versions_picked(request.POST.getlist("split")[: MOST_MOVED + 1])
    problem = _not_movable(versions, page.story.pk) or ("" if to else _no_story(given))
    if problem or to is None:
        return arrange_again(request, page.story.pk, problem)
    first, *others = versions
    by = person(request)
    acts = [partial(move_version, first, by=by, to=to, seen=seen(request))]
    acts += [partial(move_version, version, by=by, to=to) for version in others]
    done = attempt(request, *acts, said=f"Moved {len(versions)} versions to “{to}”", led_from=page.led_from)
    if done or page.led_from:
        return see_other(request, "story", to.pk if done else page.story.pk)
    return arrange_again(request, page.story.pk)


@require_POST
@may(EDIT_STORIES)
def move_one_capture(request: HttpRequest, capture_id: int) -> HttpResponse:
    """Move a capture to the story named, or with `own` to a story of its own.

    The version it stood in is shown, the latest where that went along.
    """
    capture = capture_of(capture_id)
    if capture is None or capture.version is None:
        raise Http404(f"There is no capture {capture_id} that is part of a version.")
    page = page_or_404(request, capture.version.story_id, capture.version_id)
    own, given = "own" in request.POST, request.POST.get("to", "")
    to = None if own else story_named(given)
    if to is None and not own:
        messages.error(request, _no_story(given))
        return redirect(address(page))
    attempt(request, partial(move_capture, capture, by=person(request), to=to, seen=seen(request)))
    if story_of_version(page.version.pk) == page.story.pk:
        return see_other(request, address(page))
    return see_other(request, "story", page.story.pk)


def _not_movable(versions: Sequence[Any], story_id: int) -> str:
    """Say why these versions are not moved from this story; "" where nothing speaks against it."""
    if not 0 < len(versions) <= MOST_MOVED:
        return f"Choose the versions to move, at most {MOST_MOVED} at once."
    if any(version.story_id != story_id for version in versions):
        return "A version is not in this story any more. Look again before you move the others."
    return ""


def _no_story(given: str) -> str:
    return f"There is no story “{shortened(given)}”: give its number, or the address of its page."
