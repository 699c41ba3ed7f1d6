"""The lines of a text capture -> a matrix of numbers, one row a line, that a learned model judges the lines by.

Written here because without markup only the form of the lines, their order and what they share is left; the traits
are the same in every language.
"""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from articles.text.clean.boxes import box_words
from articles.text.clean.door import folded
from articles.text.clean.run import best_run
from articles.text.clean.surroundings import Matrix, Numbers, cohesion, flow, neighbours, prose_of
from articles.text.clean.wording import wordings

TITLE = 400  # characters of the first line in which the headline is looked for
MIN_TITLE = 15  # characters of a headline that can be told in the title
ABOVE_ALL = 3  # lines into the run in which the headline may still stand
OWN_TRAITS = 42  # columns about the line itself and where it stands; those after them are its neighbours'
IDLE = -25.0  # what a line that is no prose adds to the run of prose, in characters


def line_traits(texts: Sequence[str], gaps: Sequence[bool]) -> Matrix:
    """One row of traits for each line, in order; the same number of columns for every capture.

    `gaps` tells before which lines a blank line stands.
    """
    forms = wordings(texts)
    boxes = box_words(texts)
    lengths = np.array([len(text) for text in texts], dtype=float)
    prose = prose_of(forms, lengths)
    spaced = np.array([*gaps, True], dtype=float)
    about = cohesion(texts, prose)
    repeats = _repeats(texts)
    start, end = best_run(np.where(prose > 0, prose, IDLE).tolist())
    heading = _heading(texts, start)
    core = np.column_stack([forms[:, [0, 3, 7, 8]], boxes, np.log1p(prose), about[:, :1], repeats[:, :1], spaced[:-1]])
    return np.column_stack([
        forms, boxes, prose > 0, repeats, spaced[:-1], spaced[1:], about, flow(prose),
        _to_run(len(texts), start, end), _to_heading(heading, prose), neighbours(core),
    ]).astype(np.float32)  # fmt: skip


def _repeats(texts: Sequence[str]) -> Numbers:
    """How often each line stands in the capture, and whether it has stood before."""
    counts = Counter(texts)
    seen: set[str] = set()
    rows = []
    for text in texts:
        rows.append([min(counts[text], 4), text in seen])
        seen.add(text)
    return np.array(rows, dtype=float)


def _to_run(count: int, start: int, end: int) -> Numbers:
    """Where each line stands to the best run of prose: in it, how far above or below, and how far into it."""
    at = np.arange(count)
    outside = np.where(at < start, start - at, np.where(at >= end, at - end + 1, 0))
    return np.column_stack([
        outside == 0,
        np.where(at < start, -1, 1) * np.log1p(outside),
        np.where(outside == 0, (at - start) / max(1, end - start), -1),
    ])  # fmt: skip


def _to_heading(heading: int, prose: Numbers) -> Numbers:
    """How far below the headline each line stands, in lines and in prose."""
    at = np.arange(len(prose))
    below = np.cumsum(prose) - prose
    since = below - (below[heading] if heading >= 0 else 0)
    return np.column_stack([
        np.full(len(prose), float(heading >= 0)),
        np.sign(at - heading) * np.log1p(np.abs(at - heading)) * (heading >= 0),
        np.sign(since) * np.log1p(np.abs(since)),
        at == heading,
    ])  # fmt: skip


def _heading(texts: Sequence[str], start: int) -> int:
    """The last line up to the run that stands in the capture's first line, which is the page's title; -1 for none."""
    title = folded(texts[0][:TITLE])
    found = -1
    for index in range(1, min(start + ABOVE_ALL, len(texts))):
        words = folded(texts[index][:TITLE])
        if len(words) > MIN_TITLE and (title.startswith(words) or title.endswith(words)):
            found = index
    return found
