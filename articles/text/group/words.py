"""Folded characters -> the hashes of a text's words, in order, and of its runs of five words (shingles).

A vectorised stand-in for hashing word by word with xxhash: a word's hash is a polynomial over its code points, taken
for all words at once from one running sum, so that the cost is that of a few numpy passes over the text.
"""

import functools
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from articles.text.group.fold import NEW_LINE, Codes, Kind

Words = npt.NDArray[np.uint32]
Hashes = npt.NDArray[np.uint64]
Places = npt.NDArray[np.intp]
Once = tuple[tuple[Hashes, Places], tuple[Hashes, Places]]

# Words in a shingle. Five is the usual compromise: shorter runs are shared by chance, longer ones break at every edit.
SHINGLE = 5
# Words of a text that are looked at. The longest article is some 20,000; a dump's accident may be millions.
MOST_WORDS = 40_000
MOST_CHARACTERS = 400_000

# Odd 64-bit constants: the polynomial's base, and the multipliers of splitmix64's finaliser (Steele et al., 2014).
_BASE = 0x9E3779B97F4A7C15
_MIX_1 = np.uint64(0xBF58476D1CE4E5B9)
_MIX_2 = np.uint64(0x94D049BB133111EB)
_SHINGLE_BASE = np.uint64(0xD6E8FEB86659FD93)
_64 = 1 << 64


def mixed(hashes: Hashes) -> Hashes:
    """Spread every bit of each hash over all of its bits (splitmix64)."""
    hashes = (hashes ^ (hashes >> np.uint64(30))) * _MIX_1
    hashes = (hashes ^ (hashes >> np.uint64(27))) * _MIX_2
    return hashes ^ (hashes >> np.uint64(31))


@functools.lru_cache(maxsize=2)
def _powers(base: int, count: int) -> Hashes:
    """Give base ** 0 .. base ** (count - 1), modulo 2 ** 64."""
    powers = np.full(count, base % _64, dtype=np.uint64)
    powers[0] = 1
    powers = np.cumprod(powers, dtype=np.uint64)
    powers.setflags(write=False)
    return powers


def _word_borders(codes: Codes, kinds: npt.NDArray[np.uint8]) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """Give where each word starts and ends. A point or comma between two digits is part of the number."""
    inside = (kinds == Kind.WORD) | (kinds == Kind.DIGIT) | (kinds == Kind.ALONE)
    digit = kinds == Kind.DIGIT
    joint = (codes[1:-1] == ord(".")) | (codes[1:-1] == ord(","))
    inside[1:-1] |= joint & digit[:-2] & digit[2:]
    alone = kinds == Kind.ALONE
    starts = inside.copy()
    starts[1:] &= ~inside[:-1] | alone[1:] | alone[:-1]
    ends = inside.copy()
    ends[:-1] &= ~inside[1:] | alone[:-1] | alone[1:]
    return np.flatnonzero(starts), np.flatnonzero(ends) + 1


def _inside_quotes(codes: Codes, kinds: npt.NDArray[np.uint8]) -> npt.NDArray[np.bool_]:
    """Tell of each character whether it stands between double quotes; an open quote ends with its paragraph."""
    marks = np.cumsum(kinds == Kind.SPEECH)
    before = np.zeros(len(codes), dtype=marks.dtype)
    ends = np.flatnonzero(codes == NEW_LINE)
    before[ends] = marks[ends]
    return ((marks - np.maximum.accumulate(before)) & 1).astype(np.bool_)


@dataclass(frozen=True, slots=True)
class WordList:
    """The 32-bit hash of each word in order; whether it is a number (has a digit); whether it is quoted speech."""

    hashes: Words
    numbers: npt.NDArray[np.bool_]
    quoted: npt.NDArray[np.bool_]


def word_list(codes: Codes, kinds: npt.NDArray[np.uint8]) -> WordList:
    """Give the words of folded code points: at most MOST_WORDS of the first MOST_CHARACTERS characters.

    Quote marks are left out first, so that "it's", "it’s" and "its" are one word.
    """
    codes, kinds = codes[:MOST_CHARACTERS], kinds[:MOST_CHARACTERS]
    kept = (kinds != Kind.QUOTE) & (kinds != Kind.SPEECH)
    quoted = _inside_quotes(codes, kinds)[kept]
    codes, kinds = codes[kept], kinds[kept]
    if len(codes) < 2:
        codes = np.concatenate([codes, np.full(2, ord(" "), np.uint32)])
        kinds = np.concatenate([kinds, np.full(2, Kind.GAP, np.uint8)])
        quoted = np.concatenate([quoted, np.zeros(2, np.bool_)])
    starts, ends = (borders[:MOST_WORDS] for borders in _word_borders(codes, kinds))
    # The powers are cached for the largest size only: a slice of them serves every shorter text.
    powers = _powers(_BASE, MOST_CHARACTERS)
    inverse = _powers(pow(_BASE, -1, _64), MOST_CHARACTERS)
    sums = np.zeros(len(codes) + 1, dtype=np.uint64)
    np.cumsum((codes.astype(np.uint64) + np.uint64(1)) * powers[: len(codes)], out=sums[1:])
    hashes = mixed((sums[ends] - sums[starts]) * inverse[starts])
    digits = np.zeros(len(codes) + 1, dtype=np.int64)
    np.cumsum(kinds == Kind.DIGIT, out=digits[1:])
    return WordList((hashes >> np.uint64(32)).astype(np.uint32), digits[ends] > digits[starts], quoted[starts])


def distinct_hashes(hashes: Hashes) -> Hashes:
    """Give the distinct hashes, ascending; three times as fast as numpy.unique on some hundreds."""
    ascending = np.sort(hashes)
    first = np.ones(len(ascending), dtype=np.bool_)
    first[1:] = ascending[1:] != ascending[:-1]
    return ascending[first]


def _only_once(hashes: Hashes) -> tuple[Hashes, Places]:
    """Give the hashes that occur once, ascending, and the place of each."""
    order = np.argsort(hashes)
    ascending = hashes[order]
    other = np.ones(len(hashes) + 1, dtype=np.bool_)
    other[1:-1] = ascending[1:] != ascending[:-1]
    alone = other[1:] & other[:-1]
    return ascending[alone], order[alone]


def once(words: Words) -> Once:
    """Give the pairs of words, and then the words, that stand once among these: ascending, and where each stands."""
    wide = words.astype(np.uint64)
    return _only_once((wide[:-1] << np.uint64(32)) | wide[1:]), _only_once(wide)


def shingle_hashes(words: Words, size: int = SHINGLE) -> Hashes:
    """Give the 64-bit hash of every run of `size` words, in order; a shorter text has one, over all its words."""
    if not len(words):
        return np.zeros(0, dtype=np.uint64)
    size = min(size, len(words))
    count = len(words) - size + 1
    hashes = np.zeros(count, dtype=np.uint64)
    for offset in range(size):
        hashes = hashes * _SHINGLE_BASE + words[offset : offset + count]
    return mixed(hashes)
