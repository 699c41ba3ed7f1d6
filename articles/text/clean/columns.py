"""A cut page -> the numbers of its elements and blocks as arrays, for what is measured of all of them at once.

Written here because compiled code and numpy read arrays and no objects: this is the one place that turns those into
these.
"""

from collections.abc import Iterable
from itertools import chain, repeat
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from articles.text.clean.blocks import Page
from articles.text.clean.cutting import BLOCK, FURNITURE
from articles.text.clean.purposes import purposes

Indexes = npt.NDArray[np.int64]

TAGS = ("", *sorted(BLOCK | FURNITURE))  # "" is the page's, and that of any other
_TAG = {tag: at for at, tag in enumerate(TAGS)}


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
    return Columns(
        tag=_of_elements(0, map(_TAG.get, [item.tag for item in elements], repeat(0)), page),
        parent=_of_elements(-1, [item.parent for item in elements], page) + 1,
        first=_of_elements(0, [item.first for item in elements], page),
        last=_of_elements(len(blocks), [item.last for item in elements], page),
        means=_of_elements(0, [item.means for item in elements], page),
        words=_of_elements(hash(""), map(hash, [item.words for item in elements]), page),
        element=_of_blocks([block.element for block in blocks], page) + 1,
        linked=_of_blocks([block.linked for block in blocks], page),
        links=_of_blocks([block.links for block in blocks], page),
        heavy=_of_blocks([block.heavy for block in blocks], page),
        length=_of_blocks(map(len, texts), page),
        inline=_of_blocks([purposes(block.inline) if block.inline else 0 for block in blocks], page),
        said=_of_blocks(map(hash, texts), page),
    )


def _of_elements(own: int, values: Iterable[int], page: Page) -> Indexes:
    """A number of the page itself, then those of its elements."""
    return np.fromiter(chain((own,), values), dtype=np.int64, count=len(page.elements) + 1)


def _of_blocks(values: Iterable[int], page: Page) -> Indexes:
    return np.fromiter(values, dtype=np.int64, count=len(page.blocks))
