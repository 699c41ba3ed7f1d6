"""The story screen: one version of a story, and its marks of having been read."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_POST, require_safe

from articles.editing.log import Done, shortened
from articles.editing.reading import mark_read
from articles.pipeline.export import story_line
from articles.reads.departures import Departure, departure
from articles.reads.story import StoryPage, standing_story, story_of_version, story_page
from articles.text.row_id import row_id
from articles.web.arranging import arranging
from articles.web.decisions import REFUSED, attempt
from articles.web.people import EDIT_STORIES, READ_STORIES, may, person
from articles.web.screens import see_other, show, wants_part


@require_safe
@may(READ_STORIES)
def story(request: HttpRequest, story_id: int, version_id: int | None = None) -> HttpResponse:
    """Show a version of a story, the latest by default.

    The address of a merged story leads to where it went, and that is said; that of a version that was moved leads to
    where it stands.
    """
    now = story_of_version(version_id) if version_id else None
    if now not in (None, story_id):
        _say_departure(request, story_id)
        return redirect("version", now, version_id)
    removed_of, origins = _asked(request.GET)
    page = page_or_404(request, story_id, version_id, removed_of=removed_of, origins=origins)
    if page.led_from:
        _say_departure(request, story_id)
        return redirect("story", page.story.pk)
    return show_story(request, page)


def _into(left: Departure) -> str:
    """Name what a story went into, as the act has it, where the page does not: a merger may change the headline."""
    act = left.decision.summary if left.decision and not left.taken_back else ""
    title = shortened(str(left.story.merged_into))
    return f": {act}" if act and (title not in act or title == shortened(str(left.story))) else ""


def _say_departure(request: HttpRequest, story_id: int) -> None:
    """Say how the story of the address came to be part of another, with its log for whoever may see that."""
    left = departure(story_id)
    if left is None:
        return
    how = "was merged into this story"
    if left.taken_back:
        how = "is part of this story again, as what had made it a story of its own was undone"
    elif not left.by:
        how = "is part of this story since captures were grouped"
    by = f" by {left.by} on {timezone.localtime(left.at):%d %b %Y}" if left.by and left.at else ""
    said = format_html("“{}” {}{}{}.", shortened(str(left.story)), how, by, _into(left))
    if person(request).has_perm(EDIT_STORIES):
        link = '{} <a href="{}?story={}">What editors did to it</a>'
        said = format_html(link, said, reverse("log"), story_id)
    messages.info(request, said)


@require_POST
@may(READ_STORIES)
def read(request: HttpRequest, story_id: int) -> HttpResponse:
    """Note that the person has read the story up to the latest version that the page knew of."""
    found = standing_story(story_id)
    if found is None:
        raise Http404(f"There is no story {story_id}.")
    latest, versions = (row_id(request.POST.get(name)) for name in ("latest", "versions"))
    mark_read(found, by=person(request), latest=latest, versions=versions)
    return HttpResponse(status=204) if wants_part(request) else redirect("story", story_id)


@require_safe
@may(READ_STORIES)
def export(request: HttpRequest, story_id: int) -> HttpResponse:  # noqa: ARG001 - a view's signature
    """Give the story with its versions, captures, topics and notes as a file of JSON, as the command exports it."""
    line = story_line(story_id)
    if line is None:
        raise Http404(f"There is no story {story_id}.")
    name = f'attachment; filename="story-{story_id}.json"'
    return HttpResponse(line, content_type="application/json", headers={"Content-Disposition": name})


def page_or_404(
    request: HttpRequest,
    story_id: int,
    version_id: int | None = None,
    *,
    removed_of: int | None = None,
    origins: bool = False,
) -> StoryPage:
    """Return the page of a version, the latest by default, of the story or the one it was merged into.

    Raises Http404 where there is no such story or version.
    """
    found = standing_story(story_id)
    if found is None:
        raise Http404(f"There is no story {story_id}.")
    version_id = version_id if found.pk in (story_id, story_of_version(version_id or 0)) else None
    page = story_page(found, version_id, person(request), removed_of=removed_of, origins=origins)
    if page is None:
        raise Http404(f"There is no story {story_id} with version {version_id or 'of any kind'}.")
    return page if found.pk == story_id else replace(page, led_from=story_id)


def posted_page(request: HttpRequest, story_id: int) -> StoryPage:
    """Return the page that a form was posted from: its version is in the form, the latest where it is not."""
    version_id = row_id(request.POST.get("version"))
    removed_of, origins = _asked(request.POST)
    return page_or_404(request, story_id, version_id, removed_of=removed_of, origins=origins)


def story_again(request: HttpRequest, page: StoryPage, *, status: int = 200) -> HttpResponse:
    """Return the version anew after an act: to htmx as a part, else by a redirect."""
    if not wants_part(request):
        return redirect(address(page))
    return show_story(request, posted_page(request, page.story.pk), status=status)


def arrange_again(request: HttpRequest, story_id: int, problem: str = "") -> HttpResponse:
    """Return the story with its panel open and all that was typed there, after a refusal or a problem to be said."""
    if problem:
        messages.error(request, problem)
    version_id = row_id(request.POST.get("version"))
    stands_here = version_id is not None and story_of_version(version_id) == story_id
    page = page_or_404(request, story_id, version_id if stands_here else None)
    return show_story(request, page, {"arranging": arranging(page, request.POST)}, status=REFUSED)


def there_or_again(request: HttpRequest, page: StoryPage, act: Callable[[], Done]) -> HttpResponse:
    """Do an act of the panel and lead to the story; where it is refused, return the story with what was typed.

    What was meant for a story that was merged away is of no use to the one it went into.
    """
    if attempt(request, act, led_from=page.led_from) or page.led_from:
        return see_other(request, "story", page.story.pk)
    return arrange_again(request, page.story.pk)


def show_story(
    request: HttpRequest, page: StoryPage, context: dict[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """Return the story screen of `page`; `context` brings a form that did not hold."""
    shown = f"?removed={page.removal.capture.pk}" if page.removal else ""  # an undo leaves what was removed in sight
    own: dict[str, Any] = {
        "page": page,
        "arranging": arranging(page),
        "page_url": address(page),
        "undo_next": address(page) + shown,
    }
    return show(request, "story/page.html", own | (context or {}), part="story/_story.html", status=status)


def address(page: StoryPage) -> str:
    """Return the address of the version shown; that of the story itself where it is the latest."""
    if page.shown.latest:
        return reverse("story", args=[page.story.pk])
    return reverse("version", args=[page.story.pk, page.version.pk])


def _asked(given: Mapping[str, str]) -> tuple[int | None, bool]:
    """Return what more an address or a form asks for: what was removed, and when each paragraph came in."""
    return row_id(given.get("removed")), given.get("origins") == "1"
