"""Stories -> JSON Lines, one story a line, with all that newsdesk knows of it; a hundred at a time, however many."""

import json
from collections.abc import Iterator
from typing import Any

from django.db import models
from django.db.models import Prefetch

from articles.models import Annotation, Capture, Story, StoryTopic, Topic, Version
from articles.models.topics import PATH_STEP

# Stories read at once: some megabytes of text, in a flat number of queries.
CHUNK = 100


def story_lines() -> Iterator[str]:
    """Give each standing story as one line of JSON, oldest first.

    Keys: id, headline, standfirst, byline, source, published, language, doubts, topics, versions (first to last, each
    with its paragraphs and its captures by locator), notes, related.
    """
    labels = dict(Topic.objects.values_list("pk", "label"))
    after = 0
    while stories := list(_whole().filter(pk__gt=after)[:CHUNK]):
        for story in stories:
            yield json.dumps(_story(story, labels), ensure_ascii=False)
        after = stories[-1].pk


def story_line(story_id: int) -> str | None:
    """Give one standing story as `story_lines` does; None where there is none."""
    story = _whole().filter(pk=story_id).first()
    return (
        json.dumps(_story(story, dict(Topic.objects.values_list("pk", "label"))), ensure_ascii=False) if story else None
    )


def _whole() -> models.QuerySet[Story]:
    versions = Version.objects.in_order().with_body()
    captures = Capture.objects.with_place().in_order()
    tagged = StoryTopic.objects.filter(state=StoryTopic.State.TAGGED).select_related("topic", "made_by")
    notes = Annotation.objects.filter(deleted_at=None).select_related("author").order_by("pk")
    return (
        Story.objects.standing()
        .order_by("pk")
        .select_related("source")
        .prefetch_related(
            Prefetch("versions", versions),
            Prefetch("versions__captures", captures),
            Prefetch("story_topics", tagged),
            Prefetch("annotations", notes),
            "annotations__topics",
            "annotations__placements",
            "links_as_first",
            "links_as_second",
        )
    )


def _story(story: Story, labels: dict[int, str]) -> dict[str, Any]:
    links = [(link.second_id, link) for link in story.links_as_first.all()]
    links += [(link.first_id, link) for link in story.links_as_second.all()]
    return {
        "id": story.pk,
        "headline": story.headline or None,
        "standfirst": story.standfirst or None,
        "byline": story.byline or None,
        "source": story.source.name if story.source else None,
        "published": story.published or None,
        "language": story.language or None,
        "doubts": story.doubts,
        "topics": [_topic(tag, labels) for tag in story.story_topics.all()],
        "versions": [_version(version) for version in story.versions.all()],
        "notes": [_note(note) for note in story.annotations.all()],
        "related": [
            {"story": other, "kind": link.kind, "score": round(link.score, 4), "why": link.why}
            for other, link in sorted(links, key=lambda pair: (pair[0], pair[1].kind))
        ],
    }


def _topic(tag: StoryTopic, labels: dict[int, str]) -> dict[str, Any]:
    path = tag.topic.path or ""
    ids = [int(path[at : at + PATH_STEP]) for at in range(0, len(path), PATH_STEP)]
    return {
        "label": tag.topic.label,
        "path": [labels[topic_id] for topic_id in ids if topic_id in labels],
        "notation": tag.topic.notation or None,
        "by": tag.made_by.get_username(),
        "at": tag.made_at.isoformat(),
    }


def _version(version: Version) -> dict[str, Any]:
    body = version.body
    return {
        "id": version.pk,
        "position": version.position,
        "order": {"basis": version.order_basis, "why": version.order_why or None},
        "headline": version.headline or None,
        "standfirst": version.standfirst or None,
        "byline": version.byline or None,
        "authors": body.authors,
        "source": version.source.name if version.source else None,
        "section": body.section or None,
        "published": version.published or None,
        "captured": version.captured or None,
        "captions": body.captions,
        "contributors": body.contributors or None,
        "tags": body.tags,
        "doubts": version.doubts,
        "paragraphs": body.paragraphs,
        "captures": [_capture(capture) for capture in version.captures.all()],
    }


def _capture(capture: Capture) -> dict[str, Any]:
    return {
        "locator": capture.locator,
        "dump": capture.dump.name,
        "dump_digest": capture.dump.digest,
        "member": capture.member,
        "record": capture.record,
        "offset": capture.offset,
        "digest": capture.digest,
        "url": capture.url or None,
        "captured": capture.captured or None,
    }


def _note(note: Annotation) -> dict[str, Any]:
    return {
        "id": note.pk,
        "version": note.version_id,
        "reply_to": note.reply_to_id,
        "text": note.text,
        "exact": note.exact,
        "prefix": note.prefix,
        "suffix": note.suffix,
        "start": note.start,
        "end": note.end,
        "state": note.state,
        "author": note.author.get_username(),
        "at": note.created_at.isoformat(),
        "topics": [topic.label for topic in note.topics.all()],
        "placements": [
            {"version": place.version_id, "state": place.state, "start": place.start, "end": place.end}
            for place in note.placements.all()
        ],
    }
