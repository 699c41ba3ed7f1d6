"""A body with notes on it, and words that came in late -> paragraphs cut at every border, each cut a mark of its own.

Offsets are code points of articles.text.anchor.body_text: paragraphs joined by one line break.
"""

from collections.abc import Iterable, Mapping, Sequence
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
class Brought:
    """Words that version `number` brought into a paragraph that was there before: [start, end) in the paragraph.

    `old` and `new` lead to the comparison that shows it.
    """

    start: int
    end: int
    number: int
    old: int
    new: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text under the same notes. `opens` are the notes whose passage begins with it.

    `brought` says which version brought it, where that is asked and is not the paragraph's own.
    """

    text: str
    start: int
    notes: tuple[int, ...] = ()
    opens: tuple[int, ...] = ()
    unsure: bool = False
    brought: Brought | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: its 0-based number, where it starts in the body, and its segments, which put together are it."""

    number: int
    start: int
    segments: tuple[Segment, ...]


def cut(
    paragraphs: Sequence[str], passages: Iterable[Passage], brought: Mapping[int, Sequence[Brought]] | None = None
) -> tuple[Paragraph, ...]:
    """Return the paragraphs cut at every border. A passage beyond the body is cut off at its end; raises nothing.

    `brought` has for a paragraph's number the words that came into it later.
    """
    passages = sorted(passages, key=lambda passage: (passage.start, passage.end, passage.note))
    made: list[Paragraph] = []
    opened: set[int] = set()
    start = 0
    for number, text in enumerate(paragraphs):
        here = [passage for passage in passages if passage.start < start + len(text) and passage.end > start]
        late = (brought or {}).get(number, ())
        made.append(Paragraph(number, start, tuple(_segments(text, start, here, opened, late))))
        start += len(text) + 1
    return tuple(made)


def _segments(
    text: str, start: int, here: list[Passage], opened: set[int], late: Sequence[Brought]
) -> Iterable[Segment]:
    """Yield the segments of one paragraph; notes that begin with one are put into `opened`."""
    end = start + len(text)
    borders = {start, end} | {border for passage in here for border in (passage.start, passage.end)}
    borders |= {start + border for words in late for border in (words.start, words.end)}
    cuts = sorted(border for border in borders if start <= border <= end)
    for first, last in pairwise(cuts):
        over = [passage for passage in here if passage.start < last and passage.end > first]
        notes = tuple(passage.note for passage in over)
        opens = tuple(note for note in notes if note not in opened)
        opened.update(opens)
        unsure = any(passage.unsure for passage in over)
        came = next((words for words in late if words.start <= first - start and last - start <= words.end), None)
        yield Segment(text[first - start : last - start], first, notes, opens, unsure, came)
