"""The stored versions -> every derived column and the search index, anew: after a fault or an upgrade.

Nothing that an editor said is touched, nor any text.
"""

import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from articles.models import EventTerm, SearchText, Source, Story, StoryLink, StoryTopic, TermCount, Topic, Version
from articles.models.indexing import index_stories
from articles.models.search import forget_search, rebuild_search_index
from articles.models.upkeep import count_links, count_topics, refresh_stories, summarise_changes
from articles.pipeline.relate import Coverage, relate_stories
from articles.pipeline.turns import hold, in_turn
from articles.text.group import stored_fingerprint

# Stories a transaction; after each the database is left to editors for as long.
CHUNK = 50
# Rows of an index that are taken away in one transaction.
FORGOTTEN_AT_ONCE = 5_000


def rebuild_stories(on_progress: Callable[[int], None] | None = None) -> int:
    """Order and count every story anew and write what search reads of it. Return how many stories there are."""
    done = 0
    for ids in _chunks():
        began = time.monotonic()
        in_turn(partial(_rebuild, ids))
        held = time.monotonic() - began
        summarise_changes(ids)
        done += len(ids)
        if on_progress:
            on_progress(done)
        time.sleep(held)
    return done


def _rebuild(story_ids: list[int]) -> None:
    hold({}, stories=story_ids)
    _renew_headline_keys(story_ids)
    refresh_stories(story_ids)
    count_links(story_ids)
    count_topics(story_ids)
    index_stories(story_ids)


def _renew_headline_keys(story_ids: list[int]) -> None:
    """Find versions by their headlines as today's rules have it: once, those in Chinese and Japanese had no key."""
    rows = Version.objects.filter(story__in=story_ids).select_related("body")
    changed = []
    for version in rows.only("headline_key", "body__fingerprint"):
        print_ = stored_fingerprint(bytes(version.body.fingerprint))
        if print_ and print_.headline_key != version.headline_key:
            version.headline_key = print_.headline_key
            changed.append(version)
    Version.objects.bulk_update(changed, ["headline_key"])


def rebuild_related(on_progress: Callable[[int], None] | None = None) -> None:
    """Link the stories on one event anew, by names that are counted anew; links of shared text stay.

    `related_count` of every story is right again after `rebuild_stories`.
    """
    _forget(StoryLink.objects.filter(kind=StoryLink.Kind.RELATED))
    _forget(EventTerm.objects.all())
    _forget(TermCount.objects.all())
    versions = Version.objects.filter(story__merged_into=None).order_by("pk")
    ids = versions.values_list("pk", flat=True).iterator(chunk_size=1000)
    done = 0
    while chunk := list(islice(ids, CHUNK)):
        began = time.monotonic()
        in_turn(partial(_relate, versions.filter(pk__in=chunk).with_body()))
        done += len(chunk)
        if on_progress:
            on_progress(done)
        time.sleep(time.monotonic() - began)


def _relate(versions: QuerySet[Version]) -> None:
    relate_stories(
        [
            Coverage(each.story_id, each.headline, each.body.paragraphs, each.day, each.standfirst)
            for each in versions.all()  # read anew, should it be done again
        ]
    )


def _forget(rows: QuerySet[StoryLink] | QuerySet[EventTerm] | QuerySet[TermCount]) -> None:
    while part := list(rows.order_by("pk").values_list("pk", flat=True)[:FORGOTTEN_AT_ONCE]):
        began = time.monotonic()
        rows.filter(pk__in=part).delete()
        time.sleep(time.monotonic() - began)


def rebuild_counts() -> None:
    """Count anew the stories of every source and topic."""
    standing = Story.objects.filter(merged_into=None, version_count__gt=0, source=OuterRef("pk"))
    stories = standing.order_by().values("source").annotate(count=Count("*")).values("count")
    Source.objects.update(story_count=Coalesce(Subquery(stories), 0))
    tagged = StoryTopic.objects.filter(state=StoryTopic.State.TAGGED, topic=OuterRef("pk"))
    tags = tagged.order_by().values("topic").annotate(count=Count("*")).values("count")
    Topic.objects.update(story_count=Coalesce(Subquery(tags), 0))


def rebuild_search() -> None:
    """Take away what search should not find, and build its index from the texts."""
    gone = SearchText.objects.filter(Q(story__merged_into__isnull=False) | Q(story__version_count=0))
    forget_search(gone.values_list("story_id", flat=True))
    rebuild_search_index()


def _chunks() -> Iterator[list[int]]:
    ids = Story.objects.standing().order_by("pk").values_list("pk", flat=True).iterator(chunk_size=1000)
    while chunk := list(islice(ids, CHUNK)):
        yield chunk
