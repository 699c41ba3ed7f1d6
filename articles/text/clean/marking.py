"""The elements around a page's blocks -> what its markup says of each block, as numbers of 0 and 1.

Written here in loops that are compiled: two bits in three of what is told of a block are these.
"""

import numpy as np

from articles.text.clean.arrays import integer
from articles.text.clean.columns import TAGS, Columns, Indexes
from articles.text.clean.compiled import compiled, compiled_part
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


@compiled
def marks_of(columns: Columns, outline: Outline, wanted: Indexes) -> Matrix:
    """A row for each block wanted: its own tag, what it stands in, the purposes near it and all around it, depth."""
    rows = np.zeros((len(wanted), DEPTH_AT + 1), dtype=np.float32)
    for row in range(len(wanted)):
        at = wanted[row]
        element = columns.element[at]
        kind = KIND[columns.tag[element]]
        if kind >= 0:
            rows[row, kind] = 1
        _tell_bits(rows, row, integer(HELD_AT), outline.held[element])
        _tell_bits(rows, row, integer(NEAR_AT), outline.near[element] | columns.inline[at])
        _tell_bits(rows, row, integer(AROUND_AT), outline.around[element])
        rows[row, DEPTH_AT] = outline.depth[element]
    return rows


@compiled_part
def _tell_bits(rows: Matrix, at: int, column: int, bits: int) -> None:
    """The bits of a number in a row, the lowest first."""
    while bits:
        rows[at, column] = bits & 1
        bits >>= 1
        column += 1
