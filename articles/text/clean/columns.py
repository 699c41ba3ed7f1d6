"""A cut page -> the numbers of its elements and blocks as arrays, for what is measured of all of them at once.

Written here because compiled code and numpy read arrays and no objects: this is the one place that turns those into
these.
"""

from collections.abc import Iterable
from itertools import chain
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from articles.text.clean.blocks import Page
from articles.text.clean.purposes import purposes
from articles.text.clean.sheet import ELEMENT, FIRST, HEAVY, LAST, LINKED, LINKS, PARENT, TAG
from articles.text.clean.tag_table import NAMES

Indexes = npt.NDArray[np.int64]

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


def columns_of(page: Page) -> Columns:
    """The elements and blocks of a page as arrays."""
    elements, blocks = page.elements, page.blocks
    texts = [block.text for block in blocks]
    tag, parent, first, last = np.zeros((4, len(elements) + 1), dtype=np.int64)
    for column, of in ((tag, TAG), (parent, PARENT), (first, FIRST), (last, LAST)):
        column[1:] = page.element_rows[:, of]
    parent[1:] += 1
    last[0] = len(blocks)
    element, linked, links, heavy = page.block_rows.T[[ELEMENT, LINKED, LINKS, HEAVY]].astype(np.int64)
    return Columns(
        tag=tag,
        parent=parent,
        first=first,
        last=last,
        means=_of_elements(0, [item.means for item in elements], page),
        words=_of_elements(hash(""), map(hash, [item.words for item in elements]), page),
        element=element + 1,
        linked=linked,
        links=links,
        heavy=heavy,
        length=_of_blocks(map(len, texts), page),
        inline=_of_blocks([purposes(block.inline) if block.inline else 0 for block in blocks], page),
        said=_of_blocks(map(hash, texts), page),
    )


def _of_elements(own: int, values: Iterable[int], page: Page) -> Indexes:
    """A number of the page itself, then those of its elements."""
    return np.fromiter(chain((own,), values), dtype=np.int64, count=len(page.elements) + 1)


def _of_blocks(values: Iterable[int], page: Page) -> Indexes:
    return np.fromiter(values, dtype=np.int64, count=len(page.blocks))
