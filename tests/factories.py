"""Plain factories: each makes one row that holds all constraints, from keyword arguments alone, without randomness."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any

import zstandard
from django.contrib.auth.models import Group, User
from django.db.models import F

from articles.models import (
    Annotation,
    Capture,
    CaptureBody,
    Decision,
    Dump,
    PairDoubt,
    Placement,
    ReadMark,
    Rejection,
    Source,
    Story,
    StoryLink,
    StoryTopic,
    Topic,
    TopicSynonym,
    Version,
    VersionBody,
)
from articles.models.search import Searchable, write_search
from articles.models.topics import PATH_STEP
from articles.text.anchor import body_text
from articles.text.article import Part

PARAGRAPHS = (
    "The harbour of Vessel Bay will stay closed until Friday, the port master said.",
    "“We cannot let a single ship in,” said Ada Brandt. She did not say who would pay.",
    "Three ferries were sent to the northern pier.",
)


def make_user(*, username: str = "reader", group: str | None = None, staff: bool = False) -> User:
    """Make a person, in one of the groups "reader", "editor", "ingest manager" or in none. The password is "demo"."""
    user = User.objects.create_user(username=username, password="demo", is_staff=staff)
    if group:
        user.groups.add(Group.objects.get(name=group))
    return user


def make_source(*, name: str = "The Bay Courier", story_count: int = 0) -> Source:
    """Make a source, or return the one of that name."""
    source, _ = Source.objects.get_or_create(key=name.casefold(), defaults={"name": name, "story_count": story_count})
    return source


def make_dump(*, name: str = "bay.zip", state: str = Dump.State.DONE, **columns: Any) -> Dump:
    """Make a dump whose digest is that of its name."""
    columns.setdefault("digest", digest_of(name))
    columns.setdefault("path", f"/dumps/{name}")
    return Dump.objects.create(name=name, state=state, **columns)


def make_story(
    *,
    headline: str = "Harbour stays closed until Friday",
    paragraphs: Sequence[str] = PARAGRAPHS,
    source: Source | None = None,
    versions: int = 1,
    **columns: Any,
) -> Story:
    """Make a story with `versions` versions, each a paragraph longer than the one before; `columns` go on the story."""
    published = columns.get("published", "")
    story = Story.objects.create(headline=headline, source=source, **columns)
    for number in range(versions):
        more = [f"Addition {added} to the report." for added in range(1, number + 1)]
        make_version(story=story, paragraphs=[*paragraphs, *more], published=published)
    write_search([Searchable(story_id=story.pk, headline=headline, body=body_text(paragraphs), notes="")])
    story.refresh_from_db()
    return story


def make_version(
    *,
    story: Story,
    paragraphs: Sequence[str] = PARAGRAPHS,
    captions: Sequence[dict[str, str]] = (),
    tags: Sequence[str] = (),
    authors: Sequence[str] = (),
    contributors: str = "",
    **columns: Any,
) -> Version:
    """Make the story's next version with its body, and keep the story's own columns right."""
    position = story.versions.count()
    columns.setdefault("headline", story.headline)
    columns.setdefault("standfirst", story.standfirst)
    columns.setdefault("byline", story.byline)
    columns.setdefault("source", story.source)
    text = body_text(paragraphs)
    version = Version.objects.create(
        story=story, position=position, digest=digest_of(text), word_count=len(text.split()), **columns
    )
    VersionBody.objects.create(
        version=version,
        paragraphs=list(paragraphs),
        captions=list(captions),
        tags=list(tags),
        authors=list(authors),
        contributors=contributors,
    )
    Story.objects.filter(pk=story.pk).update(version_count=F("version_count") + 1, latest=version)
    return version


def make_capture(
    *,
    version: Version | None = None,
    dump: Dump | None = None,
    member: str = "001.txt",
    raw: bytes = b"",
    clean: dict[str, Any] | None = None,
    parts: Sequence[Part] = (),
    **columns: Any,
) -> Capture:
    """Make a capture with its body: kept where a version is given, else rejected (make_rejection says why)."""
    dump = dump or Dump.objects.first() or make_dump()
    number = dump.captures.count()
    capture = Capture.objects.create(
        dump=dump,
        number=number,
        member=member,
        digest=digest_of(f"{dump.pk} {number}"),
        size=len(raw),
        state=Capture.State.KEPT if version else Capture.State.REJECTED,
        version=version,
        source=version.source if version else None,
        **columns,
    )
    CaptureBody.objects.create(
        capture=capture,
        raw=zstandard.compress(raw),
        clean=clean or {},
        parts=zstandard.compress(json.dumps([part_as_json(part) for part in parts]).encode()),
    )
    if version:
        Story.objects.filter(pk=version.story_id).update(capture_count=F("capture_count") + 1)
    return capture


def make_rejection(*, problem: str = "no article text", dump: Dump | None = None, **columns: Any) -> Rejection:
    """Make a rejected capture and its rejection."""
    capture = make_capture(dump=dump, member=columns.pop("member", "bad.txt"))
    return Rejection.objects.create(capture=capture, problem=problem, **columns)


def make_topic(
    *, label: str = "Shipping", broader: Topic | None = None, synonyms: Sequence[str] = (), **columns: Any
) -> Topic:
    """Make a topic at its place in the tree."""
    topic = Topic.objects.create(label=label, broader=broader, depth=broader.depth + 1 if broader else 0, **columns)
    topic.path = (broader.path or "" if broader else "") + f"{topic.pk:0{PATH_STEP}d}"
    topic.save(update_fields=["path"])
    TopicSynonym.objects.bulk_create(TopicSynonym(topic=topic, label=synonym) for synonym in synonyms)
    return topic


def make_tag(*, story: Story, topic: Topic, made_by: User, state: str = StoryTopic.State.TAGGED) -> StoryTopic:
    """Tag the story, or reject the topic for it."""
    if state == StoryTopic.State.TAGGED:
        Topic.objects.filter(pk=topic.pk).update(story_count=F("story_count") + 1)
        Story.objects.filter(pk=story.pk).update(topic_count=F("topic_count") + 1)
    return StoryTopic.objects.create(story=story, topic=topic, made_by=made_by, state=state)


def make_note(
    *, version: Version, author: User, exact: str = "", text: str = "Who says so?", **columns: Any
) -> Annotation:
    """Make a note on the words `exact` of the version (its first paragraph by default), placed on that version."""
    body = body_text(version.body.paragraphs)
    exact = exact or version.body.paragraphs[0]
    start = body.index(exact)
    end = start + len(exact)
    note = Annotation.objects.create(
        story_id=version.story_id,
        version=version,
        author=author,
        text=text,
        exact=exact,
        start=start,
        end=end,
        **columns,
    )
    make_placement(note=note, version=version, start=start, end=end)
    Story.objects.filter(pk=version.story_id).update(note_count=F("note_count") + 1)
    return note


def make_reply(*, note: Annotation, author: User, text: str = "The port master.") -> Annotation:
    """Make a reply to a note."""
    return Annotation.objects.create(
        story_id=note.story_id, version_id=note.version_id, author=author, text=text, reply_to=note
    )


def make_placement(
    *,
    note: Annotation,
    version: Version,
    start: int | None = None,
    end: int | None = None,
    state: str = Placement.State.PLACED,
) -> Placement:
    """Say where a note stands on a version."""
    return Placement.objects.create(annotation=note, version=version, state=state, start=start, end=end)


def make_link(
    *, first: Story, second: Story, kind: str = StoryLink.Kind.RELATED, score: float = 0.5, why: Sequence[str] = ()
) -> StoryLink:
    """Link two stories, in whichever order they are given."""
    first, second = sorted((first, second), key=lambda story: story.pk)
    return StoryLink.objects.create(first=first, second=second, kind=kind, score=score, why=list(why))


def make_doubt(*, first: Version, second: Version, score: float = 0.5, **columns: Any) -> PairDoubt:
    """Put a pair of versions into the review queue."""
    first, second = sorted((first, second), key=lambda version: version.pk)
    return PairDoubt.objects.create(first=first, second=second, score=score, **columns)


def make_decision(*, made_by: User, kind: str = "tag_story", summary: str = "Tagged", **columns: Any) -> Decision:
    """Make a decision that was logged; nothing else is done."""
    return Decision.objects.create(kind=kind, summary=summary, made_by=made_by, **columns)


def make_read_mark(*, reader: User, story: Story, **columns: Any) -> ReadMark:
    """Say that a person has read a story up to its latest version."""
    columns.setdefault("version", story.latest)
    return ReadMark.objects.create(reader=reader, story=story, **columns)


def part_as_json(part: Part) -> dict[str, str | None]:
    """Return a part as the pipeline stores it."""
    return {"text": part.text, "role": str(part.role), "reason": str(part.reason) if part.reason else None}


def digest_of(text: str) -> str:
    """Return the SHA-256 of the text, hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()
