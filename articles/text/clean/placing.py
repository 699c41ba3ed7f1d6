"""The places of a page's blocks -> what they say of each block: where prose is massed, and how far the headline is.

Written here in loops that are compiled: numpy took dozens of passes over arrays that are hardly longer than its calls.
"""

import math

import numpy as np

from articles.text.clean.columns import Columns, Indexes
from articles.text.clean.compiled import compiled, compiled_part, compiled_step
from articles.text.clean.outline import Outline
from articles.text.clean.surroundings import Matrix, Numbers

LEVELS = 5  # containers around a block whose share of the page's prose is measured
HELD = 4  # numbers of each
MAINS = 3  # the container with most prose, and those around it, to which a block's place is told
MAINS_AT, ALIKE_AT = LEVELS * HELD, LEVELS * HELD + 2 * MAINS
MEETING = 8  # containers up that are looked through for the headline
PRIME = 1_000_000_007  # by which parts of a hash are told apart
OFTEN = 4  # times that a text stands on the page, from which more are the same


@compiled
def masses_of(columns: Columns, outline: Outline, prose: Numbers, linked: Numbers, wanted: Indexes) -> Matrix:
    """Where the page's prose is: its share in each container around a block, how pure and how large that is.

    A row for each block that is wanted; `linked` are shares of characters. Then where the block stands to the container
    with most prose and to those around that, and what is marked up like it or says the same.
    """
    rows = np.empty((len(wanted), ALIKE_AT + 3), dtype=np.float32)
    held = _held(columns.first, columns.last, _sums(columns.length, prose, linked))
    for row in range(len(rows)):
        element = columns.element[wanted[row]]
        for column in range(0, MAINS_AT, HELD):
            for number in range(HELD):
                rows[row, column + number] = held[element, number]
            element = outline.up[element]
    main = _main(columns.element, outline.up, prose)
    for column in range(MAINS_AT, ALIKE_AT, 2):
        _place(rows, wanted, column, columns.first[main], columns.last[main])
        main = outline.up[main]
    look = _looks(columns.element, columns.parent, columns.tag, columns.words)
    _compare(rows, firsts(look), firsts(columns.said), prose, wanted)
    return rows


@compiled_step
def _sums(length: Indexes, prose: Numbers, linked: Numbers) -> Numbers:
    """How much prose, text and linked text stands before each block, and in the end in all."""
    sums = np.zeros((len(prose) + 1, 3))
    for at in range(len(prose)):
        sums[at + 1, 0] = sums[at, 0] + prose[at]
        sums[at + 1, 1] = sums[at, 1] + length[at]
        sums[at + 1, 2] = sums[at, 2] + length[at] * linked[at]
    return sums


@compiled_step
def _held(first: Indexes, last: Indexes, sums: Numbers) -> Numbers:
    """Of each element: its share of the page's prose, the shares of its text that are prose and links, its size."""
    whole = max(1.0, sums[len(sums) - 1, 0])
    held = np.empty((len(first), HELD))
    for at in range(len(held)):
        low, high = first[at], last[at]
        mass = sums[high, 0] - sums[low, 0]
        size = max(1.0, sums[high, 1] - sums[low, 1])
        held[at, 0] = mass / whole
        held[at, 1] = mass / size
        held[at, 2] = (sums[high, 2] - sums[low, 2]) / size
        held[at, 3] = math.log1p(high - low)
    return held


@compiled_step
def _main(element: Indexes, up: Indexes, prose: Numbers) -> int:
    """The container with most prose directly in it; half counts what is one level deeper. 0 where there is none."""
    weights = np.zeros(len(up))
    for at in range(len(prose)):
        weights[up[element[at]]] += prose[at]
    for at in range(len(prose)):
        weights[element[at]] += prose[at]
    for at in range(len(prose)):
        weights[up[up[element[at]]]] += prose[at] / 2
    main = min(1, len(up) - 1)
    for at in range(main, len(up)):
        if weights[at] > weights[main]:
            main = at
    return main


@compiled_part
def _place(rows: Matrix, wanted: Indexes, column: int, first: int, last: int) -> None:
    """For each block whether it stands between these, and where to them: from 0 to 1, at most by one off."""
    size = max(1, last - first)
    for row in range(len(rows)):
        at = wanted[row]
        rows[row, column] = first <= at < first + size
        rows[row, column + 1] = min(2.0, max(-1.0, (at - first) / size))


@compiled_step
def _compare(rows: Matrix, look: Indexes, text: Indexes, prose: Numbers, wanted: Indexes) -> None:
    """How much of the prose stands in blocks marked up like this one, how many there are, and how often its text.

    For each block the first that looks like it, and the first that says the same.
    """
    mass, looks, texts = np.zeros(len(prose)), np.zeros(len(prose)), np.zeros(len(prose))
    whole = 0.0
    for at in range(len(prose)):
        whole += prose[at]
        mass[look[at]] += prose[at]
        looks[look[at]] += 1
        texts[text[at]] += 1
    for row in range(len(rows)):
        at = wanted[row]
        rows[row, ALIKE_AT] = mass[look[at]] / max(1.0, whole)
        rows[row, ALIKE_AT + 1] = math.log1p(looks[look[at]])
        rows[row, ALIKE_AT + 2] = min(OFTEN, texts[text[at]])


@compiled_step
def _looks(element: Indexes, parent: Indexes, tag: Indexes, words: Indexes) -> Indexes:
    """For each block a hash of its element's tag and words and of the words of the element around it."""
    looks = np.empty(len(element), dtype=np.int64)
    for at in range(len(looks)):
        own = element[at]
        looks[at] = (words[own] * PRIME + tag[own]) * PRIME + words[parent[own]]
    return looks


@compiled
def firsts(keys: Indexes) -> Indexes:
    """For each key the place of the first that is the same: a hash table with open addressing, half empty."""
    size = 2
    while size < 2 * len(keys):
        size *= 2
    slots = np.full(size, -1, dtype=np.int64)
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
def distances_of(columns: Columns, outline: Outline, prose: Numbers, heading: int, wanted: Indexes) -> Matrix:
    """How far from the headline each block stands: below it in blocks and in prose, and in containers up to it.

    The last two are whether it stands in an <article>, and whether in the headline's.
    """
    rows = np.zeros((len(wanted), 5), dtype=np.float32)
    below = before_each(prose)
    before = below[heading] if heading >= 0 else 0.0
    for row in range(len(rows)):
        at = wanted[row]
        if heading >= 0:
            rows[row, 0] = _signed(float(at - heading))
        rows[row, 1] = _signed(below[at] - before)
        element = columns.element[at]
        article = outline.article[element]
        rows[row, 3] = article > 0
        rows[row, 4] = article > 0 and columns.first[article] <= heading < columns.last[article]
        for _ in range(MEETING):
            rows[row, 2] += not columns.first[element] <= heading < columns.last[element]
            element = outline.up[element]
    return rows


@compiled_step
def before_each(prose: Numbers) -> Numbers:
    """How much prose stands before each block, to the bit as models were trained on: with its own taken off again."""
    before = np.empty(len(prose))
    whole = 0.0
    for at in range(len(prose)):
        whole += prose[at]
        before[at] = whole - prose[at]
    return before


@compiled_part
def _signed(distance: float) -> float:
    """The logarithm of a distance, with its sign."""
    return math.copysign(math.log1p(abs(distance)), distance)
