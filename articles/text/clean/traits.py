"""A cut page -> a matrix of numbers, one row a block, that a learned model judges the blocks by.

Written here because the traits are newsdesk's own: form of the text (in no one language), markup, what the names of
class and id are for, where the prose of the page is massed, what structured data agrees with, and the neighbours.
"""

import re
from collections import Counter
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from articles.text.clean.blocks import Block, Page
from articles.text.clean.boxes import box_words
from articles.text.clean.door import folded
from articles.text.clean.purposes import BITS, purposes
from articles.text.clean.surroundings import Matrix, Numbers, flow, neighbours, prose_of
from articles.text.clean.wording import brief_wording, wording

Indexes = npt.NDArray[np.int64]

KINDS = (
    "p", "div", "li", "td", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "figcaption", "article", "section",
    "span", "ul", "button", "label", "time", "dd", "dt", "pre", "body", "a",
)  # fmt: skip
HOLDERS = (
    "nav", "aside", "footer", "header", "figure", "form", "ul", "table", "blockquote", "article", "main",
    "button", "section", "li", "h2", "h3", "ol", "dl",
)  # fmt: skip
_KIND = {tag: at for at, tag in enumerate(KINDS)}
_HOLDER = {tag: 1 << at for at, tag in enumerate(HOLDERS)}
LEVELS = 5  # containers around a block whose share of the page's prose is measured
_JOINED = re.compile(r"\W+")
MEETING = 8  # containers up that are looked through for the headline
LINKED = 0.8  # of a block's characters, from which it is a link
LINK_WORDS = 5  # up to which a link is not judged: .2% of the articles' words are lost by it, and half the work saved
PROBE = 60  # characters of a block that are looked for in the structured data's article body


@dataclass(frozen=True, slots=True)
class Hints:
    """What structured data says that a block can agree with."""

    headline: str = ""
    description: str = ""
    body: str = ""


def is_plain_link(block: Block) -> bool:
    """Whether a block is a site's menu, or a short link and no more: half of all blocks, next to none in articles."""
    return block.whole or (block.linked > LINKED * len(block.text) and block.text.count(" ") < LINK_WORDS)


def page_traits(page: Page, hints: Hints) -> Matrix:
    """One row of traits for each block of the page, in order; the same number of columns for every page."""
    plain = [is_plain_link(block) for block in page.blocks]
    texts = ["" if link else block.text for block, link in zip(page.blocks, plain, strict=True)]
    forms = np.array(
        [wording(text) if text else brief_wording(block.text) for block, text in zip(page.blocks, texts, strict=True)]
    )
    boxes = np.array([box_words(text) for text in texts])
    element = np.array([block.element for block in page.blocks])
    lengths = np.array([len(block.text) for block in page.blocks], dtype=float)
    linked = np.minimum([block.linked for block in page.blocks], lengths) / lengths
    heavy = np.minimum([block.heavy for block in page.blocks], lengths) / lengths
    links = np.log1p([block.links for block in page.blocks])
    prose = prose_of(forms, lengths) * (1 - linked)
    heading = _heading(page, hints)
    kinds, holders, near, around, depth = _markup(page, element)
    core = np.column_stack(
        [
            forms[:, [0, 3, 8]],
            boxes[:, :3],
            linked,
            np.log1p(prose),
            kinds[:, :4],
            kinds[:, 4:10].sum(1),
            holders[:, :6],
        ]
    )
    columns = [
        forms, boxes, linked, heavy, links, kinds, holders, near, around, depth,
        _massed(page, element, prose, lengths, linked),
        flow(prose), np.full(len(prose), (lengths * linked).sum() / lengths.sum()),
        _agreement(page, hints), _below(heading, prose), _shared(page, element, heading),
        neighbours(core),
    ]  # fmt: skip
    return np.column_stack(columns).astype(np.float32)


def _markup(page: Page, element: Indexes) -> tuple[Numbers, Numbers, Numbers, Numbers, Numbers]:
    """Tags and purposes: of the block's own element, of those near around it, of all around it; and the depth."""
    own, around, near, held, depth = [0], [0], [0], [0], [0]  # index 0 stands for "no element", so all is one further
    for item in page.elements:
        above = item.parent + 1
        bits = purposes(item.words)
        own.append(bits)
        around.append(around[above] | bits)
        near.append(bits | own[above] | own[page.elements[item.parent].parent + 1 if item.parent >= 0 else 0])
        held.append(held[above] | _HOLDER.get(item.tag, 0))
        depth.append(depth[above] + 1)
    at = element + 1
    inline = np.array([purposes(block.inline) if block.inline else 0 for block in page.blocks])
    kinds = np.zeros((len(element), len(KINDS)))
    for row, index in enumerate(element):
        kind = _KIND.get(page.elements[index].tag) if index >= 0 else None
        if kind is not None:
            kinds[row, kind] = 1
    return (
        kinds,
        _bits(np.array(held)[at], len(HOLDERS)),
        _bits(np.array(near)[at] | inline, BITS),
        _bits(np.array(around)[at], BITS),
        np.array(depth, dtype=float)[at],
    )


def _bits(masks: Indexes, count: int) -> Numbers:
    return ((masks[:, None] >> np.arange(count)) & 1).astype(float)


def _massed(page: Page, element: Indexes, prose: Numbers, lengths: Numbers, linked: Numbers) -> Numbers:
    """Where the page's prose is: its share in each container around a block, how pure and how large that is."""
    first = np.array([item.first for item in page.elements] + [0])
    last = np.array([item.last for item in page.elements] + [len(prose)])
    up = _wider(page)
    sums = [np.concatenate([[0.0], np.cumsum(values)]) for values in (prose, lengths, lengths * linked)]
    mass, text, links = (total[last] - total[first] for total in sums)
    whole = max(1.0, float(prose.sum()))
    columns: list[Numbers] = []
    holder = element
    for _ in range(LEVELS):
        size = np.maximum(1, text[holder])
        columns += [mass[holder] / whole, mass[holder] / size, links[holder] / size, np.log1p(last - first)[holder]]
        holder = up[holder]
    columns += _main(element, up, prose, first, last)
    columns += _alike(page, prose, whole)
    return np.column_stack(columns)


def _wider(page: Page) -> Indexes:
    """For each element the nearest one around it that holds more blocks; the last index stands for the whole page."""
    up: list[int] = []
    for item in page.elements:
        parent = item.parent
        if parent < 0:
            up.append(-1)
            continue
        same = page.elements[parent].first == item.first and page.elements[parent].last == item.last
        up.append(up[parent] if same else parent)
    return np.array([*up, -1])


def _main(element: Indexes, up: Indexes, prose: Numbers, first: Indexes, last: Indexes) -> list[Numbers]:
    """Where a block stands to the container with most prose directly in it (half counts what is one level deeper)."""
    held = np.zeros(len(up))
    np.add.at(held, up[element], prose)
    np.add.at(held, element, prose)
    np.add.at(held, up[up[element]], prose / 2)
    main = int(held[:-1].argmax()) if len(held) > 1 else -1
    at = np.arange(len(element))
    columns = []
    for _ in range(3):
        start, end = int(first[main]), max(int(first[main]) + 1, int(last[main]))
        columns += [((at >= start) & (at < end)).astype(float), np.clip((at - start) / (end - start), -1, 2)]
        main = int(up[main])
    return columns


def _alike(page: Page, prose: Numbers, whole: float) -> list[Numbers]:
    """How much of the prose stands in blocks marked up like this one, how many there are, and how often its text."""
    looks = [
        (item.tag, item.words, page.elements[item.parent].words if item.parent >= 0 else "")
        if block.element >= 0 else ("", "", "")
        for block in page.blocks
        for item in [page.elements[block.element]]
    ]  # fmt: skip
    mass: Counter[tuple[str, str, str]] = Counter()
    for look, amount in zip(looks, prose.tolist(), strict=True):
        mass[look] += amount
    count = Counter(looks)
    texts = Counter(block.text for block in page.blocks)
    return [
        np.array([mass[look] / whole for look in looks]),
        np.log1p([count[look] for look in looks]),
        np.array([min(texts[block.text], 4) for block in page.blocks], dtype=float),
    ]


def _heading(page: Page, hints: Hints) -> int:
    """The first block that is the headline, else the first h1; -1 where there is neither."""
    headline = folded(hints.headline)
    most = 2 * len(hints.headline) + 20
    for at, block in enumerate(page.blocks if headline else ()):
        if len(block.text) < most and folded(block.text) == headline:
            return at
    return next((at for at, block in enumerate(page.blocks) if page.elements[block.element].tag == "h1"), -1)


def _agreement(page: Page, hints: Hints) -> Numbers:
    """What of the structured data a block repeats: the description, the start and end of its text in the body."""
    description = folded(hints.description)[:PROBE]
    body = _JOINED.sub("", hints.body).casefold()
    found = np.zeros((len(page.blocks), 4))
    for at, block in enumerate(page.blocks):
        text = block.text
        if (
            len(description) > 20
            and text[:1].casefold() == description[:1]
            and folded(text[:200])[:PROBE] == description
        ):
            found[at, 0] = 1
        if body:
            found[at, 1] = float(_JOINED.sub("", text[:PROBE]).casefold() in body)
            found[at, 2] = float(_JOINED.sub("", text[-PROBE:]).casefold() in body)
            found[at, 3] = 1
    return found


def _below(heading: int, prose: Numbers) -> Numbers:
    """How far below the headline a block stands, in blocks and in prose."""
    at = np.arange(len(prose))
    below = np.cumsum(prose) - prose
    since = below - (below[heading] if heading >= 0 else 0)
    return np.column_stack([
        np.full(len(prose), float(heading >= 0)),
        np.sign(at - heading) * np.log1p(np.abs(at - heading)) * (heading >= 0),
        np.sign(since) * np.log1p(np.abs(since)),
        (at == heading).astype(float),
    ])  # fmt: skip


def _shared(page: Page, element: Indexes, heading: int) -> Numbers:
    """How many containers up a block meets the headline, and whether its <article> is the one with the headline."""
    up = _wider(page)
    first = np.array([item.first for item in page.elements] + [0])
    last = np.array([item.last for item in page.elements] + [len(element)])
    steps = np.zeros(len(element))
    holder = element
    for _ in range(MEETING):
        steps += (first[holder] > heading) | (last[holder] <= heading)
        holder = up[holder]
    articles = [-1]  # index 0 stands for "no element", so all is one further
    for at, item in enumerate(page.elements):
        articles.append(at if item.tag == "article" else articles[item.parent + 1])
    own = np.array(articles)[element + 1]
    return np.column_stack([steps, own >= 0, (own >= 0) & (first[own] <= heading) & (last[own] > heading)])
