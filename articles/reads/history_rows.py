"""A story's history -> the matrix of passages and versions: who brought each passage, changed it, dropped it. Pure."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Protocol

from articles.reads.compare_words import ROLE_NAMES
from articles.text.article import Role
from articles.text.history import Cell, History, Passage, State

MOST_NAMED = 4  # edits of a passage that are named one by one; more are counted, and stand in its row
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


class Column(Protocol):
    """What a row needs to know of a version: its id, its number, and the version before it."""

    @property
    def id(self) -> int: ...  # noqa: D102 - named as the columns of tables are
    @property
    def place(self) -> int: ...  # noqa: D102
    @property
    def before(self) -> int | None: ...  # noqa: D102


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
class Deed:
    """What versions did to a passage, in words: "edited in" and the versions, each leading to its comparison."""

    says: str
    by: tuple[Column, ...] = ()

    def __str__(self) -> str:
        """Return it in words."""
        return " ".join([self.says, *(f"{column.place}" for column in self.by)])


@dataclass(frozen=True, slots=True)
class PassageRow:
    """One passage: its words as they were last, its cells, and who brought, changed, dropped and restored it."""

    number: int
    text: str
    role: str
    spans: tuple[Span, ...]
    deeds: tuple[Deed, ...]
    gone: bool
    unchanged: bool

    @property
    def fate(self) -> str:
        """What became of it, in one line."""
        return ", ".join(map(str, self.deeds))


def rows_of(told: History, columns: Sequence[Column]) -> tuple[PassageRow, ...]:
    """Return a row for each passage, in reading order; `columns` are the versions that `told` is of."""
    numbered = enumerate(_told_apart(told), 1)
    return tuple(_row(number, passage, columns, merged_by) for number, (passage, merged_by) in numbered)


def _texts(told: History) -> list[Passage]:
    """Return the passages without the date: it differs in nearly every version, and the list of versions has it."""
    return [passage for passage in told.passages if passage.role != Role.DATE]


def _told_apart(told: History) -> Iterator[tuple[Passage, int | None]]:
    """Yield the passages, each under words of its own: of several that were merged, one reads as they do now.

    The others read as they did before, each with the version that merged it (None: none did); one that was never apart
    from another is not listed twice.
    """
    taken: dict[tuple[int, int], list[Passage]] = defaultdict(list)
    for passage in _texts(told):
        last = max((version, cell.sentence) for version, cell in enumerate(passage.cells) if cell.sentence is not None)
        own = _last_own(passage, taken[last])
        taken[last].append(passage)
        if len(taken[last]) == 1:
            yield passage, None
        elif own is not None:
            yield replace(passage, text=_reading(passage, own, told)), _next_with(passage, own)


def _last_own(passage: Passage, others: Sequence[Passage]) -> int | None:
    """Return the last version in which the passage was apart from all the others; None where it never was."""
    for version in range(len(passage.cells) - 1, -1, -1):
        sentence = passage.cells[version].sentence
        if sentence is not None and all(other.cells[version].sentence != sentence for other in others):
            return version
    return None


def _reading(passage: Passage, version: int, told: History) -> str:
    """Return how a passage reads in a version that has it."""
    sentence = passage.cells[version].sentence
    return "" if sentence is None else told.sentences[version][sentence].text


def _next_with(passage: Passage, version: int) -> int | None:
    """Return the first version after one that has the passage."""
    later = enumerate(passage.cells[version + 1 :], version + 1)
    return next((at for at, cell in later if cell.sentence is not None), None)


def _row(number: int, passage: Passage, columns: Sequence[Column], merged_by: int | None) -> PassageRow:
    return PassageRow(
        number=number,
        text=passage.text,
        role=ROLE_NAMES.get(passage.role, "") if passage.role != Role.BODY else "",
        spans=tuple(_spans(passage.cells, columns)),
        deeds=tuple(_deeds(passage, columns, merged_by)),
        gone=passage.dropped_by is not None,
        unchanged=all(cell.state in (State.NEW, State.SAME) for cell in passage.cells) and not passage.brought_by,
    )


def _spans(cells: tuple[Cell, ...], columns: Sequence[Column]) -> Iterator[Span]:
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


def _deeds(passage: Passage, columns: Sequence[Column], merged_by: int | None) -> Iterator[Deed]:
    """Yield who brought it, changed it, moved it, merged it, brought it back and dropped it for good.

    What became of it once it was merged is said where the sentence stands that it went into.
    """
    yield Deed("since", (columns[passage.brought_by],))
    own = passage.cells[:merged_by]
    for state, said in ((State.EDITED, "edited"), (State.MOVED, "moved")):
        done = [at for at, cell in enumerate(own) if cell.state == state]
        if len(done) > MOST_NAMED:
            yield Deed(f"{said} {len(done)} times")
        elif done:
            yield Deed(f"{said} in", tuple(columns[at] for at in done))
    if merged_by is not None:
        yield Deed("merged with another in", (columns[merged_by],))
    for at in passage.restored_by:
        yield Deed("back in", (columns[at],))
    if passage.dropped_by is not None:
        yield Deed("dropped by", (columns[passage.dropped_by],))
