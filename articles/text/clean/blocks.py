"""A page cut up: its blocks of visible text in order, each with what its markup says of it, and its elements.

Written here because the extractors keep only what they select; newsdesk accounts for every block.
"""

from dataclasses import dataclass, field

import numpy as np

from articles.text.clean.arrays import Codes, Rows
from articles.text.clean.sheet import COLUMNS


@dataclass(slots=True)
class Element:
    """A block-level element: its tag, its parent, its words of class and id, and the range of blocks inside it.

    `means` are the purposes that the words name, as bits.
    """

    tag: str
    parent: int
    words: str
    means: int
    first: int
    last: int = 0


@dataclass(slots=True)
class Block:
    """A run of text between two block borders: its element, its text, and how many characters of it are linked or bold.

    `inline` is the words of class of the inline elements in it. A `whole` block is a site's menu or footer, in one.
    """

    element: int
    text: str
    linked: int
    links: int
    heavy: int
    inline: str
    whole: bool = False


@dataclass(slots=True)
class Page:
    """A page cut up: its block-level elements in document order, and its blocks; `cut` where a bound bit.

    `pictures` are the places, in ascending order, at which pictures stand: 3 for one between the third block and the
    fourth. A picture has an address; a placeholder without one is none.
    What is no block: the attributes of its <meta> tags, those of its scripts with what is in them, its title and
    language, its first <time> tags with the block that follows each, and the texts of links to authors.
    `element_rows` and `block_rows` are the numbers of elements and blocks once more, as arrays with the columns that
    `sheet.py` names, for what is asked of all at once; `codes` has the code points of the blocks' texts, at the places
    that these name.
    """

    elements: list[Element] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    pictures: list[int] = field(default_factory=list)
    cut: bool = False
    metas: list[str] = field(default_factory=list)
    scripts: list[tuple[str, str]] = field(default_factory=list)
    title: str = ""
    language: str = ""
    times: list[tuple[str, int]] = field(default_factory=list)
    writers: list[str] = field(default_factory=list)
    element_rows: Rows = field(default_factory=lambda: np.empty((0, COLUMNS), dtype=np.int32))
    block_rows: Rows = field(default_factory=lambda: np.empty((0, COLUMNS), dtype=np.int32))
    codes: Codes = field(default_factory=lambda: np.empty(0, dtype=np.uint32))
