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
HELD_AT, NEAR_AT, AROUND_AT = np.cumsum([len(KINDS), len(HOLDERS), BITS]).tolist()


@compiled
def marks_of(columns: Columns, outline: Outline) -> Matrix:
    """A row for each block: its own tag, what it stands in, the purposes near around it and of all around it, depth."""
    rows = np.zeros((len(columns.element), AROUND_AT + BITS + 1), dtype=np.float32)
    for at in range(len(rows)):
        row, element = rows[at], columns.element[at]
        if KIND[columns.tag[element]] >= 0:
            row[KIND[columns.tag[element]]] = 1
        _tell_bits(row[HELD_AT:NEAR_AT], outline.held[element])
        _tell_bits(row[NEAR_AT:AROUND_AT], outline.near[element] | columns.inline[at])
        _tell_bits(row[AROUND_AT:-1], outline.around[element])
        row[-1] = outline.depth[element]
    return rows


@compiled
def _tell_bits(row: Matrix, bits: int) -> None:
    """Bits as numbers, the lowest first."""
    for bit in range(len(row)):
        row[bit] = bits >> bit & 1
