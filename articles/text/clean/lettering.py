"""The code points of a page's texts -> the form of each text's words, and the words of boxes in it.

Written here in loops that are compiled, which for a page take a tenth of the time of what text captures use
(`wording.py`, `boxes.py`), since those do not wait for a compiler's library. What a character or a word means is said
there; a property test holds both ways to the same numbers.
"""

import math
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from articles.text.clean.arrays import Codes, Longs
from articles.text.clean.boxes import GROUP, LOOK, LOOK_IN
from articles.text.clean.compiled import compiled, compiled_part
from articles.text.clean.surroundings import Numbers
from articles.text.clean.wording import (
    BREAK,
    CASED,
    CLOSER,
    COMMA,
    DIGIT,
    END,
    FIELD,
    LOWER,
    NAMES,
    QUOTE,
    SIGN,
    SMALL,
    SPACELESS,
    STOP,
    TABLE,
    UPPER,
    WIDE,
    class_table,
    sign_table,
)
from articles.text.clean.wording import LOOK as MEASURED

SPACE = ord(" ")
ADDRESS = 11  # the number of a form that patterns tell, whether an address stands in the text
CLOSERS = 4  # characters at a text's end among which quotes and brackets behind its stop are looked for
SEED, PRIME = -3750763034362895579, 1099511628211  # of the hash FNV-1a, here over code points
SLOTS = 8_192  # of the table of words: a fifth of them is taken


class Letters(NamedTuple):
    """What characters and words are: for each character its classes, signs and small letter, and the words of boxes.

    The hashes of these stand in `keys` in their slots, 0 for none, and beside each in `groups` the number of its group.
    """

    classes: Longs
    signs: npt.NDArray[np.uint8]
    small: Longs
    keys: Longs
    groups: Longs


@lru_cache(maxsize=1)
def letters() -> Letters:
    """The tables of characters and words, made once."""
    return Letters(class_table(), sign_table(), _small_letters(), *_slots())


@compiled
def read_text(form: Numbers, shares: Numbers, text: Codes, table: Letters) -> None:
    """Fill a row of `wording.TRAITS` numbers, and one with the shares of a text's first words by what they are for.

    They are those of `wording.wordings`, but for ADDRESS, which is left as it is, and of `boxes.box_words`.
    """
    _measure(form, text, table, len(text))
    _look_up(shares, text, table)


@compiled_part
def _measure(form: Numbers, text: Codes, table: Letters, whole: int) -> None:
    """Fill the row but for the address; counted is the text's beginning, its last characters are those of its end."""
    size = min(MEASURED, whole)
    sums, words, capitals, stops = _count(text, size, table)
    unspaced = _number(sums, SPACELESS)
    length = words + unspaced / 2
    first, last = table.signs[min(TABLE - 1, text[0])], _last_sign(text, table)
    form[0] = math.log1p(length * whole / size)
    form[1] = math.log1p(whole)
    form[2] = size / (words + unspaced)
    form[3] = last & STOP > 0
    form[4] = last & BREAK > 0
    form[5] = _number(sums, COMMA) / length
    form[6] = (stops + _number(sums, WIDE)) / length
    form[7] = _number(sums, DIGIT) / size
    form[8] = capitals / min(words, NAMES)
    form[9] = (first | last) & QUOTE > 0
    form[10] = _number(sums, SIGN) / size
    form[12] = first & SMALL > 0
    form[13] = _number(sums, UPPER) > 0 and _number(sums, LOWER) == 0
    form[14] = length < 4
    form[15] = unspaced / size


@compiled_part
def _number(sums: int, field: int) -> int:
    """A class's count in a text's sum."""
    return int(sums // field & (1 << FIELD) - 1)


@compiled_part
def _count(text: Codes, size: int, table: Letters) -> tuple[int, int, int, int]:
    """The sum of the characters' classes, the words, those of the first NAMES with a capital, and the stops."""
    sums = words = capitals = stops = before = 0
    is_first = True
    for at in range(size):
        code = min(TABLE - 1, text[at])
        own = table.classes[code]
        sums += own
        if is_first:
            words += 1
            capitals += words <= NAMES and own & UPPER > 0
        is_first = code == SPACE
        if is_first and at > 0:
            stops += table.signs[before] & END > 0
        before = code
    return sums, words, capitals, stops


@compiled_part
def _last_sign(text: Codes, table: Letters) -> int:
    """The signs of the last character, and of the stop that stands before it and up to two more quotes and brackets."""
    at = len(text) - 1
    last = table.signs[min(TABLE - 1, text[at])]
    end = max(0, at + 1 - CLOSERS)
    while at >= end and table.signs[min(TABLE - 1, text[at])] & CLOSER:
        at -= 1
    return int(last | (table.signs[min(TABLE - 1, text[at])] & STOP if at >= end else 0))


@compiled_part
def _look_up(shares: Numbers, text: Codes, table: Letters) -> None:
    """Add up the shares of the first words; a text has single spaces, none at its start."""
    shares[:] = 0
    words, at, end = 0, 0, min(LOOK_IN, len(text))
    while at < end and words < LOOK:
        key = SEED
        while at < end and text[at] != SPACE:
            letter = table.small[text[at]] if text[at] < TABLE else text[at]
            key = (key ^ letter) * PRIME
            at += 1
        words += 1
        at += 1
        group = table.groups[_slot(table.keys, key)]
        if group:
            shares[group - 1] += 1
    for group in range(len(shares)):
        count = int(shares[group])
        shares[group] = 0
        for _ in range(count):  # as they are added up elsewhere
            shares[group] += 1 / words


@compiled_part
def _slot(keys: Longs, key: int) -> int:
    """The slot that a hash has in a table, or the free one in which it would stand."""
    slot = key & (SLOTS - 1)
    while keys[slot] and keys[slot] != key:
        slot = slot + 1 & (SLOTS - 1)
    return slot


def _small_letters() -> Longs:
    """For each character the small letter; itself where that is more than one."""
    table = np.arange(TABLE, dtype=np.int64)
    for first, last in CASED:
        for code in range(first, last):
            small = chr(code).lower()
            table[code] = ord(small) if len(small) == 1 else code
    return table


def _slots() -> tuple[Longs, Longs]:
    """The hashes of the words of boxes in their slots, and beside each the number of its group."""
    keys, groups = np.zeros(SLOTS, dtype=np.int64), np.zeros(SLOTS, dtype=np.int64)
    for word, group in GROUP.items():
        key = np.int64(SEED)
        with np.errstate(over="ignore"):
            for letter in word:
                key = (key ^ np.int64(ord(letter))) * np.int64(PRIME)
        slot = int(key) & (SLOTS - 1)
        while keys[slot]:
            slot = (slot + 1) & (SLOTS - 1)
        keys[slot], groups[slot] = key, group
    return keys, groups
