"""The form of lines' words as numbers that mean the same in every language.

Written here because no stop word of any one language may decide what an article is (they ruin all the others). All
lines of a page are measured at once: their characters are classed by one table, and counted line by line by numpy.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Codes = npt.NDArray[np.uint32]
Numbers = npt.NDArray[np.float64]
Counts = npt.NDArray[np.int64]

LOOK = 400  # characters of a line that are measured; the rest of a longer one is like them
NAMES = 40  # words whose capitals are counted
UNSPACED_RANGES = ((0x3040, 0x30FF), (0x3400, 0x9FFF), (0x0E00, 0x0EFF))  # kana, ideographs, Thai and Lao
# Where capitals and digits stand: the rest is ideographs, syllables, private use and signs.
CASED = ((0, 0x2E80), (0xA600, 0xAC00), (0xFB00, 0x12000), (0x16A00, 0x17000), (0x1D400, 0x1F200), (0x1FB00, 0x1FC00))
_STOPS = frozenset(".!?…。！？।؟")
_CLOSERS = "\"”’»›」』)]'"
_BREAKS = frozenset(":;,-–—")
_QUOTES = frozenset('"“”„«»‘’「『')
_SIGNS = frozenset("|•›»·/>→©#@_{}=[]")
_COMMAS = frozenset(",;、，،")
_SENTENCE_ENDS = ".?!"  # with a space behind them
_WIDE_STOP = "。"
# "https:", "www.", "@name", "10:30", each from a sign that is quickly looked for.
_ADDRESS = re.compile(r":(?:(?<=\d:)\d\d|(?<=http:)|(?<=https:))|@\w|www\.")
TRAITS = 16

TABLE = 0x20000  # characters that are told apart; those beyond are rare ideographs, of no class
FIELD = 9  # bits of a count in a line's sum: 2 ** 9 is more than LOOK
STOP, BREAK, QUOTE, CLOSER, SMALL, END = (1 << at for at in range(6))
COMMA, WIDE, DIGIT, SIGN, SPACELESS, UPPER, LOWER = (1 << FIELD * at for at in range(7))


class WordCounts(NamedTuple):
    """Of each line the sum of its characters' classes, its words, its first words with a capital, and its stops."""

    sums: Counts
    words: Counts
    capitals: Counts
    stops: Counts


@lru_cache(maxsize=1)
def sign_table() -> npt.NDArray[np.uint8]:
    """For each character which of the signs it is that matter at the ends of a line; SMALL for a small letter."""
    table = np.zeros(TABLE, dtype=np.uint8)
    kinds = ((STOP, _STOPS), (BREAK, _BREAKS), (QUOTE, _QUOTES), (CLOSER, _CLOSERS), (END, _SENTENCE_ENDS))
    for bit, signs in kinds:
        table[list(map(ord, signs))] |= bit
    table[_letters(str.islower)] |= SMALL
    return table


@lru_cache(maxsize=1)
def class_table() -> Counts:
    """For each character 1 in the field of each of its classes, so that their sum over a line has all the counts."""
    table = np.zeros(TABLE, dtype=np.int64)
    for field, signs in ((COMMA, _COMMAS), (WIDE, _WIDE_STOP), (SIGN, _SIGNS)):
        table[list(map(ord, signs))] += field
    table[_letters(str.isdecimal)] += DIGIT
    for first, last in UNSPACED_RANGES:
        table[first : last + 1] += SPACELESS
    upper = _letters(str.isupper)
    table[upper] += UPPER
    titled = _letters(lambda letter: letter.istitle() and not letter.isupper())
    table[_letters(str.islower)] += LOWER
    table[titled] += LOWER
    return table


def _letters(belongs: Callable[[str], bool]) -> Counts:
    """The characters of scripts with capitals or digits for which something holds."""
    cased = np.concatenate([np.arange(first, last) for first, last in CASED])
    found: Counts = cased[np.fromiter(map(belongs, map(chr, cased.tolist())), dtype=bool, count=len(cased))]
    return found


def count_words(codes: Codes, starts: Counts, ends: Counts) -> WordCounts:
    """What is counted of each line, whose code points stand between these places, all at once by numpy."""
    classes = class_table().take(codes, mode="clip")
    return WordCounts(np.add.reduceat(classes, starts), *_words(codes, classes, starts, ends))


def wordings(texts: Sequence[str]) -> Numbers:
    """A row of TRAITS numbers for each text; each is tidy and not empty.

    Length, stop at the end, and shares of commas, stops, digits, capitals, signs and the like. Counts are logarithms;
    shares are of words or characters. The first is log(1 + words), two characters of a script without spaces being a
    word; the fourth is 1 where the line ends as a sentence; the ninth the share of capitals.
    """
    if not texts:
        return np.zeros((0, TRAITS))
    heads = [text[:LOOK] for text in texts]
    codes = np.frombuffer("".join(heads).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    size, whole = _lengths(heads), _lengths(texts)
    ends = np.cumsum(size)
    starts = ends - size
    sums, words, capitals, stops = count_words(codes, starts, ends)
    unspaced = _count(sums, SPACELESS)
    length = words + unspaced / 2
    upper = _count(sums, UPPER)
    first, last = _ends(texts, codes[starts], codes[ends - 1])
    found = np.empty((TRAITS, len(texts)))
    for row, numbers in zip(found, (
        np.log1p(length * whole / size),
        np.log1p(whole),
        size / (words + unspaced),
        last & STOP > 0,
        last & BREAK > 0,
        _count(sums, COMMA) / length,
        (stops + _count(sums, WIDE)) / length,
        _count(sums, DIGIT) / size,
        capitals / np.minimum(words, NAMES),
        (first | last) & QUOTE > 0,
        _count(sums, SIGN) / size,
        [has_address(head) for head in heads],
        first & SMALL > 0,
        (upper > 0) & (_count(sums, LOWER) == 0),
        length < 4,
        unspaced / size,
    ), strict=True):  # fmt: skip
        row[:] = numbers
    return found.T


def _lengths(texts: Sequence[str]) -> Counts:
    return np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))


def _count(sums: Counts, field: int) -> Counts:
    """A class's count in each line's sum."""
    return sums // field & (1 << FIELD) - 1


def _words(codes: Codes, classes: Counts, starts: Counts, ends: Counts) -> tuple[Counts, Counts, Counts]:
    """Of each line: its words, how many of the first NAMES begin with a capital, and its stops."""
    spaces = np.flatnonzero(codes == ord(" "))
    before = np.searchsorted(spaces, starts)  # spaces in the lines before each
    count = len(starts)
    each = np.diff(before, append=len(spaces))
    lines = np.repeat(np.arange(count), each)
    words = each + (codes[ends - 1] != ord(" "))  # a line may be cut behind a space
    capital = classes & UPPER > 0
    rank = np.arange(1, len(spaces) + 1) - before[lines]
    named = capital.take(spaces + 1, mode="clip") & (rank < np.minimum(words, NAMES)[lines])
    ended = sign_table().take(codes[spaces - 1], mode="clip") & END > 0
    capitals = capital[starts] + np.bincount(lines[named], minlength=count)
    return words, capitals, np.bincount(lines[ended], minlength=count)


def _ends(
    texts: Sequence[str], first: npt.NDArray[np.uint32], last: npt.NDArray[np.uint32]
) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.uint8]]:
    """The signs of the first and last characters; a stop may have up to three quotes and brackets behind it."""
    for at in [at for at, text in enumerate(texts) if len(text) > LOOK]:
        last[at] = ord(texts[at][-1])
    signs = sign_table()
    found = signs.take(last, mode="clip")
    for at in np.flatnonzero(found & CLOSER).tolist():
        bare = texts[at][-4:].rstrip(_CLOSERS)[-1:]
        found[at] |= STOP * (bare in _STOPS)
    return signs.take(first, mode="clip"), found


def has_address(head: str) -> bool:
    """Whether an address, a name such as "@name" or a time of day stands in a line."""
    return (":" in head or "@" in head or "www." in head) and _ADDRESS.search(head) is not None  # the search is slow
