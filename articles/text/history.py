"""Follows each passage of a story through all its versions: who brought it, who dropped it, when it came back.

Each version is compared with the one before; what is then new is looked for among what was dropped earlier. Written
here because blame tools follow lines of code, which are neither reworded nor split.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from articles.text.article import CleanArticle, Role
from articles.text.compare import DIMMED, Change, Comparison, Link, Piece, compare
from articles.text.compare.draw import draw_comparison
from articles.text.compare.restored import mark_restored, restored_sentences, without_chance
from articles.text.compare.tokens import Tokenizer
from articles.text.sentences import Sentence, article_sentences


class State(StrEnum):
    """How a passage stands in one version, against the version before."""

    NEW = "new"
    SAME = "same"  # to the character, or but for typography
    EDITED = "edited"
    MOVED = "moved"
    RESTORED = "restored"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Cell:
    """One version of a passage: the index of its sentence in that version (None where absent)."""

    state: State
    sentence: int | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """One row of the matrix: a sentence through all versions, one cell for each version in their order.

    `brought_by` is the first version that has it, `dropped_by` the version from which it is missing to the end (None:
    the last version has it), `restored_by` those that brought it back. After a split each part has a row, and both
    rows lead back to the same sentence; after a merger two rows lead on to one.
    """

    text: str
    role: Role
    cells: tuple[Cell, ...]
    brought_by: int
    dropped_by: int | None = None
    restored_by: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """Words `start` to `end` of a sentence, and the version (0-based, in order) that brought them."""

    start: int
    end: int
    version: int


@dataclass(frozen=True, slots=True)
class History:
    """Every passage of a story in reading order, and for each version its sentences and where their words came in.

    `steps[n]` compares version n with n + 1; an addition that stood in an earlier version is there called restored.
    `origins[version][sentence]` covers the sentence's text without gaps. `changed[version]` is the number of words
    that the version changed by more than typography (0 for the first).
    """

    passages: tuple[Passage, ...]
    sentences: tuple[tuple[Sentence, ...], ...]
    origins: tuple[tuple[tuple[Origin, ...], ...], ...]
    changed: tuple[int, ...]
    steps: tuple[Comparison, ...] = ()


def history(versions: Sequence[CleanArticle]) -> History:
    """Return how the passages of `versions` (oldest first) came, changed, went and came back. Raises nothing."""
    if not versions:
        return History((), (), (), ())
    writer = _Chronicle(article_sentences(versions[0]))
    for before, after in pairwise(versions):
        writer.add(compare(before, after))
    return writer.history()


def came_in(story: History, version: int, sentence: int, start: int, end: int) -> tuple[int, ...]:
    """Return the versions that brought the words `start` to `end` of a sentence, oldest first, each once.

    Raises IndexError if the story has no such version or the version no such sentence.
    """
    origins = story.origins[version][sentence]
    return tuple(sorted({origin.version for origin in origins if origin.start < end and start < origin.end}))


class _Row:
    """A passage while the history is written."""

    def __init__(self, cells: list[Cell], sentence: Sentence) -> None:
        self.cells = cells
        self.sentence = sentence

    def go_on(self, cell: Cell, sentence: Sentence) -> None:
        """Add the cell of the next version, and how the passage reads there."""
        self.cells.append(cell)
        self.sentence = sentence

    def last_seen(self) -> tuple[int, int]:
        """Return the last version that has the passage, and its sentence there."""
        return max((version, cell.sentence) for version, cell in enumerate(self.cells) if cell.sentence is not None)


class _Chronicle:
    """Writes the history, one comparison after the other."""

    def __init__(self, first: tuple[Sentence, ...]) -> None:
        self._rows = [_Row([Cell(State.NEW, index)], sentence) for index, sentence in enumerate(first)]
        self._sentences = [first]
        self._letters = [[[0] * len(sentence.text) for sentence in first]]  # the version that brought each character
        self._changed = [0]
        self._steps: list[Comparison] = []

    def add(self, step: Comparison) -> None:
        """Add the version that `step` compares with the last one."""
        version = len(self._sentences)
        gone = [row for row in self._rows if row.cells[-1].sentence is None]
        step = without_chance(step, [row.sentence for row in gone])
        added = [link.new[0] for link in step.links if not link.old]
        back = restored_sentences([row.sentence for row in gone], [step.new_sentences[j] for j in added])
        returned = {added[place]: gone[which] for place, which in back.items()}
        step = mark_restored(step, returned.keys())
        self._write_letters(step, version, returned)
        self._continue_rows(step, version, returned)
        self._sentences.append(step.new_sentences)
        tokenizer = Tokenizer()
        self._changed.append(sum(_changed_words(step, link, tokenizer) for link in step.links))
        self._steps.append(step)

    def history(self) -> History:
        """Return what has been written."""
        return History(
            tuple(_passage(row) for row in self._rows),
            tuple(self._sentences),
            tuple(tuple(_origins(letters) for letters in version) for version in self._letters),
            tuple(self._changed),
            tuple(self._steps),
        )

    def _write_letters(self, step: Comparison, version: int, returned: dict[int, _Row]) -> None:
        """Note for each character of the new version which version brought it."""
        before = self._letters[-1]
        after = [[version] * len(sentence.text) for sentence in step.new_sentences]
        for link in step.links:
            for piece in link.pieces:
                _copy_letters(before[piece.old_sentence], after[piece.new_sentence], piece, link)
        for index, row in returned.items():
            again = draw_comparison((row.sentence,), (step.new_sentences[index],))
            place, was = row.last_seen()
            for link in again.links:
                for piece in link.pieces:
                    _copy_letters(self._letters[place][was], after[index], piece, link)
        self._letters.append(after)

    def _continue_rows(self, step: Comparison, version: int, returned: dict[int, _Row]) -> None:
        """Give every row its cell for the new version, and every new passage a row."""
        of_old: dict[int, list[_Row]] = {}
        for row in self._rows:
            if (index := row.cells[-1].sentence) is not None:
                of_old.setdefault(index, []).append(row)
        fresh = _follow(step, of_old)
        for index in (link.new[0] for link in step.links if not link.old):
            sentence = step.new_sentences[index]
            if index in returned:
                returned[index].go_on(Cell(State.RESTORED, index), sentence)
            else:
                fresh.append(_Row([Cell(State.ABSENT)] * version + [Cell(State.NEW, index)], sentence))
        for row in self._rows:
            if len(row.cells) == version:
                row.cells.append(Cell(State.ABSENT))
        self._rows = _reading_order(self._rows, fresh)


def _follow(step: Comparison, of_old: dict[int, list[_Row]]) -> list[_Row]:
    """Continue the rows of the old sentences; return the rows that fork off where a sentence was split.

    A sentence that was once merged has several rows: when it is split again each part takes up its own.
    """
    pieces: dict[int, list[tuple[Piece, Link]]] = {}
    for link in step.links:
        for piece in link.pieces:
            pieces.setdefault(piece.old_sentence, []).append((piece, link))
    forks = []
    for index, rows in of_old.items():
        cells = list(rows[0].cells)
        parts = sorted(pieces.get(index, ()), key=lambda part: part[0].old_start)
        for number, (piece, link) in enumerate(parts):
            cell = Cell(_state(link), piece.new_sentence)
            own = rows[number:] if number == len(parts) - 1 else rows[number : number + 1]
            for row in own:
                row.go_on(cell, step.new_sentences[piece.new_sentence])
            if not own:
                forks.append(_Row([*cells, cell], step.new_sentences[piece.new_sentence]))
    return forks


def _state(link: Link) -> State:
    if not link.classes - DIMMED:
        return State.SAME
    return State.MOVED if link.classes == {Change.MOVED} else State.EDITED


def _reading_order(rows: Iterable[_Row], fresh: Iterable[_Row]) -> list[_Row]:
    """Return the rows as the last version reads, what it lacks after what stood before it."""
    rows = list(rows)
    present = [row for row in [*rows, *fresh] if row.cells[-1].sentence is not None]
    present.sort(key=lambda row: row.cells[-1].sentence or 0)
    after: dict[int, list[_Row]] = {}
    last = -1
    for row in rows:
        if row.cells[-1].sentence is None:
            after.setdefault(last, []).append(row)
        else:
            last = id(row)
    return [*after.get(-1, []), *(each for row in present for each in (row, *after.get(id(row), ())))]


def _copy_letters(before: list[int], after: list[int], piece: Piece, link: Link) -> None:
    """Give what a piece kept the versions it had; typography leaves words with those who brought them."""
    at_old, at_new = piece.old_start, piece.new_start
    for hunk in link.words:
        if (hunk.old_sentence, hunk.new_sentence) != (piece.old_sentence, piece.new_sentence):
            continue
        after[at_new : hunk.new_start] = before[at_old : hunk.old_start]
        if hunk.change in DIMMED and hunk.old_start < hunk.old_end:
            after[hunk.new_start : hunk.new_end] = [before[hunk.old_start]] * (hunk.new_end - hunk.new_start)
        at_old, at_new = hunk.old_end, hunk.new_end
    after[at_new : piece.new_end] = before[at_old : piece.old_end]


def _origins(letters: Sequence[int]) -> tuple[Origin, ...]:
    """Return the runs of characters that came in together."""
    cuts = [0, *(at for at in range(1, len(letters)) if letters[at] != letters[at - 1]), len(letters)]
    return tuple(Origin(start, end, letters[start]) for start, end in pairwise(cuts) if start < end)


def _changed_words(step: Comparison, link: Link, tokenizer: Tokenizer) -> int:
    """Return how many words a link put in or took out, a replacement counted by its longer side."""
    olds, news = step.old_sentences, step.new_sentences
    if not link.old or not link.new:
        texts = [*(olds[i].text for i in link.old), *(news[j].text for j in link.new)]
        return sum(len(tokenizer.words(text).sound) for text in texts)
    sides = (
        (
            olds[hunk.old_sentence].text[hunk.old_start : hunk.old_end],
            news[hunk.new_sentence].text[hunk.new_start : hunk.new_end],
        )
        for hunk in link.words
        if hunk.change not in DIMMED
    )
    return sum(max(len(tokenizer.words(text).sound) for text in pair) for pair in sides)


def _passage(row: _Row) -> Passage:
    present = [version for version, cell in enumerate(row.cells) if cell.sentence is not None]
    return Passage(
        text=row.sentence.text,
        role=row.sentence.role,
        cells=tuple(row.cells),
        brought_by=present[0],
        dropped_by=present[-1] + 1 if present[-1] + 1 < len(row.cells) else None,
        restored_by=tuple(version for version in present if row.cells[version].state is State.RESTORED),
    )
