"""What is told of a page's blocks -> a row of numbers for each that is judged, in one compiled pass.

Written here because a page has some hundred blocks: each call of numpy's takes longer than a loop over these.
"""

import math
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from articles.text.clean import surroundings
from articles.text.clean.arrays import Codes, Rows
from articles.text.clean.boxes import GROUPS
from articles.text.clean.columns import Columns, Indexes, Strings, columns_from
from articles.text.clean.compiled import compiled, compiled_step
from articles.text.clean.lettering import ADDRESS, Letters, read_text
from articles.text.clean.marking import KIND, marks_of
from articles.text.clean.outline import Outline, outline_of
from articles.text.clean.placing import before_each, distances_of, masses_of
from articles.text.clean.sheet import TEXT, TEXT_END
from articles.text.clean.surroundings import LONG_WORDS, PROSE_WORDS, Matrix, Numbers
from articles.text.clean.wording import TRAITS

FORMS = np.array([0, 1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 14])  # of the numbers of a text's form, what forests ever asked of
REACHES = np.array(surroundings.REACHES)
CORE = 15  # numbers of a block that its neighbours are told
HEADINGS_AT, HEADINGS_END = 3, 6  # the places in `marking.KINDS` that are one to neighbours
SPACE = ord(" ")


class Asked(NamedTuple):
    """What is known of the blocks that are judged: their indexes, and in each row what is told by their words.

    `addressed` is whether an address stands in a block, `agreement` what of the structured data it repeats.
    """

    judged: Indexes
    addressed: npt.NDArray[np.bool_]
    agreement: Numbers


@compiled
def rows_of(
    rows: tuple[Rows, Rows], codes: Codes, strings: Strings, asked: Asked, heading: int, table: Letters
) -> Matrix:
    """The rows of the blocks that are judged; `rows` are the page's elements and blocks, `heading` its headline."""
    columns = columns_from(rows[0], rows[1], strings)
    outline = outline_of(columns)
    forms, boxes = _read(rows[1], codes, asked, table)
    linked, heavy, prose = _shares(columns, forms)
    core = _core(columns, outline, forms, boxes, linked, prose)
    judged = asked.judged
    return _side_by_side(
        (_forms(forms, boxes, judged), _counts(columns, linked, heavy, judged), marks_of(columns, outline, judged),
         masses_of(columns, outline, prose, linked, judged), _flow(columns, linked, prose, judged),
         asked.agreement.astype(np.float32), distances_of(columns, outline, prose, heading, judged),
         _neighbours(core, judged))
    )  # fmt: skip


@compiled_step
def _side_by_side(groups: tuple[Matrix, Matrix, Matrix, Matrix, Matrix, Matrix, Matrix, Matrix]) -> Matrix:
    """Groups of columns side by side."""
    width = 0
    for group in groups:
        width += group.shape[1]
    found = np.empty((len(groups[0]), width), dtype=np.float32)
    start = 0
    for group in groups:
        for row in range(len(group)):
            for column in range(group.shape[1]):
                found[row, start + column] = group[row, column]
        start += group.shape[1]
    return found


@compiled
def _read(blocks: Rows, codes: Codes, asked: Asked, table: Letters) -> tuple[Numbers, Numbers]:
    """The form of each text, and the words of boxes in it; of a block that is not judged the length alone."""
    forms, boxes = np.zeros((len(blocks), TRAITS)), np.zeros((len(blocks), GROUPS))
    for row in range(len(asked.judged)):
        at = asked.judged[row]
        text = codes[blocks[at, TEXT] : blocks[at, TEXT_END]]
        read_text(forms[at], boxes[at], text, table)
        forms[at, ADDRESS] = asked.addressed[row]
    for at in range(len(blocks)):
        if not forms[at, 1]:
            words = 1
            for code in codes[blocks[at, TEXT] : blocks[at, TEXT_END]]:
                words += code == SPACE
            forms[at, 0], forms[at, 1] = math.log1p(words), math.log1p(blocks[at, TEXT_END] - blocks[at, TEXT])
    return forms, boxes


@compiled_step
def _shares(columns: Columns, forms: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """The shares of each block's characters that are linked and bold, and how many of the others are prose."""
    linked, heavy, prose = np.zeros((3, len(forms)))
    for at in range(len(forms)):
        length = columns.length[at]
        linked[at], heavy[at] = min(columns.linked[at], length) / length, min(columns.heavy[at], length) / length
        if (forms[at, 0] > PROSE_WORDS and forms[at, 3] > 0) or forms[at, 0] > LONG_WORDS:
            prose[at] = length * (1 - linked[at])
    return linked, heavy, prose


@compiled_step
def _core(
    columns: Columns, outline: Outline, forms: Numbers, boxes: Numbers, linked: Numbers, prose: Numbers
) -> Matrix:
    """What neighbours are told of each block."""
    core = np.zeros((len(forms), CORE), dtype=np.float32)
    for at in range(len(forms)):
        core[at, 0], core[at, 1], core[at, 2] = forms[at, 0], forms[at, 3], forms[at, 8]
        core[at, 3], core[at, 4], core[at, 5] = boxes[at, 0], boxes[at, 1], boxes[at, 2]
        core[at, 6], core[at, 7] = linked[at], math.log1p(prose[at])
        element = columns.element[at]
        kind = KIND[columns.tag[element]]
        if 0 <= kind < HEADINGS_END:
            core[at, 8 + min(kind, HEADINGS_AT)] = 1
        for bit in range(CORE - 12):
            core[at, 12 + bit] = outline.held[element] >> bit & 1
    return core


@compiled_step
def _forms(forms: Numbers, boxes: Numbers, judged: Indexes) -> Matrix:
    """The form of each text that is judged, and the words of boxes in it."""
    found = np.empty((len(judged), len(FORMS) + GROUPS), dtype=np.float32)
    for row in range(len(judged)):
        for column in range(len(FORMS)):
            found[row, column] = forms[judged[row], FORMS[column]]
        for group in range(GROUPS):
            found[row, len(FORMS) + group] = boxes[judged[row], group]
    return found


@compiled_step
def _counts(columns: Columns, linked: Numbers, heavy: Numbers, judged: Indexes) -> Matrix:
    """The shares of each block that are linked and bold, and its links."""
    found = np.empty((len(judged), 3), dtype=np.float32)
    for row in range(len(judged)):
        at = judged[row]
        found[row, 0], found[row, 1], found[row, 2] = linked[at], heavy[at], math.log1p(columns.links[at])
    return found


@compiled
def _flow(columns: Columns, linked: Numbers, prose: Numbers, judged: Indexes) -> Matrix:
    """Where a block stands, how much prose is before it, how much prose and blocks there are, and the share of links.

    As `surroundings.flow` has it.
    """
    count = len(prose)
    before = before_each(prose)
    whole = text = link = 0.0
    for at in range(count):
        whole += prose[at]
        text += columns.length[at]
        link += columns.length[at] * linked[at]
    whole = max(1.0, whole)
    found = np.empty((len(judged), 5), dtype=np.float32)
    for row in range(len(judged)):
        at = judged[row]
        found[row, 0], found[row, 1] = at / count, before[at] / whole
        found[row, 2], found[row, 3], found[row, 4] = math.log1p(whole), math.log1p(count), link / text
    return found


@compiled
def _neighbours(core: Matrix, judged: Indexes) -> Matrix:
    """The core of the blocks before and behind each, and its average over wider and wider reaches.

    As `surroundings.neighbours` has it.
    """
    count, width = core.shape
    sums = np.zeros((count + 1, width))
    for at in range(count):
        for column in range(width):
            sums[at + 1, column] = sums[at, column] + core[at, column]
    found = np.zeros((len(judged), (2 + len(REACHES)) * width), dtype=np.float32)
    for row in range(len(judged)):
        at = judged[row]
        for column in range(width):
            if at > 0:
                found[row, column] = core[at - 1, column]
            if at + 1 < count:
                found[row, width + column] = core[at + 1, column]
            for reach in range(len(REACHES)):
                low, high = max(0, at - REACHES[reach]), min(count, at + REACHES[reach] + 1)
                mean = (sums[high, column] - sums[low, column]) / (high - low)
                found[row, (2 + reach) * width + column] = mean
    return found
