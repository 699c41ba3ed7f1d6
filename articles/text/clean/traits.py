"""A cut page -> a matrix of numbers, one row a block, that a learned model judges the blocks by.

Written here because the traits are newsdesk's own: form of the text (in no one language), markup, what the names of
class and id are for, where the prose of the page is massed, what structured data agrees with, and the neighbours.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from operator import attrgetter
from typing import Any

import numpy as np
import numpy.typing as npt

from articles.text.clean.blocks import Block, Page
from articles.text.clean.boxes import GROUPS, box_words
from articles.text.clean.door import folded, is_folded
from articles.text.clean.outline import HOLDERS, Indexes, Outline, outline_of
from articles.text.clean.purposes import BITS, purposes
from articles.text.clean.surroundings import Matrix, Numbers, flow, neighbours, prose_of
from articles.text.clean.wording import brief_wordings, wordings

# What forests that were given every tag, form and neighbour never asked about is not told to them.
KINDS = ("p", "div", "li", "h1", "h2", "h3", "figcaption")
_KIND = {tag: at for at, tag in enumerate(KINDS)}
_FORMS = (0, 1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 14)  # of the numbers of a text's form
_TOLD = attrgetter("element", "linked", "heavy", "links")
_BESIDE = (-1, 1)  # neighbours that are told one by one
Flags = npt.NDArray[np.bool_]
LEVELS = 5  # containers around a block whose share of the page's prose is measured
_CURLY = (("“”„«»", '"'), ("‘’‚", "'"))
MEETING = 8  # containers up that are looked through for the headline
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
    outline = outline_of(page)
    blocks = page.blocks
    element, linked, heavy, links = _counts(list(chain.from_iterable(map(_TOLD, blocks)))).reshape(-1, 4).T
    element = element + 1
    lengths = _counts([len(block.text) for block in blocks]).astype(float)
    linked, heavy = np.minimum(linked, lengths) / lengths, np.minimum(heavy, lengths) / lengths
    rows = np.asarray(judged, dtype=np.intp)
    forms, boxes = _texts(page, rows)
    prose = prose_of(forms, lengths) * (1 - linked)
    heading = _heading(page, hints)
    holders_up = _upwards(outline, element)
    kinds, holders, near, around = _markup(page, outline, element)
    core = [
        forms[:, [0, 3, 8]], boxes[:, :3], linked, np.log1p(prose), kinds[:, :3], kinds[:, 3:6].sum(1), holders[:, :3],
    ]  # fmt: skip
    return _stacked([
        forms[:, _FORMS], boxes, linked, heavy, np.log1p(links), kinds, holders, near, around,
        outline.depth[element], *_massed(page, outline, holders_up, prose, lengths, linked),
        flow(prose), np.full(len(prose), (lengths * linked).sum() / lengths.sum()),
        _agreement(page, hints, judged), *_below(heading, prose), *_shared(outline, holders_up, heading),
        neighbours(_stacked(core), _BESIDE),
    ])[rows]  # fmt: skip


def _counts(values: list[int]) -> Indexes:
    return np.fromiter(values, dtype=np.int64, count=len(values))


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
    texts = [block.text for block in page.blocks]
    read = [texts[at] for at in judged.tolist()]
    forms, boxes = brief_wordings(texts), np.zeros((len(texts), GROUPS))
    forms[judged], boxes[judged] = wordings(read), box_words(read)
    return forms, boxes


def _markup(page: Page, outline: Outline, element: Indexes) -> tuple[Flags, Flags, Flags, Flags]:
    """Tags and purposes: the block's own tag, what it stands in, the purposes near around it and of all around it."""
    inline = _counts([purposes(block.inline) if block.inline else 0 for block in page.blocks])
    kinds = [_KIND.get(item.tag, -1) for item in page.elements]
    kinds.append(-1)  # of text outside all elements, whose element is -1
    own = _counts([kinds[block.element] for block in page.blocks])
    return (
        own[:, None] == np.arange(len(KINDS)),
        _bits(outline.held[element], len(HOLDERS)),
        _bits(outline.near[element] | inline, BITS),
        _bits(outline.around[element], BITS),
    )


def _bits(masks: Indexes, count: int) -> Flags:
    """For each number its bits, the lowest first."""
    octets = masks.astype("<i8").view(np.uint8).reshape(len(masks), 8)
    return np.unpackbits(octets, axis=1, count=count, bitorder="little").astype(bool)


def _upwards(outline: Outline, element: Indexes) -> Indexes:
    """For each block the element it stands in and those around it that hold more and more blocks, MEETING in all."""
    found = np.empty((len(element), MEETING), dtype=np.int64)
    for level in range(MEETING):
        found[:, level] = element
        element = outline.up[element]
    return found


def _massed(
    page: Page, outline: Outline, holders: Indexes, prose: Numbers, lengths: Numbers, linked: Numbers
) -> list[Numbers]:
    """Where the page's prose is: its share in each container around a block, how pure and how large that is."""
    first, last = outline.first, outline.last
    sums = [np.concatenate([[0.0], np.cumsum(values)]) for values in (prose, lengths, lengths * linked)]
    mass, text, links = (total[last] - total[first] for total in sums)
    whole = max(1.0, float(prose.sum()))
    size = np.maximum(1, text)
    held = np.column_stack([mass / whole, mass / size, links / size, np.log1p(last - first)])
    levels = held[holders[:, :LEVELS]].reshape(len(prose), -1)
    return [levels, *_main(outline, holders, prose), *_alike(page, prose, whole)]


def _main(outline: Outline, holders: Indexes, prose: Numbers) -> list[Numbers]:
    """Where a block stands to the container with most prose directly in it (half counts what is one level deeper)."""
    up, first, last = outline.up, outline.first, outline.last
    around = holders[:, [1, 0, 2]].T.ravel()
    held = np.bincount(around, weights=np.concatenate([prose, prose, prose / 2]), minlength=len(up))
    main = int(held[1:].argmax()) + 1 if len(held) > 1 else 0
    at = np.arange(len(prose))
    columns = []
    for _ in range(3):
        start, end = int(first[main]), max(int(first[main]) + 1, int(last[main]))
        columns += [((at >= start) & (at < end)).astype(float), np.clip((at - start) / (end - start), -1, 2)]
        main = int(up[main])
    return columns


def _alike(page: Page, prose: Numbers, whole: float) -> list[Numbers]:
    """How much of the prose stands in blocks marked up like this one, how many there are, and how often its text."""
    looks: dict[tuple[str, str, str], int] = {}
    of: dict[int, int] = {-1: looks.setdefault(("", "", ""), 0)}
    for block in page.blocks:
        if block.element not in of:
            item = page.elements[block.element]
            above = page.elements[item.parent].words if item.parent >= 0 else ""
            of[block.element] = looks.setdefault((item.tag, item.words, above), len(looks))
    look = _counts([of[block.element] for block in page.blocks])
    texts = Counter([block.text for block in page.blocks])
    return [
        np.bincount(look, weights=prose)[look] / whole,
        np.log1p(np.bincount(look)[look]),
        np.minimum(_counts([texts[block.text] for block in page.blocks]), 4).astype(float),
    ]


def _heading(page: Page, hints: Hints) -> int:
    """The first block that is the headline, else the first h1; -1 where there is neither."""
    headline = folded(hints.headline)
    most = 2 * len(hints.headline) + 20
    for at, block in enumerate(page.blocks if headline else ()):
        if len(block.text) < most and is_folded(block.text, headline):
            return at
    return next((at for at, block in enumerate(page.blocks) if page.elements[block.element].tag == "h1"), -1)


def _agreement(page: Page, hints: Hints, judged: Sequence[int]) -> Numbers:
    """What of the structured data a block repeats: the description, the start and end of its text in the body."""
    description = folded(hints.description)[:PROBE]
    described = description[:1] if len(description) > DESCRIBED else "-"
    body = _plainly(hints.body)
    found = np.zeros((len(page.blocks), 4))
    found[:, 3] = bool(body)
    for at in judged:
        text = page.blocks[at].text
        if text[0].casefold() == described and folded(text[:200])[:PROBE] == description:
            found[at, 0] = 1
        if body:
            found[at, 1] = found[at, 2] = _plainly(text[:PROBE]) in body
            if len(text) > PROBE:
                found[at, 2] = _plainly(text[-PROBE:]) in body
    return found


def _plainly(text: str) -> str:
    """A text without its spaces, and with plain quotes, to be looked for in another."""
    text = "".join(text.split())
    for curly, straight in () if text.isascii() else _CURLY:
        for quote in curly:
            text = text.replace(quote, straight)
    return text


def _below(heading: int, prose: Numbers) -> tuple[Numbers, Numbers]:
    """How far below the headline a block stands, in blocks and in prose."""
    at = np.arange(len(prose))
    below = np.cumsum(prose) - prose
    since = below - (below[heading] if heading >= 0 else 0)
    return (
        np.sign(at - heading) * np.log1p(np.abs(at - heading)) * (heading >= 0),
        np.sign(since) * np.log1p(np.abs(since)),
    )


def _shared(outline: Outline, holders: Indexes, heading: int) -> tuple[Numbers, Flags, Flags]:
    """How many containers up a block meets the headline, and whether its <article> is the one with the headline."""
    first, last = outline.first, outline.last
    apart = ((first > heading) | (last <= heading)).astype(float)
    own = outline.article[holders[:, 0]]
    return apart[holders].sum(1), own > 0, (own > 0) & (apart[own] == 0)
