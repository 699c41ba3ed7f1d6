"""Rows -> the strip that maps a whole comparison: each change where it stands and as wide as its words. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from articles.reads.compare_layout import Row

STRIP_WIDTH = 10_000  # the strip's own units
NARROWEST = 120  # of them: a change of one word in a long text is still seen, and hit (3 of 264 pixels)
MOST_ON_STRIP = 100  # changes: more would be less than two pixels each, so neighbours are drawn as one
MOST_FOR_CHANGES = 0.7  # of the strip: where changes are many, what was kept is still seen between them
TONES = ("quote", "removed", "added", "moved", "edited")
"""What weighs most first: the colour of a part that stands for several changes alike in number."""


@dataclass(frozen=True, slots=True)
class StripPart:
    """One stretch of the strip, in units of STRIP_WIDTH; `anchor` is "" where nothing changed."""

    tone: str
    start: int
    width: int
    anchor: str
    label: str


def strip(rows: Sequence[Row]) -> tuple[StripPart, ...]:
    """Return the whole comparison as a map: each change as wide as its words, unchanged runs in one.

    Of more than MOST_ON_STRIP changes those that stand near each other are drawn as one, which leads to its first.
    """
    parts = list(_mapped(row for row in rows if row.main))
    changes = sum(bool(part.anchor) for part in parts)
    if changes > MOST_ON_STRIP:
        parts = list(_gathered(parts, -(-changes // MOST_ON_STRIP)))
    return tuple(_laid_out(parts))


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of the strip before it is laid out: how many words it stands for."""

    tone: str
    words: int
    anchor: str = ""
    label: str = ""


def _mapped(rows: Iterable[Row]) -> Iterator[_Part]:
    """Yield a part for each change, and one for each run between them."""
    for changed, run in groupby(rows, key=lambda row: row.changed and row.anchor):
        members = list(run)
        if changed:
            yield from (_Part(row.tone, row.words, row.anchor, f"{row.label}: {row.excerpt}") for row in members)
        else:
            yield _Part("same", sum(row.words for row in members))


def _gathered(parts: Sequence[_Part], several: int) -> Iterator[_Part]:
    """Join each `several` changes, with what was kept between them."""
    group: list[_Part] = []
    for part in parts:
        group.append(part)
        if sum(bool(member.anchor) for member in group) == several:
            yield _joined(group)
            group = []
    if group:
        yield _joined(group)


def _joined(group: Sequence[_Part]) -> _Part:
    changes = [part for part in group if part.anchor]
    words = sum(part.words for part in group)
    if not changes:
        return _Part("same", words)
    tones = [part.tone for part in changes]
    most = max(TONES, key=tones.count)
    label = changes[0].label if len(changes) == 1 else f"{len(changes)} changes"
    return _Part(most, words, changes[0].anchor, label)


def _laid_out(parts: Sequence[_Part]) -> Iterator[StripPart]:
    """Share the width out by words, but give each change at least what is seen."""
    changes = sum(bool(part.anchor) for part in parts)
    least = min(NARROWEST, MOST_FOR_CHANGES * STRIP_WIDTH / changes) if changes else 0
    total = sum(part.words for part in parts) or 1
    widths = [max(part.words / total * STRIP_WIDTH, least if part.anchor else 1) for part in parts]
    scale = STRIP_WIDTH / (sum(widths) or 1)
    at = 0.0
    for part, width in zip(parts, widths, strict=True):
        end = at + width * scale
        yield StripPart(part.tone, round(at), max(round(end) - round(at), 1), part.anchor, part.label)
        at = end
