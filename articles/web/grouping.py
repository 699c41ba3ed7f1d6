"""What belongs to one story, by an editor's word: merged from the desk or from related stories, split, put in order."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from articles.editing.stories import merge_stories, set_order, split_story
from articles.reads.desk import MOST_AT_ONCE, merged_away, stories_picked, versions_picked
from articles.reads.filters import filters_of
from articles.web.arranging import NoPlace, places_given
from articles.web.decisions import REFUSED, attempt, seen
from articles.web.desk import show_desk
from articles.web.people import EDIT_STORIES, may, person
from articles.web.screens import wants_part
from articles.web.story import arrange_again, page_or_404, posted_page, story_again, there_or_again


@require_POST
@may(EDIT_STORIES)
def merge_many(request: HttpRequest) -> HttpResponse:
    """Make the stories selected on the desk one: the one with the most versions takes the others in."""
    filters = filters_of(QueryDict(request.POST.get("next", "").lstrip("?")).dict())
    picked = request.POST.getlist("story")[:MOST_AT_ONCE]
    stories = [*stories_picked(picked), *merged_away(picked)]  # of those gone the act says where, and by whom
    done = False
    if len(stories) < 2:
        messages.error(request, "Select two stories or more to merge them.")
    else:
        into, *others = sorted(stories, key=lambda one: (one.merged_into_id is not None, -one.version_count, one.pk))
        act = partial(merge_stories, into, by=person(request), others=others, seen=seen(request))
        done = attempt(request, act)
    if not wants_part(request):
        return redirect(reverse("desk") + filters.query)
    return show_desk(request, filters, status=200 if done else REFUSED)


@require_POST
@may(EDIT_STORIES)
def merge(request: HttpRequest, story_id: int, other_id: int) -> HttpResponse:
    """Make another story part of this one, from its place among the related stories."""
    page = posted_page(request, story_id)
    others = stories_picked([str(other_id)])
    if not others:
        raise Http404(f"There is no story {other_id} to merge.")
    act = partial(merge_stories, page.story, by=person(request), others=others, seen=seen(request))
    done = attempt(request, act, led_from=page.led_from)
    return story_again(request, page, status=200 if done else REFUSED)


@require_POST
@may(EDIT_STORIES)
def split(request: HttpRequest, story_id: int) -> HttpResponse:
    """Make the versions selected a story of their own; the story they leave is shown."""
    page = page_or_404(request, story_id)
    versions = versions_picked(request.POST.getlist("split"))
    act = partial(split_story, page.story, by=person(request), versions=versions, seen=seen(request))
    return there_or_again(request, page, act)


@require_POST
@may(EDIT_STORIES)
def order(request: HttpRequest, story_id: int) -> HttpResponse:
    """Put the versions into the order of the numbers given, 1 the first; the order that stands is confirmed so."""
    page = page_or_404(request, story_id)
    try:
        places = places_given(page, request.POST)
    except NoPlace as problem:
        return arrange_again(request, page.story.pk, str(problem))
    by_id = {edition.version.pk: edition.version for edition in page.editions}
    versions = [by_id[pk] for pk in places]
    act = partial(set_order, page.story, by=person(request), versions=versions, seen=seen(request))
    return there_or_again(request, page, act)
