"""Numbers of blocks in order -> the same numbers of what stands around each block.

Written here because an article is a flow: whether a block belongs to it is told by its neighbours as much as by itself.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import chain, compress, repeat

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.float64]

REACHES = (2, 6, 15)  # blocks to either side over which neighbours are averaged
NEIGHBOURS = (-3, -2, -1, 1, 2, 3)
PROSE_WORDS = 2.2  # log(1 + words) from which a block that ends as a sentence counts as prose: 8 words
LONG_WORDS = 2.8  # the same without a stop: 15 words
STEM = 6  # letters by which two words count as one: enough in languages with endings
LOOK = 400  # characters of a block whose words are compared
_WORD = re.compile(r"[^\W\d_]{4,}|[\u3040-\u30ff\u3400-\u9fff]{2}|[\uac00-\ud7af]{2,}")


def neighbours(core: npt.NDArray[np.floating], beside: Sequence[int] = NEIGHBOURS) -> Numbers:
    """The numbers of the blocks around each block: some one by one, and averaged over wider and wider reaches."""
    count, width = core.shape
    found = np.zeros((count, len(beside) + len(REACHES), width))
    for place, by in enumerate(beside):
        found[max(0, -by) : max(0, count - by), place] = core[max(0, by) : max(0, count + by)]
    sums = np.zeros((count + 1, width))
    np.cumsum(core, axis=0, out=sums[1:])
    at = np.arange(count)
    for place, reach in enumerate(REACHES, len(beside)):
        low, high = np.maximum(at - reach, 0), np.minimum(at + reach + 1, count)
        found[:, place] = (sums[high] - sums[low]) / (high - low)[:, None]
    return found.reshape(count, -1)


def prose_of(forms: Numbers, lengths: Numbers) -> Numbers:
    """The characters of each block that is prose by its form (length and stop), else 0."""
    reads = ((forms[:, 0] > PROSE_WORDS) & (forms[:, 3] > 0)) | (forms[:, 0] > LONG_WORDS)
    return lengths * reads


def flow(prose: Numbers) -> Numbers:
    """Where a block stands among the blocks, how much of the prose is before it, and how much there is in all."""
    count = len(prose)
    whole = max(1.0, float(prose.sum()))
    before = (np.cumsum(prose) - prose) / whole
    full = np.ones(count)
    return np.column_stack([np.arange(count) / count, before, full * np.log1p(whole), full * np.log1p(count)])


def cohesion(texts: Sequence[str], prose: Numbers) -> Numbers:
    """For each block the share of its words, by their beginnings, that other prose has too, and that the longest has.

    Teasers of other stories are about something else. Two columns, 0 where a block has no such words.
    """
    stems = [{word[:STEM] for word in _WORD.findall(text[:LOOK].lower())} if text else set() for text in texts]
    own = (prose > 0).tolist()
    shared = Counter(chain.from_iterable(compress(stems, own)))
    columns = np.zeros((len(texts), 2))
    for at, block in enumerate(stems):
        if block:
            known = list(map(shared.get, block, repeat(0)))
            some, many = own[at], own[at] + 2  # times that a word stands in this block itself, and in two others too
            columns[at] = sum(map(some.__lt__, known)) / len(known), sum(map(many.__lt__, known)) / len(known)
    return columns
