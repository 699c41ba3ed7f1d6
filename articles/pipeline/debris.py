"""A source's captures -> the lines that recur over its stories, proposed as debris; editors' rulings stay.

Bounded: of each source the newest stories are read, a few captures of each, one story in memory at a time.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, islice

from django.db import connection, transaction

from articles.models import Capture, DebrisLine, Source, Version
from articles.text.clean.recurring import LineCount, Recurring
from articles.text.keeping import unpacked_parts

MOST_STORIES = 1_000  # of a source that are counted, the newest: templates change, and 1,000 take some seconds
MOST_CAPTURES = 5  # of a story that are read: the pages of one article have much the same lines
CHUNK = 50  # stories looked up at once


@dataclass(frozen=True, slots=True)
class Learned:
    """What counting a source came to: stories counted, lines newly proposed, lines proposed in all."""

    source: str
    stories: int
    new: int
    proposed: int

    def __str__(self) -> str:
        return f"{self.source}: {self.proposed:,} lines recur over {self.stories:,} stories, {self.new:,} of them new"


def learn_debris(source: Source) -> Learned:
    """Count a source's lines and propose those that recur; what recurs no longer and was not ruled on is forgotten."""
    counts, stories = LineCount(), 0
    for captures in _stories_of(source):
        counts.add_story(unpacked_parts(packed) for packed in captures)
        stories += 1
    found = counts.recurring()
    new = _store(source, found)
    return Learned(source.name, stories, new, len(found))


def learn_all(*, after: int = 0, seconds: float | None = None) -> Iterator[tuple[int, Learned]]:
    """Learn of each source that follows the id `after`, all or for `seconds`; give each id with what it came to."""
    end = None if seconds is None else time.monotonic() + seconds
    for pk in Source.objects.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True):
        source = Source.objects.filter(pk=pk).first()
        if source:
            yield pk, learn_debris(source)
        if end is not None and time.monotonic() >= end:
            return


def _stories_of(source: Source) -> Iterator[list[bytes]]:
    """Give the packed parts of some captures of each of the source's newest stories."""
    mine = Version.objects.filter(captures__source=source).order_by("-story_id")
    ids = iter(list(mine.values_list("story_id", flat=True).distinct()[:MOST_STORIES]))
    while chunk := list(islice(ids, CHUNK)):
        rows = Capture.objects.filter(source=source, version__story__in=chunk).order_by("version__story", "-pk")
        pairs = rows.values_list("version__story", "pk")
        for _, of_story in groupby(pairs.iterator(), key=lambda pair: pair[0]):
            few = [pk for _, pk in islice(of_story, MOST_CAPTURES)]
            bodies = Capture.objects.filter(pk__in=few).values_list("body__parts", flat=True)
            yield [bytes(packed or b"") for packed in bodies]


@transaction.atomic
def _store(source: Source, found: tuple[Recurring, ...]) -> int:
    """Write counts over what was there, without touching a ruling; give how many lines are new."""
    before = dict(DebrisLine.objects.filter(source=source).values_list("digest", "stories"))
    told = {line.digest for line in found}
    gone = set(before) - told
    DebrisLine.objects.filter(source=source, digest__in=gone, ruling=DebrisLine.Ruling.PROPOSED).delete()
    rows = [
        DebrisLine(
            source=source,
            digest=each.digest,
            line=each.line,
            text=each.text,
            stories=each.stories,
            stories_needed=each.needed,
        )
        for each in found
    ]
    DebrisLine.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["source", "digest"],
        update_fields=["text", "stories", "stories_needed"],
        batch_size=100 if connection.vendor == "sqlite" else None,
    )
    return len(told - set(before))
