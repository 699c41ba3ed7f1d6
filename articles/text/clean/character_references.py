"""Character references -> the characters they stand for, in compiled code: "&eacute;", "&#233;", "&#xE9;".

Written here because a page's text is cut where it stands, not as strings that html.unescape could be asked about. The
rules are the same (HTML Living Standard, 13.2.5.72: the longest name that fits, also without its semicolon).
"""

import html

import numpy as np

from articles.text.clean.arrays import Codes, Longs, integer, nth
from articles.text.clean.characters import is_space
from articles.text.clean.compiled import compiled_part
from articles.text.clean.names_table import FACTOR, REFERENCE_SLOTS

LONGEST = 33  # characters of a name, with its semicolon
NOTHING = -1  # in place of a character: none
REPLACEMENT = 0xFFFD
LOW = 0xA0  # numbers below are looked up: many stand for what Windows has there
_LOW = np.array([ord(html.unescape(f"&#{number};") or "\0") or NOTHING for number in range(LOW)], dtype=np.int64)
_MAX = 0x10FFFF
_AMPERSAND, _HASH, _SEMICOLON, _LESS, _0, _9, _A, _F, _X = map(ord, "&#;<09afx")
_SMALL = 0x20  # the bit that makes a capital of ASCII small


@compiled_part
def read_reference(code: Codes, at: int, end: int, table: Longs, found: Longs) -> int:
    """The place behind a reference that begins at `at`, its one or two characters or NOTHING in `found`.

    What is no reference is a plain ampersand.
    """
    found[0], found[1] = _AMPERSAND, NOTHING
    if at + 1 < end and code[nth(at + 1)] == _HASH:
        return _read_number(code, at, end, found)
    return _read_name(code, at, end, table, found)


@compiled_part
def _read_number(code: Codes, at: int, end: int, found: Longs) -> int:
    """The same for a reference by number, decimal or hexadecimal."""
    start = at + 2
    base = 16 if start < end and code[nth(start)] | _SMALL == _X else 10
    start += base == 16
    place, number = start, 0
    while place < end:
        digit = _digit(code[nth(place)], base)
        if digit < 0:
            break
        number = min(number * base + digit, _MAX + 1)
        place += 1
    if place == start:
        return at + 1
    found[0] = _character(number)
    return place + (place < end and code[nth(place)] == _SEMICOLON)


@compiled_part
def _digit(character: int, base: int) -> int:
    """The value of a digit; -1 for another character."""
    if _0 <= character <= _9:
        return character - _0
    small = character | _SMALL
    return small - _A + 10 if base == 16 and _A <= small <= _F else -1


@compiled_part
def _character(number: int) -> int:
    """The character that a number stands for; NOTHING for those that are none."""
    if number < LOW:
        return int(_LOW[number])
    if 0xD800 <= number <= 0xDFFF or number > _MAX:
        return REPLACEMENT
    return NOTHING if 0xFDD0 <= number <= 0xFDEF or number & 0xFFFE == 0xFFFE else number


@compiled_part
def _read_name(code: Codes, at: int, end: int, table: Longs, found: Longs) -> int:
    """The same for a reference by name: the longest that is one."""
    place, value = at + 1, 0
    behind = place
    while place < min(end, at + 1 + LONGEST):
        character = integer(code[nth(place)])
        if _ends_name(character):
            break
        place += 1
        value = value * FACTOR + character
        slot = value & (REFERENCE_SLOTS - 1)
        while table[slot, 1] and table[slot, 0] != value:
            slot = (slot + 1) & (REFERENCE_SLOTS - 1)
        if table[slot, 1]:
            found[0], found[1], behind = table[slot, 1], table[slot, 2] or NOTHING, place
        if character == _SEMICOLON:
            break
    return behind


@compiled_part
def _ends_name(character: int) -> bool:
    return character in (_AMPERSAND, _HASH, _LESS) or is_space(character)
