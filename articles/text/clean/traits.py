"""A cut page -> a matrix of numbers, one row a block, that a learned model judges the blocks by.

Written here because the traits are newsdesk's own: form of the text (in no one language), markup, what the names of
class and id are for, where the prose of the page is massed, what structured data agrees with, and the neighbours.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from articles.text.clean.blocks import Block, Page
from articles.text.clean.door import folded, places_folded
from articles.text.clean.surroundings import Matrix, Numbers
from articles.text.clean.wording import LOOK, has_address

_CURLY = (("“”„«»", '"'), ("‘’‚", "'"))
LINKED = 0.8  # of a block's characters, from which it is a link
LINK_WORDS = 5  # up to which a link is not judged: .2% of the articles' words are lost by it, and half the work saved
PROBE = 60  # characters of a block that are looked for in the structured data's article body
DESCRIBED = 20  # characters from which a page's description can be told


@dataclass(frozen=True, slots=True)
class Hints:
    """What structured data says that a block can agree with."""

    headline: str = ""
    description: str = ""
    body: str = ""


def is_plain_link(block: Block) -> bool:
    """Whether a block is a site's menu, or a short link and no more: half of all blocks, next to none in articles."""
    return block.whole or (block.linked > LINKED * len(block.text) and block.text.count(" ") < LINK_WORDS)


def judged_blocks(page: Page) -> list[int]:
    """The indexes of the blocks that are judged."""
    return [at for at, block in enumerate(page.blocks) if not is_plain_link(block)]


def page_traits(page: Page, hints: Hints, judged: Sequence[int]) -> Matrix:
    """A row of traits for each block that is judged, in order; the same number of columns for every page.

    `judged` are their indexes. The others are seen by their neighbours alone.
    """
    from articles.text.clean import columns, lettering, trait_rows  # compiled

    texts = [page.blocks[at].text for at in judged]
    asked = trait_rows.Asked(
        np.array(judged, dtype=np.int64),
        np.array([has_address(text[:LOOK]) for text in texts], dtype=bool),
        _agreement(texts, hints),
    )
    rows = (page.element_rows, page.block_rows)
    strings = columns.strings_of(page)
    return trait_rows.rows_of(rows, page.codes, strings, asked, _heading(page, hints), lettering.letters())


def _heading(page: Page, hints: Hints) -> int:
    """The first block that is the headline, else the first h1; -1 where there is neither."""
    headline, blocks = folded(hints.headline), page.blocks
    texts = [block.text for block in blocks] if headline else []
    for at in places_folded(texts, headline, 2 * len(hints.headline) + 20):
        return at
    return next((at for at, block in enumerate(blocks) if page.elements[block.element].tag == "h1"), -1)


def _agreement(texts: Sequence[str], hints: Hints) -> Numbers:
    """What of the structured data a text repeats: the description, its own start and end in the body; is there one."""
    description = folded(hints.description)[:PROBE]
    first = description.split(" ", 1)[0] if len(description) > DESCRIBED else "-"
    body = _plainly("".join(hints.body.split()))
    found = np.zeros((len(texts), 4))
    found[:, 3] = bool(body)
    for at, text in enumerate(texts):
        start = text[: len(first)]
        if start.casefold() == first or (not start.isascii() and start[0].casefold() == first[0]):
            found[at, 0] = folded(text[:200])[:PROBE] == description
        if body:
            found[at, 1] = found[at, 2] = _plainly(text[:PROBE]) in body
            if len(text) > PROBE:
                found[at, 2] = _plainly(text[-PROBE:]) in body
    return found


def _plainly(text: str) -> str:
    """A text of single spaces without them and with plain quotes, to be looked for in another."""
    text = text.replace(" ", "")
    for curly, straight in () if text.isascii() else _CURLY:
        for quote in curly:
            text = text.replace(quote, straight)
    return text
