"""Rows -> what is shown open and what is folded, for the three views, and the strip that maps them. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from articles.reads.compare_layout import Row
from articles.reads.compare_words import ROLE_NAMES
from articles.text.article import Role

CONTEXT = 1  # rows kept open on each side of a change: enough to see where one is
LEAST_FOLDED = 3  # rows: a shorter run is read faster than its fold is opened
STRIP_WIDTH = 1000  # the strip's own units


@dataclass(frozen=True, slots=True)
class Fold:
    """Rows (or paragraphs) in order: shown open, or folded under what `says` ("" where open)."""

    rows: tuple[Row, ...]
    says: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the inline view: its rows read on into each other. `role` is "" for the body."""

    role: str
    rows: tuple[Row, ...]

    @property
    def open(self) -> bool:
        """Whether something in it is to be seen."""
        return any(_is_open(row) for row in self.rows)


@dataclass(frozen=True, slots=True)
class ParagraphFold:
    """Paragraphs in order: shown open, or folded under what `says`."""

    paragraphs: tuple[Paragraph, ...]
    says: str = ""


@dataclass(frozen=True, slots=True)
class StripPart:
    """One stretch of the strip, in units of STRIP_WIDTH; `anchor` is "" where nothing changed."""

    tone: str
    start: int
    width: int
    anchor: str
    label: str


def folds(rows: Sequence[Row]) -> tuple[Fold, ...]:
    """Return the side-by-side rows with long unchanged runs folded; nothing is folded where nothing changed."""
    if not any(_is_open(row) for row in rows):
        return (Fold(tuple(rows)),)
    made: list[Fold] = []
    for is_open, run in groupby(_with_context(rows), key=lambda pair: pair[1]):
        members = tuple(row for row, _ in run)
        foldable = not is_open and len(members) >= LEAST_FOLDED
        made.append(Fold(members, _says(members) if foldable else ""))
    return tuple(made)


def _is_open(row: Row) -> bool:
    return row.shown and row.tone != "same" and not (row.tone == "type" and not _marks(row))


def _marks(row: Row) -> bool:
    """Return whether the row shows a mark: a typographic change does only when it was asked for."""
    return any(run.kind != "same" for run in (*row.old, *row.new))


def _with_context(rows: Sequence[Row]) -> list[tuple[Row, bool]]:
    is_open = [_is_open(row) for row in rows]
    return [(row, any(is_open[max(0, index - CONTEXT) : index + CONTEXT + 1])) for index, row in enumerate(rows)]


def _says(rows: tuple[Row, ...]) -> str:
    """Return what a fold hides: "Show 6 paragraphs", "Show 2 sentences, 1 other change"."""
    paragraphs = len({row.paragraph or row.old_paragraph for row in rows})
    others = sum(row.changed for row in rows)
    says = f"Show {paragraphs} paragraph{'s' if paragraphs > 1 else ''}"
    return says + (f", {others} other change{'s' if others > 1 else ''}" if others else "")


def paragraphs(rows: Sequence[Row]) -> tuple[ParagraphFold, ...]:
    """Return the inline view: the new text's paragraphs with what went at its place, unchanged runs folded."""
    made = tuple(_paragraphs(rows))
    if not any(paragraph.open for paragraph in made):
        return (ParagraphFold(made),)
    open_at = [paragraph.open for paragraph in made]
    near = [any(open_at[max(0, index - CONTEXT) : index + CONTEXT + 1]) for index in range(len(made))]
    result = []
    for is_open, run in groupby(zip(made, near, strict=True), key=lambda pair: pair[1]):
        members = tuple(paragraph for paragraph, _ in run)
        hidden = tuple(row for paragraph in members for row in paragraph.rows)
        foldable = not is_open and len(members) >= LEAST_FOLDED
        result.append(ParagraphFold(members, _says(hidden) if foldable else ""))
    return tuple(result)


def _paragraphs(rows: Sequence[Row]) -> Iterator[Paragraph]:
    """Gather rows of one new paragraph; what went stays in it if it stood in the same old paragraph."""
    gathered: list[Row] = []
    for row in rows:
        if gathered and not _reads_on(gathered, row):
            yield _paragraph(gathered)
            gathered = []
        gathered.append(row)
    if gathered:
        yield _paragraph(gathered)


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


def strip(rows: Sequence[Row]) -> tuple[StripPart, ...]:
    """Return the whole comparison as a map: each change as wide as its words, unchanged runs in one."""
    parts: list[tuple[str, int, str, str]] = []
    for row in (row for row in rows if row.main):
        tone = "same" if row.tone == "type" else row.tone
        if tone == "same" and parts and parts[-1][0] == "same":
            parts[-1] = ("same", parts[-1][1] + row.words, "", "")
        elif tone == "same":
            parts.append(("same", row.words, "", ""))
        else:
            parts.append((tone, row.words, row.anchor, f"{row.label}: {row.excerpt}"))
    return tuple(_laid_out(parts))


def _laid_out(parts: list[tuple[str, int, str, str]]) -> Iterator[StripPart]:
    total = sum(words for _, words, _, _ in parts) or 1
    read = 0
    for tone, words, anchor, said in parts:
        start = read * STRIP_WIDTH // total
        read += words
        end = read * STRIP_WIDTH // total
        yield StripPart(tone, start, max(end - start, 2), anchor, said)
