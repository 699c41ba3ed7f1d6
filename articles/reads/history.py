"""The history screen: every passage of a story through all its versions, and how much each version changed."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from django.db.models import Count

from articles.models import Story, Version
from articles.models.upkeep import article_of
from articles.reads.compare_words import ROLE_NAMES
from articles.reads.story import standing_story
from articles.text.article import Role
from articles.text.compare import Summary, summary
from articles.text.history import Cell, History, Passage, State, history
from articles.text.order import moment

MOST_VERSIONS = 80  # the newest ones; comparing each with the one before takes some 10 ms
LEAST_FOLDED = 4  # passages: fewer that stood unchanged throughout are shown among the others
TIMELINE_WIDTH = 1000  # the timeline's own units
TIMELINE_HEIGHT = 100
LEAST_HEIGHT = 3
NARROWEST = 8  # units between two bars: versions minutes apart stay apart
SIGNS = {
    State.NEW: "+",
    State.SAME: "",
    State.EDITED: "~",
    State.MOVED: "↕",
    State.RESTORED: "↺",
    State.ABSENT: "",
}
SAID = {
    State.NEW: "came in",
    State.SAME: "the same",
    State.EDITED: "edited",
    State.MOVED: "moved",
    State.RESTORED: "came back",
    State.ABSENT: "not there",
}


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
    def top(self) -> int:
        """Where the bar ends, from the timeline's upper edge; the least change is seen too."""
        return TIMELINE_HEIGHT - max(self.height, LEAST_HEIGHT)


@dataclass(frozen=True, slots=True)
class Span:
    """Neighbouring cells that read alike: `width` columns. `old` and `new` lead to what changed, or are None."""

    state: str
    sign: str
    width: int
    says: str
    old: int | None = None
    new: int | None = None


@dataclass(frozen=True, slots=True)
class PassageRow:
    """One passage: its words as they were last, its cells, and who brought, dropped and restored it, in words."""

    number: int
    text: str
    role: str
    spans: tuple[Span, ...]
    fate: str
    gone: bool
    unchanged: bool


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Everything on the history screen. `left_out` counts earlier versions beyond MOST_VERSIONS."""

    story_id: int
    headline: str
    versions: tuple[VersionColumn, ...]
    rows: tuple[PassageRow, ...]
    folded: int
    left_out: int
    everything: bool


def history_page(story_id: int, *, everything: bool = False) -> HistoryPage:
    """Return the story's history; with `everything` also the passages that no version changed. Three queries.

    Raises Story.DoesNotExist.
    """
    story = standing_story(story_id)
    if story is None:
        raise Story.DoesNotExist(f"There is no story {story_id}")
    newest = Version.objects.filter(story=story).with_body().annotate(capture_total=Count("captures"))
    found = list(newest.order_by("-position", "-id")[:MOST_VERSIONS])[::-1]
    told = history([article_of(version) for version in found])
    left_out = story.version_count - len(found)
    columns = _columns(found, told, first_place=left_out + 1)
    rows = tuple(_row(number, passage, columns) for number, passage in enumerate(_told_apart(told), 1))
    quiet = sum(row.unchanged for row in rows)
    fold = not everything and quiet >= LEAST_FOLDED and quiet < len(rows)
    return HistoryPage(
        story_id=story.pk,
        headline=story.headline,
        versions=columns,
        rows=tuple(row for row in rows if not (fold and row.unchanged)),
        folded=quiet if fold else 0,
        left_out=left_out,
        everything=everything,
    )


def _columns(found: Sequence[Version], told: History, *, first_place: int) -> tuple[VersionColumn, ...]:
    most = max(told.changed, default=0) or 1
    places = _along_time([moment(version.published or version.captured) for version in found])
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


def _texts(told: History) -> list[Passage]:
    """Return the passages without the date: it differs in nearly every version, and the list of versions has it."""
    return [passage for passage in told.passages if passage.role != Role.DATE]


def _told_apart(told: History) -> Iterator[Passage]:
    """Yield the passages, each under words of its own: of several that were merged, one reads as they do now.

    The others read as they did before; one that was never apart from another is not listed twice.
    """
    taken: dict[tuple[int, int], list[Passage]] = defaultdict(list)
    for passage in _texts(told):
        last = max((version, cell.sentence) for version, cell in enumerate(passage.cells) if cell.sentence is not None)
        own = _last_own(passage, taken[last], told)
        taken[last].append(passage)
        if len(taken[last]) == 1:
            yield passage
        elif own:
            yield replace(passage, text=own)


def _last_own(passage: Passage, others: Sequence[Passage], told: History) -> str:
    """Return how the passage last read while it was apart from all the others; "" where it never was."""
    for version in range(len(passage.cells) - 1, -1, -1):
        sentence = passage.cells[version].sentence
        if sentence is not None and all(other.cells[version].sentence != sentence for other in others):
            return told.sentences[version][sentence].text
    return ""


def _along_time(moments: Sequence[datetime | None]) -> list[int]:
    """Return each version's place on the timeline: by time where every time is known and in order, else evenly."""
    known = [at.timestamp() for at in moments if at]
    if len(known) < len(moments) or known != sorted(known) or len(set(known)) < 2:
        known = [float(index) for index in range(len(moments))]
    length = known[-1] - known[0] if len(known) > 1 else 1.0
    gap = min(NARROWEST, TIMELINE_WIDTH / max(len(known), 1))
    places: list[float] = []
    for at in known:
        place = (at - known[0]) / (length or 1.0) * TIMELINE_WIDTH
        places.append(max(place, places[-1] + gap) if places else place)
    shrink = TIMELINE_WIDTH / max(places[-1], TIMELINE_WIDTH) if places else 1.0
    return [round(place * shrink) for place in places]


def _row(number: int, passage: Passage, columns: tuple[VersionColumn, ...]) -> PassageRow:
    return PassageRow(
        number=number,
        text=passage.text,
        role=ROLE_NAMES.get(passage.role, "") if passage.role != Role.BODY else "",
        spans=tuple(_spans(passage.cells, columns)),
        fate=_fate(passage, columns),
        gone=passage.dropped_by is not None,
        unchanged=all(cell.state in (State.NEW, State.SAME) for cell in passage.cells) and not passage.brought_by,
    )


def _spans(cells: tuple[Cell, ...], columns: tuple[VersionColumn, ...]) -> Iterator[Span]:
    """Join neighbours that stayed or are absent; each change is a cell of its own that leads to its comparison."""
    numbered = enumerate(cells)
    quiet = (State.SAME, State.ABSENT)
    for (state, _), run in groupby(numbered, key=lambda pair: (pair[1].state, pair[1].state in quiet or pair[0])):
        indexes = [index for index, _ in run]
        column = columns[indexes[0]]
        says = f"{SAID[state]} in version {column.place}"
        if len(indexes) > 1:
            says = f"{SAID[state]} in versions {column.place} to {columns[indexes[-1]].place}"
        leads = state not in quiet and column.before is not None
        yield Span(
            str(state),
            SIGNS[state],
            len(indexes),
            says,
            old=column.before if leads else None,
            new=column.id if leads else None,
        )


def _fate(passage: Passage, columns: tuple[VersionColumn, ...]) -> str:
    """Return who brought it, who dropped it and who brought it back: "since 2, dropped by 4, back in 6"."""
    words = [f"since {columns[passage.brought_by].place}"]
    words += [f"back in {columns[index].place}" for index in passage.restored_by]
    if passage.dropped_by is not None:
        words.append(f"dropped by {columns[passage.dropped_by].place}")
    return ", ".join(words)
