"""The whole store -> what is missing or inconsistent in it. Reads only, one query a check."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

import zstandard
from django.db import DatabaseError, connection, models, transaction
from django.db.models import Count, Exists, F, Max, OuterRef, Q

from articles.models import (
    Annotation,
    Capture,
    CaptureBody,
    Dump,
    Rejection,
    SearchText,
    Source,
    Story,
    StoryLink,
    StoryTopic,
    Topic,
    Version,
    VersionBody,
)
from articles.models.indexing import searchable
from articles.models.upkeep import wrongly_summarised
from articles.models.wording import worked_versions
from articles.pipeline.check_terms import above_all, far_from_texts, missing_or_astray
from articles.pipeline.clean import unpack
from articles.text.anchor import body_text

REBUILD = "run manage.py rebuild"
RELATE = f"{REBUILD} --related"
# Ids named in a finding; the count says how many there are.
NAMED = 5
# Stories compared anew, those that changed last: some 20 ms each; with `read_bytes` all are.
COMPARED = 40


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: what, how many rows, the first of them, and the cure."""

    what: str
    count: int
    rows: tuple[int, ...]
    cure: str

    def __str__(self) -> str:
        named = ", ".join(map(str, self.rows)) + (", ..." if self.count > len(self.rows) else "")
        return f"{self.count:,} {self.what} ({named}): {self.cure}"


def check_store(*, read_bytes: bool = False) -> tuple[Finding, ...]:
    """Give everything that is missing or inconsistent; nothing when the store is sound.

    With `read_bytes` the stored bytes of every capture are unpacked and held against their hash, and every story's
    search text and change summary against its versions, and the counts of terms against the texts: some seconds for
    ten thousand captures, and a minute for three thousand stories of several versions. Else the summaries of the
    COMPARED that changed last.
    """
    checks = (
        _captures,
        _dumps,
        _versions,
        _stories,
        _counts,
        _search,
        _terms,
        _notes,
        *((_every_summary,) if read_bytes else (_latest_summaries,)),
        *((_bytes, _texts, _terms_of_texts) if read_bytes else ()),
    )
    return tuple(finding for check in checks for finding in check())


def _found(rows: "models.QuerySet[Any]", what: str, cure: str, *, key: str = "pk") -> Iterator[Finding]:
    """Give a finding when there are such rows."""
    first = tuple(rows.order_by(key).values_list(key, flat=True)[:NAMED])
    if first:
        yield Finding(what, rows.count(), first, cure)


def _captures() -> Iterator[Finding]:
    again = "undo the dump and ingest it again"
    captures = Capture.objects.all()
    yield from _found(captures.filter(body=None), "captures without a body", again)
    rejected = captures.filter(state=Capture.State.REJECTED)
    yield from _found(rejected.filter(rejection=None), "rejected captures without a reason", again)
    mended = Rejection.objects.filter(capture__state=Capture.State.KEPT).exclude(state=Rejection.State.MENDED)
    yield from _found(mended, "rejections of captures that are kept", "retry them")
    yield from _found(CaptureBody.objects.filter(raw=b""), "captures whose bytes are missing", again, key="capture_id")


def _dumps() -> Iterator[Finding]:
    fates = F("new_stories") + F("new_versions") + F("same_text") + F("rejected")
    undone = Dump.objects.exclude(state=Dump.State.UNDONE)
    counted = undone.exclude(captures_read=fates)
    yield from _found(counted, "dumps whose counts do not add up to the records read", "undo and ingest them again")
    stored = undone.annotate(stored=Count("captures"), last=Max("captures__number"))
    astray = ~Q(stored=F("cursor")) | Q(last__gte=F("cursor"))
    yield from _found(
        stored.filter(astray), "dumps that have not one capture for each record read", "undo and ingest them again"
    )


def _versions() -> Iterator[Finding]:
    versions = Version.objects.all()
    yield from _found(versions.filter(body=None), "versions without a body", "ingest their captures again")
    bare = versions.filter(captures=None).exclude(pk__in=worked_versions().values("pk"))  # recleaning keeps those
    yield from _found(bare, "versions without a capture", "move or delete them in the panel")
    unread = VersionBody.objects.filter(fingerprint=b"")
    yield from _found(unread, "versions without a fingerprint", "run manage.py regroup", key="version_id")
    astray = versions.filter(story__merged_into__isnull=False)
    yield from _found(astray, "versions of stories that were merged away", REBUILD)


def _stories() -> Iterator[Finding]:
    standing = Story.objects.standing()
    counted = standing.annotate(versions_now=Count("versions", distinct=True))
    yield from _found(
        counted.exclude(version_count=F("versions_now")), "stories with a wrong count of versions", REBUILD
    )
    captures = standing.annotate(captures_now=Count("versions__captures", distinct=True))
    yield from _found(
        captures.exclude(capture_count=F("captures_now")), "stories with a wrong count of captures", REBUILD
    )
    yield from _found(standing.filter(versions=None), "stories without a version", "delete them in the panel")
    strange = Q(latest=None, version_count__gt=0) | (Q(latest__isnull=False) & ~Q(latest__story=F("pk")))
    yield from _found(standing.filter(strange), "stories whose latest version is not theirs", REBUILD)
    links = StoryLink.objects.filter(Q(first=OuterRef("pk")) | Q(second=OuterRef("pk")))
    lonely = standing.filter(related_count__gt=0).exclude(Exists(links))
    yield from _found(lonely, "stories with a wrong count of related ones", REBUILD)


def _counts() -> Iterator[Finding]:
    standing = Q(stories__version_count__gt=0, stories__merged_into=None)
    sources = Source.objects.annotate(now=Count("stories", filter=standing, distinct=True))
    yield from _found(sources.exclude(story_count=F("now")), "sources with a wrong count of stories", REBUILD)
    tagged = Q(story_topics__state=StoryTopic.State.TAGGED)
    topics = Topic.objects.annotate(now=Count("story_topics", filter=tagged, distinct=True))
    yield from _found(topics.exclude(story_count=F("now")), "topics with a wrong count of stories", REBUILD)
    of_story = Q(story_topics__state=StoryTopic.State.TAGGED)
    stories = Story.objects.standing().annotate(now=Count("story_topics", filter=of_story, distinct=True))
    yield from _found(stories.exclude(topic_count=F("now")), "stories with a wrong count of topics", REBUILD)


def _search() -> Iterator[Finding]:
    unfound = Story.objects.standing().filter(search_text=None, version_count__gt=0)
    yield from _found(unfound, "stories that search cannot find", REBUILD)
    stale = SearchText.objects.exclude(story__merged_into=None)
    yield from _found(stale, "merged stories that search still finds", REBUILD, key="story_id")
    if connection.vendor == "sqlite" and not _index_is_sound():
        yield Finding("search index that does not fit its texts", 1, (), REBUILD)


def _terms() -> Iterator[Finding]:
    if missing_or_astray():
        yield Finding("count of stories by their terms that cannot be that of the store", 1, (), RELATE)
    yield from _wrong_terms(above_all(), "terms counted in more stories than are counted")


def _terms_of_texts() -> Iterator[Finding]:
    yield from _wrong_terms(far_from_texts(), "terms whose counts are not those of the texts")


def _wrong_terms(keys: list[int], what: str) -> Iterator[Finding]:
    if keys:
        yield Finding(what, len(keys), tuple(keys[:NAMED]), RELATE)


def _index_is_sound() -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("INSERT INTO articles_searchindex(articles_searchindex, rank) VALUES ('integrity-check', 1)")
    except DatabaseError:
        return False
    return True


def _notes() -> Iterator[Finding]:
    notes = Annotation.objects.filter(deleted_at=None, reply_to=None).select_related("version__body")
    wrong = [note.pk for note in notes.iterator(chunk_size=200) if not _stands(note)]
    if wrong:
        cure = "the passage is not where the note says: open its story and place it anew"
        yield Finding("notes that do not quote their version", len(wrong), tuple(wrong[:NAMED]), cure)


def _stands(note: Annotation) -> bool:
    return body_text(note.version.body.paragraphs)[note.start : note.end] == note.exact


def _bytes() -> Iterator[Finding]:
    rows = CaptureBody.objects.values_list("capture_id", "capture__digest", "raw").iterator(chunk_size=200)
    wrong = [capture_id for capture_id, digest, raw in rows if not _is_whole(bytes(raw), digest)]
    if wrong:
        yield Finding("captures whose bytes are damaged", len(wrong), tuple(wrong[:NAMED]), "restore a backup")


def _texts() -> Iterator[Finding]:
    stale: list[int] = []
    rows = SearchText.objects.order_by("pk").iterator(chunk_size=200)
    while chunk := {row.story_id: row for row in islice(rows, 200)}:
        for story_id, text in searchable(chunk.keys()).items():
            had = chunk[story_id]
            if (had.headline, had.body, had.notes) != (text.headline, text.body, text.notes):
                stale.append(story_id)
    if stale:
        yield Finding("stories with an outdated search text", len(stale), tuple(stale[:NAMED]), REBUILD)


def _latest_summaries() -> Iterator[Finding]:
    changed = Story.objects.standing().filter(version_count__gt=1).order_by("-changed_at", "-id")
    yield from _wrong_summaries(wrongly_summarised(changed.values_list("pk", flat=True)[:COMPARED]))


def _every_summary() -> Iterator[Finding]:
    ids = Story.objects.standing().filter(version_count__gt=1).order_by("pk").values_list("pk", flat=True)
    rows = ids.iterator(chunk_size=1000)
    wrong: list[int] = []
    while chunk := list(islice(rows, COMPARED)):
        wrong += wrongly_summarised(chunk)
    yield from _wrong_summaries(wrong)


def _wrong_summaries(wrong: list[int]) -> Iterator[Finding]:
    if wrong:
        yield Finding(
            "stories whose change summary is not that of their versions", len(wrong), tuple(wrong[:NAMED]), REBUILD
        )


def _is_whole(raw: bytes, digest: str) -> bool:
    try:
        return hashlib.sha256(unpack(raw)).hexdigest() == digest
    except zstandard.ZstdError:
        return False
