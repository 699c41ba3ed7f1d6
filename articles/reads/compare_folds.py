"""Rows -> what is shown open and what is folded, for the three views. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from articles.reads.compare_layout import Row
from articles.reads.compare_words import ROLE_NAMES
from articles.text.article import Role

CONTEXT = 1  # rows kept open on each side of a change: enough to see where one is
LEAST_FOLDED = 3  # rows: a shorter run is read faster than its fold is opened
LEAST_WORDS = 150  # or words: half a minute of unchanged text is not scrolled past
LONG_PARAGRAPH = 300  # words: a longer one, read inline, is folded within


@dataclass(frozen=True, slots=True)
class Fold:
    """Rows (or paragraphs) in order: shown open, or folded under what `says` ("6 paragraphs"; "" where open)."""

    rows: tuple[Row, ...]
    says: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the inline view, or a part of a very long one: its rows read on into each other.

    `role` is "" for the body.
    """

    role: str
    rows: tuple[Row, ...]

    @property
    def open(self) -> bool:
        """Whether something in it is to be seen."""
        return any(_is_open(row) for row in self.rows)

    @property
    def whole(self) -> bool:
        """Whether it is no mere part: parts are cut with what stands around a change in them."""
        return self.rows[0].opens and self.rows[-1].closes


@dataclass(frozen=True, slots=True)
class ParagraphFold:
    """Paragraphs in order: shown open, or folded under what `says`."""

    paragraphs: tuple[Paragraph, ...]
    says: str = ""


def folds(rows: Sequence[Row]) -> tuple[Fold, ...]:
    """Return the side-by-side rows with long unchanged runs folded; nothing is folded where nothing changed."""
    if not any(_is_open(row) for row in rows):
        return (Fold(tuple(rows)),)
    made: list[Fold] = []
    for is_open, run in groupby(_with_context(rows), key=lambda pair: pair[1]):
        members = tuple(row for row, _ in run)
        made.append(Fold(members, "" if is_open else _says(members, len(members))))
    return tuple(made)


def _is_open(row: Row) -> bool:
    return row.shown and row.tone != "same" and not (row.tone == "type" and not _marks(row))


def _marks(row: Row) -> bool:
    """Return whether the row shows a mark: a typographic change does only when it was asked for."""
    return any(run.kind != "same" for run in (*row.old, *row.new))


def _with_context(rows: Sequence[Row]) -> list[tuple[Row, bool]]:
    is_open = [_is_open(row) for row in rows]
    return [(row, any(is_open[max(0, index - CONTEXT) : index + CONTEXT + 1])) for index, row in enumerate(rows)]


def _says(rows: tuple[Row, ...], members: int) -> str:
    """Return what a fold hides: "6 paragraphs", "240 words", "1 paragraph, 2 other changes"; "" for too little."""
    words = sum(row.words for row in rows)
    if members < LEAST_FOLDED and words < LEAST_WORDS:
        return ""
    paragraphs = len({row.paragraph or row.old_paragraph for row in rows})
    others = sum(row.changed for row in rows)
    whole = paragraphs > 2 or (rows[0].opens and rows[-1].closes)
    says = f"{paragraphs} paragraph{'s' if paragraphs > 1 else ''}" if whole else f"{words:,} words"
    return says + (f", {others} other change{'s' if others > 1 else ''}" if others else "")


def paragraphs(rows: Sequence[Row]) -> tuple[ParagraphFold, ...]:
    """Return the inline view: the new text's paragraphs with what went at its place, unchanged runs folded."""
    made = tuple(_paragraphs(rows))
    if not any(paragraph.open for paragraph in made):
        return (ParagraphFold(made),)
    open_at = [paragraph.open for paragraph in made]
    near = [
        open_at[index] or (paragraph.whole and any(open_at[max(0, index - CONTEXT) : index + CONTEXT + 1]))
        for index, paragraph in enumerate(made)
    ]
    result = []
    for is_open, run in groupby(zip(made, near, strict=True), key=lambda pair: pair[1]):
        members = tuple(paragraph for paragraph, _ in run)
        hidden = tuple(row for paragraph in members for row in paragraph.rows)
        result.append(ParagraphFold(members, "" if is_open else _says(hidden, len(members))))
    return tuple(result)


def _paragraphs(rows: Sequence[Row]) -> Iterator[Paragraph]:
    """Gather rows of one new paragraph; what went stays in it if it stood in the same old paragraph."""
    gathered: list[Row] = []
    for row in rows:
        if gathered and not _reads_on(gathered, row):
            yield from _in_parts(gathered)
            gathered = []
        gathered.append(row)
    if gathered:
        yield from _in_parts(gathered)


def _in_parts(rows: list[Row]) -> Iterator[Paragraph]:
    """Cut a very long paragraph where what changed in it begins and ends."""
    if sum(row.words for row in rows) <= LONG_PARAGRAPH:
        yield _paragraph(rows)
        return
    for _, run in groupby(_with_context(rows), key=lambda pair: pair[1]):
        yield _paragraph([row for row, _ in run])


def _reads_on(gathered: list[Row], row: Row) -> bool:
    last_new = next((member.paragraph for member in reversed(gathered) if member.paragraph), None)
    last_old = next((member.old_paragraph for member in reversed(gathered) if member.old_paragraph), None)
    if row.paragraph:
        return row.paragraph == last_new or (last_new is None and row.old_paragraph == last_old)
    return row.old_paragraph is not None and row.old_paragraph == last_old


def _paragraph(rows: list[Row]) -> Paragraph:
    role = next((row.paragraph[0] for row in rows if row.paragraph), None)
    role = role or next((row.old_paragraph[0] for row in rows if row.old_paragraph), Role.BODY)
    return Paragraph(ROLE_NAMES.get(role, ""), tuple(rows))
