"""The code points of a page's texts -> how many words, capitals and stops each has, and the words of boxes in it.

Written here in loops that are compiled, which for a page take a fifth of the time of what text captures use
(`wording.py`, `boxes.py`), since those do not wait for a compiler's library. What a character or a word means is said
there; a property test holds both ways to the same numbers.
"""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from articles.text.clean.boxes import GROUP, GROUPS, LOOK, LOOK_IN
from articles.text.clean.compiled import compiled
from articles.text.clean.wording import (
    CASED,
    END,
    NAMES,
    TABLE,
    UPPER,
    Codes,
    Counts,
    Numbers,
    WordCounts,
    class_table,
    sign_table,
)

SPACE = ord(" ")
SEED, PRIME = -3750763034362895579, 1099511628211  # of the hash FNV-1a, here over code points
SLOTS = 8_192  # of the table of words: a fifth of them is taken


def count_words(codes: Codes, starts: Counts, ends: Counts) -> WordCounts:
    """What is counted of each line, as `wording.count_words` does."""
    counts = np.zeros((4, len(starts)), dtype=np.int64)
    _count(counts, codes, starts, ends, (class_table(), sign_table()), (UPPER, END, NAMES))
    return WordCounts(*counts)


@compiled
def _count(
    counts: Counts,
    codes: Codes,
    starts: Counts,
    ends: Counts,
    tables: tuple[Counts, npt.NDArray[np.uint8]],
    marks: tuple[int, int, int],
) -> None:
    """Fill the rows of sums, words, capitals and stops."""
    classes, signs = tables
    upper, end, names = marks
    last = len(classes) - 1
    for line in range(len(starts)):
        words, before, is_first = 0, 0, True
        for at in range(starts[line], ends[line]):
            code = min(last, codes[at])
            counts[0, line] += classes[code]
            if is_first:
                words += 1
                counts[2, line] += words <= names and classes[code] & upper > 0
            is_first = code == SPACE
            if is_first and at > starts[line]:
                counts[3, line] += signs[before] & end > 0
            before = code
        counts[1, line] = words


def box_words(texts: Sequence[str]) -> Numbers:
    """For each text the shares of its first words by what their boxes are for, as `boxes.box_words` has them."""
    heads = [text[:LOOK_IN] for text in texts]
    codes = np.frombuffer("".join(heads).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    ends = np.cumsum([len(head) for head in heads], dtype=np.int64)
    shares = np.zeros((len(texts), GROUPS))
    _share(shares, codes, ends, (_small_letters(), *_slots()), LOOK)
    return shares


@compiled
def _share(shares: Numbers, codes: Codes, ends: Counts, tables: tuple[Counts, Counts, Counts], most: int) -> None:
    """Add up the shares of words; a text has single spaces, none at its start."""
    small, keys, groups = tables
    start = 0
    for line in range(len(ends)):
        found = np.zeros(shares.shape[1], dtype=np.int64)
        words, at = 0, start
        while at < ends[line] and words < most:
            key = SEED
            while at < ends[line] and codes[at] != SPACE:
                letter = small[codes[at]] if codes[at] < len(small) else codes[at]
                key = (key ^ letter) * PRIME
                at += 1
            words += 1
            at += 1
            group = groups[_slot(keys, key)]
            if group:
                found[group - 1] += 1
        for group in range(len(found)):
            for _ in range(found[group]):
                shares[line, group] += 1 / words
        start = ends[line]


@compiled
def _slot(keys: Counts, key: int | np.int64) -> int:
    """The slot that a hash has in a table, or the free one in which it would stand."""
    slot = int(key) & (len(keys) - 1)
    while keys[slot] and keys[slot] != key:
        slot = slot + 1 & (len(keys) - 1)
    return slot


@lru_cache(maxsize=1)
def _small_letters() -> Counts:
    """For each character the small letter; itself where that is more than one."""
    table = np.arange(TABLE, dtype=np.int64)
    for first, last in CASED:
        for code in range(first, last):
            small = chr(code).lower()
            table[code] = ord(small) if len(small) == 1 else code
    return table


@lru_cache(maxsize=1)
def _slots() -> tuple[Counts, Counts]:
    """The hashes of the words of boxes in their slots, 0 for none, and beside each the number of its group."""
    keys, groups = np.zeros(SLOTS, dtype=np.int64), np.zeros(SLOTS, dtype=np.int64)
    for word, group in GROUP.items():
        key = np.int64(SEED)
        with np.errstate(over="ignore"):
            for letter in word:
                key = (key ^ np.int64(ord(letter))) * np.int64(PRIME)
        slot = _slot(keys, key)
        keys[slot], groups[slot] = key, group
    return keys, groups
