"""The places of a page's blocks -> what they say of each block: where prose is massed, and how far the headline is.

Written here in loops that are compiled: numpy took dozens of passes over arrays that are hardly longer than its calls.
"""

import math

import numpy as np

from articles.text.clean.columns import Columns, Indexes
from articles.text.clean.compiled import compiled
from articles.text.clean.outline import Outline
from articles.text.clean.surroundings import Matrix, Numbers

LEVELS = 5  # containers around a block whose share of the page's prose is measured
HELD = 4  # numbers of each
MAINS = 3  # the container with most prose, and those around it, to which a block's place is told
MEETING = 8  # containers up that are looked through for the headline
PRIME = 1_000_000_007  # by which parts of a hash are told apart
OFTEN = 4  # times that a text stands on the page, from which more are the same


@compiled
def masses_of(columns: Columns, outline: Outline, prose: Numbers, linked: Numbers) -> Matrix:
    """Where the page's prose is: its share in each container around a block, how pure and how large that is.

    A row for each block; `linked` are shares of its characters.
    """
    rows = np.empty((len(prose), LEVELS * HELD + 2 * MAINS + 3), dtype=np.float32)
    held = _held(columns, prose, linked)
    for at in range(len(rows)):
        element = columns.element[at]
        for level in range(LEVELS):
            rows[at, level * HELD : (level + 1) * HELD] = held[element]
            element = outline.up[element]
    main = _main(columns, outline, prose)
    for column in range(LEVELS * HELD, LEVELS * HELD + 2 * MAINS, 2):
        _place(rows[:, column : column + 2], columns.first[main], columns.last[main])
        main = outline.up[main]
    _compare(rows[:, -3:], columns, prose)
    return rows


@compiled
def _held(columns: Columns, prose: Numbers, linked: Numbers) -> Numbers:
    """Of each element: its share of the page's prose, the shares of its text that are prose and links, its size."""
    sums = np.zeros((len(prose) + 1, 3))
    for at in range(len(prose)):
        length = columns.length[at]
        sums[at + 1, 0] = sums[at, 0] + prose[at]
        sums[at + 1, 1] = sums[at, 1] + length
        sums[at + 1, 2] = sums[at, 2] + length * linked[at]
    whole = max(1.0, sums[-1, 0])
    held = np.empty((len(columns.first), HELD))
    for at in range(len(held)):
        first, last = columns.first[at], columns.last[at]
        mass, text, links = sums[last] - sums[first]
        held[at, 0] = mass / whole
        held[at, 1] = mass / max(1.0, text)
        held[at, 2] = links / max(1.0, text)
        held[at, 3] = math.log1p(last - first)
    return held


@compiled
def _main(columns: Columns, outline: Outline, prose: Numbers) -> int:
    """The container with most prose directly in it; half counts what is one level deeper."""
    weights = np.zeros(len(outline.up))
    for at in range(len(prose)):
        weights[outline.up[columns.element[at]]] += prose[at]
    for at in range(len(prose)):
        weights[columns.element[at]] += prose[at]
    for at in range(len(prose)):
        weights[outline.up[outline.up[columns.element[at]]]] += prose[at] / 2
    return int(np.argmax(weights[1:])) + 1 if len(weights) > 1 else 0


@compiled
def _place(rows: Matrix, first: int, last: int) -> None:
    """For each block whether it stands between these, and where to them, from 0 to 1."""
    size = max(1, last - first)
    for at in range(len(rows)):
        rows[at, 0] = first <= at < first + size
        rows[at, 1] = min(2.0, max(-1.0, (at - first) / size))


@compiled
def _compare(rows: Matrix, columns: Columns, prose: Numbers) -> None:
    """How much of the prose stands in blocks marked up like this one, how many there are, and how often its text."""
    look, text = firsts(_looks(columns)), firsts(columns.said)
    mass, looks, texts = np.zeros((3, len(prose)))
    for at in range(len(prose)):
        mass[look[at]] += prose[at]
        looks[look[at]] += 1
        texts[text[at]] += 1
    whole = max(1.0, prose.sum())
    for at in range(len(prose)):
        rows[at, 0] = mass[look[at]] / whole
        rows[at, 1] = math.log1p(looks[look[at]])
        rows[at, 2] = min(OFTEN, texts[text[at]])


@compiled
def _looks(columns: Columns) -> Indexes:
    """For each block a hash of its element's tag and words and of the words of the element around it."""
    looks = np.empty(len(columns.element), dtype=np.int64)
    for at in range(len(looks)):
        element = columns.element[at]
        above = columns.words[columns.parent[element]]
        looks[at] = (columns.words[element] * PRIME + columns.tag[element]) * PRIME + above
    return looks


@compiled
def firsts(keys: Indexes) -> Indexes:
    """For each key the place of the first that is the same: a hash table with open addressing, half empty."""
    size = 2
    while size < 2 * len(keys):
        size *= 2
    slots = np.full(size, -1)
    found = np.empty(len(keys), dtype=np.int64)
    for at in range(len(keys)):
        slot = keys[at] & (size - 1)
        while slots[slot] >= 0 and keys[slots[slot]] != keys[at]:
            slot = slot + 1 & (size - 1)
        if slots[slot] < 0:
            slots[slot] = at
        found[at] = slots[slot]
    return found


@compiled
def distances_of(columns: Columns, outline: Outline, prose: Numbers, heading: int) -> Matrix:
    """How far from the headline each block stands: below it in blocks and in prose, and in containers up to it.

    The last two are whether it stands in an <article>, and whether in the headline's.
    """
    rows = np.zeros((len(prose), 5), dtype=np.float32)
    before = 0.0 if heading < 0 else prose[:heading].sum()
    below = 0.0
    for at in range(len(rows)):
        if heading >= 0:
            rows[at, 0] = _signed(at - heading)
        rows[at, 1] = _signed(below - before)
        below += prose[at]
        element = columns.element[at]
        article = outline.article[element]
        rows[at, 3] = article > 0
        rows[at, 4] = article > 0 and columns.first[article] <= heading < columns.last[article]
        for _ in range(MEETING):
            rows[at, 2] += not columns.first[element] <= heading < columns.last[element]
            element = outline.up[element]
    return rows


@compiled
def _signed(distance: float) -> float:
    """The logarithm of a distance, with its sign."""
    return math.copysign(math.log1p(abs(distance)), distance)
