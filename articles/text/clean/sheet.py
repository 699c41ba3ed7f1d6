"""What the cutter works on: a page's code points, the state of the pass over them, and the arrays that it fills.

Written here because compiled code knows no objects: what would be a cutter's fields is one record, and lists of blocks
and elements are rows of numbers, with room for as many as a page's tags can make. Nothing is copied out of the page
but what is text or a name; the rest are places in it.
"""

from typing import Any, NamedTuple

import numpy as np

from articles.text.clean.arrays import Codes, Longs, Rows, integer
from articles.text.clean.names_table import reference_table

MAX_DEPTH = 500  # elements inside each other that are told apart; pages are up to 100 deep
MAX_BLOCKS = 20_000  # blocks of a page that are read; the longest index pages have 8,000
MAX_ROWS = 300_000  # things that are found on a page; real ones have some 500, up to 4,000
MAX_NOTED = MAX_ROWS // 2  # of these, how many there may be before what is no block is passed over
_LESS = ord("<")
SPARE = 16  # rows and characters beyond what tags can make: roots that are left out

# Rows are of these kinds. The first column tells which, the others depend on it.
ELEMENTS, BLOCKS, METAS, SCRIPTS, TITLES, TIMES, LANGUAGES, PICTURES, SIGNED, WRITERS = map(integer, range(10))
KIND = 0
# Of an element: its tag's number, its parent, its range of blocks, and where its words stand in `out`.
TAG, PARENT, FIRST, LAST, WORDS, WORDS_END = range(1, 7)
# Of a block: its element, where its text stands in `out`, its characters in links, its links, its bold characters,
# where the words of its inline elements stand, whether it is a whole menu, and whether its text needs no tidying.
ELEMENT, TEXT, TEXT_END, LINKED, LINKS, HEAVY, INLINE, INLINE_END, WHOLE, PLAIN = range(1, 11)
# Of what is no block: places in the page; of a time the block that follows it, of a picture its own place.
START, END, SECOND, SECOND_END = range(1, 5)
COLUMNS = 11


class State:
    """The numbers that change on the way.

    Of the page: how many of each there are (`texts` and `names` count characters). Of the tag that is read: where its
    attributes stand, and whether it closes itself. Of the open elements: how many (the page itself is one), from which
    on nothing is cut, which roots there were, how many root tags did not count, and how many articles, links and bold
    elements are open; the element that names an author. Of the block that is open: where its text and its names begin,
    its counts, whether it has a word, and whether anything happened since it began.
    `stack` is the open elements, outermost first below the page: their tags' numbers, or of other tags the hash of the
    name, negative. Of those that are blocks, the last `waits` of them have no block in them yet and are `waiting` (tag,
    attributes); the numbers and rows of the others are `noted`. `found` are the characters of the last reference.
    """

    blocks: int
    elements: int
    rows: int
    texts: int
    names: int
    cut: int
    times: int
    place: int  # of the last picture, + 1
    attrs: int
    attrs_end: int
    closed: int
    second: int  # where what is noted has a second part
    second_end: int
    depth: int
    quiet: int
    gathers: int  # whether the text is one block where nothing is cut
    parts: int  # of that text
    whole: int  # whether the block is that
    whole_tag: int
    whole_attrs: int
    whole_attrs_end: int
    roots: int  # the first bit <html>, then <head> and <body>
    ignored: int
    articles: int
    in_link: int
    bold: int
    signing: int
    waits: int
    notes: int
    text: int
    inline: int
    inlines: int
    linked: int
    links: int
    heavy: int
    breaks: int
    filled: int
    dirty: int
    length: int  # of the block's text as it is written, spaces and all
    worded: int  # whether a word is in the piece of text that is read
    spaced: int  # whether a space waits for the next word
    plain: int
    solid: int  # whether anything is left of the text when it is tidy
    stack: Longs
    waiting: Longs
    noted: Longs
    found: Longs


_SHAPES = {"stack": MAX_DEPTH + SPARE, "waiting": (MAX_DEPTH + SPARE, 3), "noted": (MAX_DEPTH + SPARE, 2), "found": 2}
_STATE = np.dtype([(name, np.int64, _SHAPES.get(name, ())) for name in State.__annotations__])


class Sheet(NamedTuple):
    """A page and all that is found in it.

    `code` is the page as code points. What is found stands in `rows`; the texts of blocks are in the first half of
    `out`, the words of names in the second. `references` are the names of characters. They are few, since each call of
    a compiled function hands them all on.
    """

    code: Codes
    out: Codes
    rows: Rows
    references: Longs
    state: Any

    @property
    def names(self) -> int:
        """The place in `out` where names begin."""
        return len(self.out) // 2


def new_sheet(html: str) -> Sheet:
    """A sheet for a page, with room for all that may be found in it."""
    code = codes_of(html)
    room = len(code) + SPARE
    rows = min(3 * int(np.count_nonzero(code == _LESS)) + SPARE, MAX_ROWS)
    sheet = Sheet(
        code=code,
        out=np.empty(2 * room, dtype=np.uint32),
        rows=np.empty((rows, COLUMNS), dtype=np.int32),
        references=reference_table(),
        state=np.zeros(1, dtype=_STATE),
    )
    for name, value in (("depth", 1), ("notes", 1), ("plain", 1), ("names", sheet.names), ("inline", sheet.names)):
        sheet.state[name] = value
    sheet.state["noted"][0, 0, 0] = -1
    return sheet


def codes_of(text: str) -> Codes:
    """The code points of a text, in two thirds of the time that it takes to encode it."""
    return np.array([text]).view(np.uint32) if text else np.empty(0, dtype=np.uint32)
