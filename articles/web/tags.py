"""Topics on and off a story, and on many stories at once."""

from collections.abc import Callable, Sequence
from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.views.decorators.http import require_POST

from articles.editing.log import Conflict, Done
from articles.editing.relocation import departed
from articles.editing.tags import reject_suggestion, tag_story, untag_story
from articles.editing.topics import create_topic
from articles.reads.desk import MOST_AT_ONCE, merged_away, stories_picked
from articles.reads.filters import filters_of
from articles.reads.topic import standing_topic
from articles.web.decisions import REFUSED, attempt, seen, told
from articles.web.desk import show_desk
from articles.web.forms import TopicForm
from articles.web.people import EDIT_STORIES, may, person
from articles.web.screens import INVALID, wants_part
from articles.web.story import posted_page, show_story, story_again
from articles.web.topics import show_topic

MOST_NAMED = 3  # stories in one message


@require_POST
@may(EDIT_STORIES)
def tag(request: HttpRequest, story_id: int) -> HttpResponse:
    """Tag the story with a topic by its label, synonym or id; a new one is made where that is asked for."""
    page = posted_page(request, story_id)
    form = TopicForm(request.POST)
    if page.led_from:  # said before anything is said of the topic: making that would tag another story
        attempt(request, led_from=page.led_from)
        return story_again(request, page, status=REFUSED)
    if not form.is_valid():
        return show_story(request, page, {"topic_form": form}, status=INVALID)
    by = person(request)
    topic = form.cleaned_data["found"]
    acts: list[Callable[[], Done]] = []
    if topic is None:
        acts.append(partial(create_topic, form.cleaned_data["topic"], by=by))
    acts.append(lambda: tag_story(page.story, by=by, topic=topic or form.named(), seen=seen(request)))
    said = f"Made the topic {form.cleaned_data['topic']} and tagged the story with it"
    done = attempt(request, *acts, said=said)
    return story_again(request, page, status=200 if done else REFUSED)


@require_POST
@may(EDIT_STORIES)
def untag(request: HttpRequest, story_id: int, topic_id: int) -> HttpResponse:
    """Take a topic off the story."""
    return _say(request, story_id, topic_id, untag_story)


@require_POST
@may(EDIT_STORIES)
def reject(request: HttpRequest, story_id: int, topic_id: int) -> HttpResponse:
    """Have a topic no longer suggested for the story."""
    return _say(request, story_id, topic_id, reject_suggestion)


def _say(request: HttpRequest, story_id: int, topic_id: int, act: Callable[..., Done]) -> HttpResponse:
    page = posted_page(request, story_id)
    topic = standing_topic(topic_id)
    if topic is None:
        raise Http404(f"There is no topic {topic_id}.")
    word = partial(act, page.story, by=person(request), topic=topic, seen=seen(request))
    done = attempt(request, word, led_from=page.led_from)
    return story_again(request, page, status=200 if done else REFUSED)


@require_POST
@may(EDIT_STORIES)
def tag_many(request: HttpRequest) -> HttpResponse:
    """Tag every story selected on the desk that has not got the topic yet; one undo takes all of it back."""
    filters = filters_of(QueryDict(request.POST.get("next", "").lstrip("?")).dict())
    form = TopicForm(request.POST)
    picked = request.POST.getlist("story")[:MOST_AT_ONCE]
    gone = [departed(one) for one in merged_away(picked)]
    if not form.is_valid():
        _say_gone(request, gone)
        return show_desk(request, filters, {"form": form, "picked": picked}, status=INVALID)
    by, topic = person(request), form.cleaned_data["found"]
    label = topic.label if topic else form.cleaned_data["topic"]
    stories = stories_picked(picked, without=topic)
    acts: list[Callable[[], Done]] = [
        partial(lambda one: tag_story(one, by=by, topic=topic or form.named()), story) for story in stories
    ]
    if stories and topic is None:
        acts.insert(0, partial(create_topic, label, by=by))
    made = "" if topic else f"Made the topic {label} and tagged "
    many = "1 story" if len(stories) == 1 else f"{len(stories)} stories"
    done = attempt(request, *acts, said=f"{made or 'Tagged '}{many} with {'it' if made else label}")
    if not stories:
        _say_nothing_done(request, label, picked=len(picked), gone=len(gone))
    _say_gone(request, gone)
    if not wants_part(request):
        return redirect(reverse("desk") + filters.query)
    return show_desk(request, filters, status=200 if done and (stories or not gone) else REFUSED)


def _say_nothing_done(request: HttpRequest, label: str, *, picked: int, gone: int) -> None:
    """Say why no story was tagged; of those that are part of another by now `_say_gone` says it."""
    if not picked:
        messages.error(request, "Select stories first, then tag them.")
    elif picked > gone:
        messages.info(request, f"Every {'other ' if gone else ''}story selected has the topic {label} already.")


def _say_gone(request: HttpRequest, gone: Sequence[Conflict]) -> None:
    """Say which of the stories selected are part of another by now, by whose act, and where they went."""
    if not gone:
        return
    named = format_html_join(" ", "{}", ((told(one),) for one in gone[:MOST_NAMED]))
    more = f" So are {len(gone) - MOST_NAMED} more of those selected." if len(gone) > MOST_NAMED else ""
    messages.error(request, format_html("Not tagged: {}{}", named, more))


@require_POST
@may(EDIT_STORIES)
def tag_one(request: HttpRequest, topic_id: int) -> HttpResponse:
    """Tag a story that names the topic, or have the topic no longer suggested for it; from the topic's own screen."""
    topic = standing_topic(topic_id)
    picked = request.POST.getlist("story")[:1]
    stories = [*stories_picked(picked, without=topic), *merged_away(picked)] if topic else []  # the act refuses those
    if topic is None or not stories:
        raise Http404(f"There is no topic {topic_id}, or no such story without it.")
    act = reject_suggestion if "reject" in request.POST else tag_story
    done = attempt(request, partial(act, stories[0], by=person(request), topic=topic))
    if not wants_part(request):
        return redirect("topic", topic.pk)
    return show_topic(request, topic.pk, status=200 if done else REFUSED)
