"""A body with notes on it -> paragraphs cut at every border of a note, so that each cut can be a mark of its own.

Offsets are code points of articles.text.anchor.body_text: paragraphs joined by one line break.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Passage:
    """Where a note stands in the body: [start, end); `unsure`: perhaps."""

    note: int
    start: int
    end: int
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text under the same notes. `opens` are the notes whose passage begins with it."""

    text: str
    start: int
    notes: tuple[int, ...] = ()
    opens: tuple[int, ...] = ()
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: its 0-based number, where it starts in the body, and its segments, which put together are it."""

    number: int
    start: int
    segments: tuple[Segment, ...]


def cut(paragraphs: Sequence[str], passages: Iterable[Passage]) -> tuple[Paragraph, ...]:
    """Return the paragraphs cut at every border. A passage beyond the body is cut off at its end; raises nothing."""
    passages = sorted(passages, key=lambda passage: (passage.start, passage.end, passage.note))
    made: list[Paragraph] = []
    opened: set[int] = set()
    start = 0
    for number, text in enumerate(paragraphs):
        here = [passage for passage in passages if passage.start < start + len(text) and passage.end > start]
        made.append(Paragraph(number, start, tuple(_segments(text, start, here, opened))))
        start += len(text) + 1
    return tuple(made)


def _segments(text: str, start: int, here: list[Passage], opened: set[int]) -> Iterable[Segment]:
    """Yield the segments of one paragraph; notes that begin with one are put into `opened`."""
    end = start + len(text)
    borders = {start, end} | {border for passage in here for border in (passage.start, passage.end)}
    cuts = sorted(border for border in borders if start <= border <= end)
    for first, last in pairwise(cuts):
        over = [passage for passage in here if passage.start < last and passage.end > first]
        notes = tuple(passage.note for passage in over)
        opens = tuple(note for note in notes if note not in opened)
        opened.update(opens)
        yield Segment(text[first - start : last - start], first, notes, opens, any(passage.unsure for passage in over))
