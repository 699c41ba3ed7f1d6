"""A topic's stories as an Atom feed, for readers who are logged in where they read it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe

from articles.reads.topic import standing_topic, topic_page
from articles.web.people import READ_STORIES, may, person


@require_safe
@may(READ_STORIES)
def topic_feed(request: HttpRequest, topic_id: int) -> HttpResponse:
    """Return the topic's stories last changed, as Atom (RFC 4287)."""
    topic = standing_topic(topic_id)
    if topic is None:
        raise Http404(f"There is no topic {topic_id}.")
    feed = Atom1Feed(
        title=f"{topic.label} · newsdesk",
        link=request.build_absolute_uri(reverse("topic", args=[topic.pk])),
        description=f"Stories tagged {topic.label}",
        feed_url=request.build_absolute_uri(),
    )
    for tagged in topic_page(topic, person(request)).rows:
        _add(feed, request, tagged.row.story)
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def _add(feed: Atom1Feed, request: HttpRequest, story: Any) -> None:
    """Add a story: its headline and standfirst as text, its address here."""
    address = request.build_absolute_uri(reverse("story", args=[story.pk]))
    feed.add_item(
        title=_legal(story.headline or "No headline"),
        link=address,
        description=_legal(story.standfirst),
        unique_id=address,
        updateddate=story.changed_at,
        author_name=_legal(story.byline) or None,
    )


def _legal(text: str) -> str:
    """Return the text without control characters, which XML cannot carry."""
    return "".join(letter for letter in text if letter >= " " or letter in "\t\n")
