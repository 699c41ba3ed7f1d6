"""A cut page -> a matrix of numbers, one row a block, that a learned model judges the blocks by.

Written here because the traits are newsdesk's own: form of the text (in no one language), markup, what the names of
class and id are for, where the prose of the page is massed, what structured data agrees with, and the neighbours.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from articles.text.clean.blocks import Block, Page
from articles.text.clean.boxes import GROUPS
from articles.text.clean.columns import Indexes, columns_of
from articles.text.clean.door import folded, places_folded
from articles.text.clean.surroundings import Matrix, Numbers, flow, neighbours, prose_of
from articles.text.clean.wording import TRAITS, brief_wordings, wordings

_FORMS = (0, 1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 14)  # of the numbers of a text's form, what forests ever asked about
_BESIDE = (-1, 1)  # neighbours that are told one by one
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
    from articles.text.clean import marking, outline, placing  # compiled

    columns = columns_of(page)
    around = outline.outline_of(columns)
    rows = np.asarray(judged, dtype=np.intp)
    forms, boxes = _texts(page, rows)
    lengths = columns.length.astype(float)
    linked, heavy = np.minimum(columns.linked, lengths) / lengths, np.minimum(columns.heavy, lengths) / lengths
    prose = prose_of(forms, lengths) * (1 - linked)
    marks = marking.marks_of(columns, around)
    core = [
        forms[:, [0, 3, 8]], boxes[:, :3], linked, np.log1p(prose), marks[:, :3], marks[:, 3:6].sum(1),
        marks[:, marking.HELD_AT : marking.HELD_AT + 3],
    ]  # fmt: skip
    return _stacked([
        forms[:, _FORMS], boxes, linked, heavy, np.log1p(columns.links), marks,
        placing.masses_of(columns, around, prose, linked),
        flow(prose), np.full(len(prose), (lengths * linked).sum() / lengths.sum()),
        _agreement(page, hints, judged), placing.distances_of(columns, around, prose, _heading(page, hints)),
        neighbours(_stacked(core), _BESIDE),
    ])[rows]  # fmt: skip


def _stacked(columns: Sequence[npt.NDArray[Any]]) -> Matrix:
    """Columns and groups of columns side by side."""
    return np.concatenate(
        [column if column.ndim > 1 else column[:, None] for column in columns],
        axis=1,
        dtype=np.float32,
        casting="unsafe",
    )


def _texts(page: Page, judged: Indexes) -> tuple[Numbers, Numbers]:
    """The form of each text, and the words of boxes in it; of a block that is not judged the length alone."""
    from articles.text.clean import lettering  # compiled

    texts = [block.text for block in page.blocks]
    read = [texts[at] for at in judged.tolist()]
    forms, boxes = np.empty((len(texts), TRAITS)), np.zeros((len(texts), GROUPS))
    is_judged = np.zeros(len(texts), dtype=bool)
    is_judged[judged] = True
    forms[judged], boxes[judged] = wordings(read, lettering.count_words), lettering.box_words(read)
    forms[~is_judged] = brief_wordings(
        [text for text, known in zip(texts, is_judged.tolist(), strict=True) if not known]
    )
    return forms, boxes


def _heading(page: Page, hints: Hints) -> int:
    """The first block that is the headline, else the first h1; -1 where there is neither."""
    headline, blocks = folded(hints.headline), page.blocks
    texts = [block.text for block in blocks] if headline else []
    for at in places_folded(texts, headline, 2 * len(hints.headline) + 20):
        return at
    return next((at for at, block in enumerate(blocks) if page.elements[block.element].tag == "h1"), -1)


def _agreement(page: Page, hints: Hints, judged: Sequence[int]) -> Numbers:
    """What of the structured data a block repeats: the description, the start and end of its text in the body."""
    description = folded(hints.description)[:PROBE]
    first = description.split(" ", 1)[0] if len(description) > DESCRIBED else "-"
    body = _plainly("".join(hints.body.split()))
    found = np.zeros((len(page.blocks), 4))
    found[:, 3] = bool(body)
    for at in judged:
        text = page.blocks[at].text
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
