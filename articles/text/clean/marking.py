"""The elements around a page's blocks -> what its markup says of each block, as numbers of 0 and 1.

Written here in loops that are compiled: two bits in three of what is told of a block are these.
"""

import numpy as np

from articles.text.clean.columns import TAGS, Columns, Indexes
from articles.text.clean.compiled import compiled
from articles.text.clean.outline import HOLDERS, Outline
from articles.text.clean.purposes import BITS
from articles.text.clean.surroundings import Matrix

# What forests that were given every tag never asked about is not told to them.
KINDS = ("p", "div", "li", "h1", "h2", "h3", "figcaption")
KIND = np.array([KINDS.index(tag) if tag in KINDS else -1 for tag in TAGS])
HELD_AT = len(KINDS)
NEAR_AT = HELD_AT + len(HOLDERS)
AROUND_AT = NEAR_AT + BITS
DEPTH_AT = AROUND_AT + BITS


def marks_of(columns: Columns, outline: Outline) -> Matrix:
    """A row for each block: its own tag, what it stands in, the purposes near around it and of all around it, depth."""
    rows = np.zeros((len(columns.element), DEPTH_AT + 1), dtype=np.float32)
    _mark(rows, columns, outline, KIND, (HELD_AT, NEAR_AT, AROUND_AT, DEPTH_AT))
    return rows


@compiled
def _mark(rows: Matrix, columns: Columns, outline: Outline, kinds: Indexes, starts: tuple[int, int, int, int]) -> None:
    """Fill the rows; `starts` are the columns at which what is held, near and around begins, and that of the depth."""
    held_at, near_at, around_at, depth_at = starts
    for at in range(len(rows)):
        element = columns.element[at]
        kind = kinds[columns.tag[element]]
        if kind >= 0:
            rows[at, kind] = 1
        _tell_bits(rows, at, held_at, outline.held[element])
        _tell_bits(rows, at, near_at, outline.near[element] | columns.inline[at])
        _tell_bits(rows, at, around_at, outline.around[element])
        rows[at, depth_at] = outline.depth[element]


@compiled
def _tell_bits(rows: Matrix, at: int, column: int, bits: int) -> None:
    """The bits of a number in a row, the lowest first."""
    while bits:
        rows[at, column] = bits & 1
        bits >>= 1
        column += 1
