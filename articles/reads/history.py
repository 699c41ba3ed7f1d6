"""The history screen: every passage of a story through all its versions, and how much each version changed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Count

from articles.models import Story, Version
from articles.models.upkeep import article_of
from articles.reads.history_rows import PassageRow, rows_of
from articles.reads.history_timeline import TIMELINE_HEIGHT, Layer, Tick, along_time, by_time, layers, percent, ticks
from articles.reads.story import standing_story
from articles.text.compare import Summary, summary
from articles.text.history import History, history
from articles.text.order import moment

MOST_VERSIONS = 80  # the newest ones; comparing each with the one before takes some 10 ms
MOST_WORDS = 120_000  # in all of them together: comparing that many takes some two seconds while one waits
MOST_ROWS = 300  # passages shown unasked: a browser lays out more only slowly
LEAST_FOLDED = 4  # passages: fewer that stood unchanged throughout are shown among the others
DENSE = 14  # versions: more do not fit beside a passage's words, and stand below them


@dataclass(frozen=True, slots=True)
class VersionColumn:
    """One version: a column of the matrix, a bar of the timeline and a line of the list. `place` counts from 1."""

    id: int
    place: int
    before: int | None
    when: str
    source: str
    words: int
    captures: int
    changed: int
    came: int
    dropped: int
    edited: int
    moved: int
    inferred: str
    x: int
    height: int

    @property
    def at(self) -> str:
        """Where its bar stands on the timeline."""
        return percent(self.x)

    @property
    def layers(self) -> tuple[Layer, ...]:
        """Its bar, in layers; the least change is seen too."""
        counts = (("edited", self.edited), ("moved", self.moved), ("added", self.came), ("removed", self.dropped))
        return layers(self.height, counts)


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Everything on the history screen.

    `left_out` counts earlier versions beyond MOST_VERSIONS or MOST_WORDS, `rows_left_out` passages beyond MOST_ROWS.
    """

    story_id: int
    headline: str
    versions: tuple[VersionColumn, ...]
    ticks: tuple[Tick, ...]
    rows: tuple[PassageRow, ...]
    folded: int
    left_out: int
    rows_left_out: int
    everything: bool

    @property
    def dense(self) -> bool:
        """Whether the versions are so many that a passage's words stand above its cells."""
        return len(self.versions) > DENSE


def history_page(story_id: int, *, everything: bool = False, every_row: bool = False) -> HistoryPage:
    """Return the story's history; with `everything` also the passages that no version changed. Four queries.

    With `every_row` the passages beyond MOST_ROWS too. Raises Story.DoesNotExist.
    """
    story = standing_story(story_id)
    if story is None:
        raise Story.DoesNotExist(f"There is no story {story_id}")
    found = _newest(story)
    told = history([article_of(version) for version in found])
    left_out = story.version_count - len(found)
    columns = _columns(found, told, first_place=left_out + 1)
    rows = rows_of(told, columns)
    quiet = sum(row.unchanged for row in rows)
    fold = not everything and quiet >= LEAST_FOLDED and quiet < len(rows)
    shown = tuple(row for row in rows if not (fold and row.unchanged))
    most = len(shown) if every_row else MOST_ROWS
    return HistoryPage(
        story_id=story.pk,
        headline=story.headline,
        versions=columns,
        ticks=ticks(_moments(found), [column.x for column in columns]),
        rows=shown[:most],
        folded=quiet if fold else 0,
        left_out=left_out,
        rows_left_out=max(0, len(shown) - most),
        everything=everything,
    )


def _newest(story: Story) -> list[Version]:
    """Return the newest versions, in order: as many as are compared while one waits, two at least."""
    newest = Version.objects.filter(story=story).order_by("-position", "-id")[:MOST_VERSIONS]
    ids: list[int] = []
    words = 0
    for pk, count in newest.values_list("pk", "word_count"):
        words += count
        if len(ids) >= 2 and words > MOST_WORDS:
            break
        ids.append(pk)
    found = Version.objects.filter(pk__in=ids).with_body().annotate(capture_total=Count("captures"))
    return list(found.order_by("position", "id"))


def _moments(found: Sequence[Version]) -> list[datetime | None]:
    """Return when each version is of; where zones speak against their order, by the clock, as they were printed."""
    stamps = [version.published or version.captured for version in found]
    moments = [moment(stamp) for stamp in stamps]
    return moments if by_time(moments) else [moment(stamp, by_the_clock=True) for stamp in stamps]


def _columns(found: Sequence[Version], told: History, *, first_place: int) -> tuple[VersionColumn, ...]:
    most = max(told.changed, default=0) or 1
    places = along_time(_moments(found))
    columns = [_column(version, index, told) for index, version in enumerate(found)]
    before = [None, *(version.pk for version in found)]
    return tuple(
        replace(
            column,
            place=first_place + index,
            before=before[index],
            x=places[index],
            # Areas are compared by eye, not lengths: the root keeps a correction of three words visible.
            height=round(TIMELINE_HEIGHT * (column.changed / most) ** 0.5) if column.changed else 0,
        )
        for index, column in enumerate(columns)
    )


def _column(version: Version, index: int, told: History) -> VersionColumn:
    """Return a version's column; its counts are those of its comparison with the version before, which it leads to."""
    counts = summary(told.steps[index - 1]) if index else Summary()
    return VersionColumn(
        id=version.pk,
        place=index + 1,
        before=None,
        when=version.published or version.captured,
        source=version.source.name if version.source else "",
        words=version.word_count,
        captures=version.capture_total,  # type: ignore[attr-defined]  # annotated by history_page
        changed=told.changed[index],
        came=counts.added,
        dropped=counts.removed,
        edited=counts.edited,
        moved=counts.moved,
        inferred=version.order_why if version.order_basis == Version.OrderBasis.INFERRED else "",
        x=0,
        height=0,
    )
