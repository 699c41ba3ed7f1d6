"""Keeps what lists show of a story right: the order of its versions, its columns, and its change summary.

On this floor because both the machine's and the editors' writes end here: whoever moves a version calls
`refresh_stories`, and then `summarise_changes` for what that returns.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from django.db import models, transaction
from django.db.models import Case, Count, F, OuterRef, Subquery, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from articles.models.captures import Capture, Source
from articles.models.grouping import StoryLink
from articles.models.rows import insert_rows
from articles.models.stories import SUMMARY_DUE, Story, Version, VersionBody
from articles.models.topics import StoryTopic
from articles.text.article import Caption, CleanArticle
from articles.text.compare import compare, summary
from articles.text.compare.result import Summary
from articles.text.group import Fingerprint, stored_fingerprint
from articles.text.order import Place, VersionClues, moment, order_of

# Versions of one story whose texts are read to infer an order. In larger stories dates speak, and after them arrival:
# a story of 600 reprints would else be read whole, and half of it moved by a place, whenever one more comes in.
MOST_READ_FOR_ORDER = 40
# Stories at once that were left without a change summary: some seconds. A killed process leaves a batch's, 25 at most.
MOST_DUE = 500

_SHOWN_COLUMNS = ("headline", "standfirst", "byline", "source")
_SUMMARY_COLUMNS = (
    "kept",
    "edited",
    "moved",
    "added",
    "removed",
    "quotes_reworded",
    "numbers_changed",
    "names_changed",
    "attributions_changed",
    "headline_changed",
)
_STORY_COLUMNS = (
    *_SHOWN_COLUMNS,
    *(
        "published",
        "published_day",
        "year",
        "month",
        "doubts",
        "latest",
        "version_count",
        "capture_count",
        "changed_at",
    ),
    *_SUMMARY_COLUMNS,
)
_COMPARED = ("latest_id", "version_count", "changed_at")  # what tells that a story is another than was compared
_NO_CHANGES = Summary()
NO_CHANGES = {name: getattr(_NO_CHANGES, name) for name in _SUMMARY_COLUMNS}
"""The change summary of a story with one version, by column."""


def day_of(published: str, captured: str) -> dt.date | None:
    """Give the day a text came out, as it was printed: published, else captured, else None."""
    known = moment(published, by_the_clock=True) or moment(captured, by_the_clock=True)
    return known.date() if known else None


def article_of(version: Version) -> CleanArticle:
    """Give a version as the cleaned article it is, for comparing. Needs `version.body` and `version.source` loaded."""
    body = version.body
    return CleanArticle(
        headline=version.headline or None,
        standfirst=version.standfirst or None,
        byline=version.byline or None,
        authors=tuple(body.authors),
        source=version.source.name if version.source else None,
        section=body.section or None,
        published=version.published or None,
        captured=version.captured or None,
        captions=tuple(Caption(given["text"], given.get("credit")) for given in body.captions),
        contributors=body.contributors or None,
        tags=tuple(body.tags),
        paragraphs=tuple(body.paragraphs),
        doubts=tuple(version.doubts),
    )


def refresh_stories(story_ids: Collection[int], *, arriving: Mapping[int, int] | None = None) -> tuple[int, ...]:
    """Order the versions of these stories anew and bring the stories' columns up to date, in a flat number of queries.

    `arriving` counts, by story, captures that the caller is about to store. An order set by an editor stands; versions
    that came after it are put in by the machine's order. Returns the stories of several versions: their change summary
    is empty until `summarise_changes`, since what a version learned changes it as much as another order does.
    """
    stories = Story.objects.in_bulk(list(story_ids))
    versions = _versions_of(stories)
    prints = _prints_for_order(versions)
    captures = _capture_counts(stories)
    rows: list[Version] = []
    sources = Counter[int]()
    for story_id, story in stories.items():
        sources.update(_counted_source(story, -1))
        rows += _put_in_order(versions[story_id], prints)
        _fill(story, versions[story_id])
        story.capture_count = captures[story_id] + (arriving or {}).get(story_id, 0)
        sources.update(_counted_source(story, 1))
    write_columns(rows, ("position", "order_basis", "order_why"))
    write_columns(list(stories.values()), _STORY_COLUMNS)
    count_sources(sources)
    return tuple(story_id for story_id in stories if len(versions[story_id]) > 1)


def write_columns(changed: Sequence[models.Model], columns: Iterable[str]) -> None:
    """Write some columns of rows that exist: as an upsert, many times as fast as bulk_update's CASE per row."""
    insert_rows(changed, updating=columns)


def _added(by: Mapping[int, int], column: str) -> Combinable:
    """Give the expression that adds to `column` what `by` says for the row's id."""
    return F(column) + Case(*(When(pk=pk, then=Value(count)) for pk, count in by.items()), default=Value(0))


def count_sources(by: Mapping[int, int]) -> None:
    """Add to the sources' counts of stories, by source id."""
    told = {source_id: count for source_id, count in by.items() if count}
    if told:
        Source.objects.filter(pk__in=told).update(story_count=_added(told, "story_count"))


def count_captures(by: Mapping[int, int]) -> None:
    """Add to the stories' counts of captures, by story id."""
    if by:
        Story.objects.filter(pk__in=by).update(capture_count=_added(by, "capture_count"))


def count_links(story_ids: Collection[int]) -> None:
    """Count anew the stories that each of these is linked with, each once however it is linked."""
    if story_ids:
        links = StoryLink.objects.order_by().annotate(one=Value(1)).values("one")
        first = Subquery(links.filter(first=OuterRef("pk")).values(count=Count("second", distinct=True)))
        second = Subquery(links.filter(second=OuterRef("pk")).values(count=Count("first", distinct=True)))
        Story.objects.filter(pk__in=story_ids).update(related_count=Coalesce(first, 0) + Coalesce(second, 0))


def count_topics(story_ids: Collection[int]) -> None:
    """Count anew the topics that each of these stories is tagged with."""
    if story_ids:
        tagged = StoryTopic.objects.filter(story=OuterRef("pk"), state=StoryTopic.State.TAGGED).order_by()
        counts = tagged.values("story").annotate(count=Count("*")).values("count")
        Story.objects.filter(pk__in=story_ids).update(topic_count=Coalesce(Subquery(counts), 0))


def set_latest(story_ids: Collection[int]) -> None:
    """Point stories of one version at it."""
    if story_ids:
        only = Version.objects.filter(story=OuterRef("pk")).values("pk")[:1]
        Story.objects.filter(pk__in=story_ids).update(latest=Subquery(only))


def _versions_of(stories: Iterable[int]) -> dict[int, list[Version]]:
    """Load the versions of stories, in their stored order."""
    versions: dict[int, list[Version]] = defaultdict(list)
    for version in Version.objects.filter(story__in=list(stories)).in_order():
        versions[version.story_id].append(version)
    return versions


def _prints_for_order(versions: Mapping[int, Sequence[Version]]) -> dict[int, Fingerprint]:
    """Load the fingerprints of the versions whose order a date does not tell, and of those beside them."""
    wanted = [version.pk for group in versions.values() if 1 < len(group) <= MOST_READ_FOR_ORDER for version in group]
    stored = VersionBody.objects.filter(pk__in=wanted).values_list("pk", "fingerprint")
    read = {pk: stored_fingerprint(bytes(given)) for pk, given in stored}
    return {pk: found for pk, found in read.items() if found}


def _capture_counts(stories: Iterable[int]) -> Counter[int]:
    """Count the stored captures of stories."""
    rows = Capture.objects.filter(version__story__in=list(stories)).values_list("version__story")
    return Counter(dict(rows.annotate(count=Count("*"))))


def _counted_source(story: Story, by: int) -> dict[int, int]:
    """Give what a story adds to its source's count: nothing where it has no version or no source."""
    return {story.source_id: by} if story.source_id and story.version_count else {}


def _put_in_order(versions: list[Version], prints: Mapping[int, Fingerprint]) -> list[Version]:
    """Order versions in place; give those whose place or its reason is another than before."""
    crowded = len(versions) > MOST_READ_FOR_ORDER
    clues = [
        VersionClues(
            version.published,
            version.captured,
            version.word_count,
            version.digest,
            prints.get(version.pk),
            rank=version.pk if crowded else 0,
        )
        for version in versions
    ]
    places = _around_editors_order(versions, order_of(clues))
    changed = []
    for position, place in enumerate(places):
        version = versions[place.index]
        told = (position, str(place.basis), place.why[:300])
        if version.order_basis == Version.OrderBasis.EDITOR:
            told = (position, version.order_basis, version.order_why)
        if told != (version.position, version.order_basis, version.order_why):
            version.position, version.order_basis, version.order_why = told
            changed.append(version)
    versions[:] = [versions[place.index] for place in places]
    return changed


def _around_editors_order(versions: Sequence[Version], places: Sequence[Place]) -> list[Place]:
    """Keep the versions that an editor ordered as they stand; put each other after its predecessor by the machine."""
    fixed = [place for place in places if versions[place.index].order_basis == Version.OrderBasis.EDITOR]
    if not fixed:
        return list(places)
    result = sorted(fixed, key=lambda place: versions[place.index].position)
    for rank, place in enumerate(places):
        if place not in fixed:
            at = result.index(places[rank - 1]) + 1 if rank else 0
            result.insert(at, place)
    return result


def fill_columns(story: Story, versions: Sequence[Version]) -> None:
    """Set what lists show from the ordered versions: of each field the latest reading that is not doubted, else any.

    Reads and stores nothing; counts and `latest` are the caller's.
    """
    doubted = set()
    for name in _SHOWN_COLUMNS:
        column = "source_id" if name == "source" else name
        known = [version for version in reversed(versions) if getattr(version, column)]
        shown = next((version for version in known if name not in version.doubts), (known or versions)[0])
        setattr(story, column, getattr(shown, column))
        if name in shown.doubts:
            doubted.add(name)
    story.doubts = sorted(doubted)
    story.published = next((version.published for version in versions if version.published), "")
    story.published_day = day_of(story.published, next((each.captured for each in versions if each.captured), ""))
    story.year = story.published_day.year if story.published_day else None
    story.month = story.published_day.month if story.published_day else None
    story.changed_at = max(version.created_at for version in versions)


def _fill(story: Story, versions: Sequence[Version]) -> None:
    """Set a stored story's columns, its summary to none; a story that lost all its versions keeps what it showed."""
    story.version_count = len(versions)
    story.latest = versions[-1] if versions else None
    if versions:
        fill_columns(story, versions)
    _set_summary(story, _NO_CHANGES)


def _set_summary(story: Story, counts: Summary) -> None:
    for name in _SUMMARY_COLUMNS:
        setattr(story, name, getattr(counts, name))


def summarise_changes(story_ids: Collection[int]) -> int:
    """Compare each story's first version with its latest and store the counts that the desk shows; give how many.

    Some milliseconds a story: call it after the batch that changed the stories, not inside its transaction. A story
    that was changed while it was compared is left to whoever changed it. For a story that someone has locked it waits
    while it holds no other, so that no two wait for each other.
    """
    told = _summarised(story_ids)
    locked = _write_summaries(told, wait=False)
    for one in locked:
        _write_summaries([one], wait=True)
    return len(told)


def summarise_due() -> int:
    """Compare the versions of stories that a process was killed before comparing; give how many. Quick where none is.

    Of one that is just being compared elsewhere the same comes out twice.
    """
    due = Story.objects.filter(SUMMARY_DUE).order_by("pk").values_list("pk", flat=True)
    return summarise_changes(due[:MOST_DUE])


def _write_summaries(told: Sequence[tuple[Story, Summary]], *, wait: bool) -> list[tuple[Story, Summary]]:
    """Store the summaries of stories that are as they were compared; give those that were locked, unless to wait."""
    with transaction.atomic():
        rows = Story.objects.select_for_update(no_key=True, skip_locked=not wait)
        held = rows.filter(pk__in=[story.pk for story, _ in told]).order_by("pk").values_list("pk", *_COMPARED)
        now = {pk: tuple(state) for pk, *state in held}
        for story, counts in told:
            _set_summary(story, counts)
        still = [story for story, _ in told if now.get(story.pk) == tuple(getattr(story, name) for name in _COMPARED)]
        write_columns(still, _SUMMARY_COLUMNS)
    return [] if wait else [(story, counts) for story, counts in told if story.pk not in now]


def wrongly_summarised(story_ids: Collection[int]) -> list[int]:
    """Give those of these stories whose stored change summary is not what comparing them says; writes nothing."""
    return [
        story.pk
        for story, counts in _summarised(story_ids)
        if any(getattr(story, name) != getattr(counts, name) for name in _SUMMARY_COLUMNS)
    ]


def _summarised(story_ids: Collection[int]) -> list[tuple[Story, Summary]]:
    """Compare the first version with the latest, of each of these stories that has several."""
    stories = [story for story in Story.objects.filter(pk__in=list(story_ids)) if story.version_count > 1]
    first = Version.objects.filter(story__in=stories, position=0).with_body()
    firsts = {version.story_id: version for version in first}
    latest = Version.objects.with_body().in_bulk([story.latest_id for story in stories if story.latest_id])
    told = [story for story in stories if story.pk in firsts and story.latest_id in latest]
    pairs = [(story, firsts[story.pk], latest[story.latest_id or 0]) for story in told]
    return [(story, summary(compare(article_of(old), article_of(new)))) for story, old, new in pairs]
