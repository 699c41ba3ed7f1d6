"""A cut page -> the numbers of its elements and blocks as arrays, for what is measured of all of them at once.

Written here because compiled code and numpy read arrays and no objects: this is the one place that turns those into
these.
"""

from typing import NamedTuple

import numpy as np

from articles.text.clean.arrays import Longs, Rows
from articles.text.clean.blocks import Page
from articles.text.clean.compiled import compiled
from articles.text.clean.purposes import purposes
from articles.text.clean.sheet import ELEMENT, FIRST, HEAVY, LAST, LINKED, LINKS, PARENT, TAG, TEXT, TEXT_END
from articles.text.clean.tag_table import NAMES

Indexes = Longs

TAGS = NAMES  # the first, "", is the page's, and that of any other


class Columns(NamedTuple):
    """Arrays over a page's elements, then over its blocks; a tuple, since compiled functions take that as it is.

    Of elements, index 0 stands for the page itself, so that element n is at n + 1: `tag` is its place in TAGS, `words`
    a hash of its words, the others as in Element. Of blocks: `element` counted likewise, `inline` the purposes of the
    words in it as bits, `said` a hash of its text. A hash of 64 bits stands for the text itself: two texts of a page
    have the same once in 10^15 pages.
    """

    tag: Indexes
    parent: Indexes
    first: Indexes
    last: Indexes
    means: Indexes
    words: Indexes
    element: Indexes
    linked: Indexes
    links: Indexes
    heavy: Indexes
    length: Indexes
    inline: Indexes
    said: Indexes


class Strings(NamedTuple):
    """What strings are for a page's columns: `means` and `words` of its elements, `inline` and `said` of its blocks."""

    means: Indexes
    words: Indexes
    inline: Indexes
    said: Indexes


def strings_of(page: Page) -> Strings:
    """The strings of a page as numbers."""
    elements, blocks = page.elements, page.blocks
    return Strings(
        _array([0, *[item.means for item in elements]]),
        _array([hash(""), *map(hash, [item.words for item in elements])]),
        _array([purposes(block.inline) if block.inline else 0 for block in blocks]),
        _array([hash(block.text) for block in blocks]),
    )


def _array(values: list[int]) -> Indexes:
    return np.array(values, dtype=np.int64)


@compiled
def columns_from(elements: Rows, blocks: Rows, strings: Strings) -> Columns:
    """Columns from a page's rows and the numbers that its strings are."""
    tag, parent, first, last = np.zeros((4, len(elements) + 1), dtype=np.int64)
    last[0] = len(blocks)
    for at in range(len(elements)):
        row = elements[at]
        tag[at + 1], parent[at + 1], first[at + 1], last[at + 1] = row[TAG], row[PARENT] + 1, row[FIRST], row[LAST]
    element, linked, links, heavy, length = np.empty((5, len(blocks)), dtype=np.int64)
    for at in range(len(blocks)):
        row = blocks[at]
        element[at], linked[at], links[at] = row[ELEMENT] + 1, row[LINKED], row[LINKS]
        heavy[at], length[at] = row[HEAVY], row[TEXT_END] - row[TEXT]
    return Columns(
        tag, parent, first, last, strings.means, strings.words,
        element, linked, links, heavy, length, strings.inline, strings.said,
    )  # fmt: skip
