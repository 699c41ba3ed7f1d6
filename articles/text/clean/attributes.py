"""The attributes in a tag -> the words of its names, whether it names an author, whether a picture has an address.

Written here because which attributes tell is newsdesk's own choice. They are read where they stand, and only of tags
that are asked about; where an attribute stands twice, the first counts.
"""

import numpy as np

from articles.text.clean.arrays import Codes, integer, nth
from articles.text.clean.character_references import NOTHING, read_reference
from articles.text.clean.characters import is_space
from articles.text.clean.compiled import compiled_part
from articles.text.clean.names_table import FACTOR, hash_of
from articles.text.clean.sheet import Sheet, State
from articles.text.clean.tokens import small, value_end, value_start

_CLASS, _ID, _ROLE, _ITEMPROP = map(hash_of, ("class", "id", "role", "itemprop"))  # whose words say what it is for
_HIDDEN, _ARIA_HIDDEN, _STYLE = map(hash_of, ("hidden", "aria-hidden", "style"))
_REL, _HREF, _DATA_ORIGINAL = map(hash_of, ("rel", "href", "data-original"))
_SLASH, _EQUALS, _GREATER, _DOUBLE, _SINGLE, _AMPERSAND, _BLANK, _COLON, _DASH, _LINE = map(ord, "/=>\"'& :-_")
MAX_SOURCE = 53  # characters of the name of an attribute that has a picture's address, such as "data-lazy-srcset"


def _codes(text: str) -> Codes:
    return np.array([ord(character) for character in text], dtype=np.uint32)


_AUTHOR, _TRUE, _DISPLAY, _NONE, _HIDDEN_WORD = map(_codes, ("author", "true", "display", "none", " hidden"))
_AUTHOR_PATHS = tuple(map(_codes, ("/author", "/autor/", "/auteur", "/staff/")))
_DATA, _SRC = map(_codes, ("data:", "src"))


@compiled_part
def next_attribute(code: Codes, at: int, end: int) -> tuple[int, int, int, int, int]:
    """The next attribute from a place on: where its name begins and ends, its value without quotes, and what follows.

    The name is empty where there is none; so is the value of one that has none.
    """
    while at < end and _is_between(code[nth(at)]):
        at += 1
    name = at
    while at < end and not _is_between(code[nth(at)]):
        at += 1
    name_end = at
    at = min(value_start(code, at), end)
    if at == end or code[nth(at)] != _EQUALS:
        return name, name_end, name_end, name_end, name_end
    value = min(value_start(code, at + 1), end)
    after = value_end(code, value, end)
    quoted = value < after and (code[nth(value)] == _DOUBLE or code[nth(value)] == _SINGLE)
    return name, name_end, value + quoted, max(value + quoted, after - quoted), after


@compiled_part
def _is_between(character: int) -> bool:
    """Whether a character is of no attribute's name."""
    return is_space(character) or character in (_SLASH, _EQUALS, _GREATER)


@compiled_part
def _hash(code: Codes, at: int, end: int) -> int:
    """The hash of an attribute's name in small letters."""
    value = 0
    for place in range(at, end):
        value = value * FACTOR + integer(small(code[nth(place)]))
    return value


@compiled_part
def begins(code: Codes, at: int, end: int, wanted: Codes) -> bool:
    """Whether a text stands at a place, before an end."""
    if at + len(wanted) > end:
        return False
    place = 0
    while place < len(wanted) and code[nth(at + place)] == wanted[place]:
        place += 1
    return place == len(wanted)


@compiled_part
def _put_character(sheet: Sheet, now: State, character: int) -> None:
    """Add a character to the names.

    They stay in their half of `out`: the words of a tag are no longer than the tag, and are put once.
    """
    if now.names < len(sheet.out):
        sheet.out[now.names] = character
        now.names += 1
    else:
        now.cut = 1


@compiled_part
def _put(sheet: Sheet, now: State, at: int, end: int) -> None:
    """Add a value to the names, its references resolved."""
    while at < end:
        if sheet.code[nth(at)] == _AMPERSAND:
            at = read_reference(sheet.code, at, end, sheet.references, now.found)
            for character in now.found:
                if character != NOTHING:
                    _put_character(sheet, now, character)
        else:
            _put_character(sheet, now, integer(sheet.code[nth(at)]))
            at += 1


@compiled_part
def put_words(sheet: Sheet, now: State, at: int, end: int) -> None:
    """Add the words of an element's class, id, role and itemprop to the names, and "hidden" where it is."""
    seen = 0
    while at < end:
        name, name_end, value, stop, at = next_attribute(sheet.code, at, end)
        bit = _telling(_hash(sheet.code, name, name_end))
        if not bit or seen & bit:
            continue
        seen |= bit
        if bit <= 8:
            _put_character(sheet, now, integer(_BLANK))
            _put(sheet, now, value, stop)
        elif bit == 16 or _is_not_shown(sheet.code, value, stop):
            for character in _HIDDEN_WORD:
                _put_character(sheet, now, integer(character))


@compiled_part
def _telling(name: int) -> int:
    """A bit for each attribute that tells, up to 8 for those with words; 0 for others."""
    if name == _CLASS:
        return 1
    if name == _ID:
        return 2
    if name == _ROLE:
        return 4
    if name == _ITEMPROP:
        return 8
    if name == _HIDDEN:
        return 16
    return 32 if name == _ARIA_HIDDEN else 64 if name == _STYLE else 0


@compiled_part
def _is_not_shown(code: Codes, at: int, end: int) -> bool:
    """Whether a value is "true" or has "display: none"."""
    if end - at == len(_TRUE) and begins(code, at, end, _TRUE):
        return True
    for place in range(at, end):
        if begins(code, place, end, _DISPLAY):
            after = place + len(_DISPLAY)
            after += after < end and code[nth(after)] == _BLANK
            if after < end and code[nth(after)] == _COLON:
                after += 1
                after += after < end and code[nth(after)] == _BLANK
                if begins(code, after, end, _NONE):
                    return True
    return False


@compiled_part
def put_class(sheet: Sheet, now: State) -> bool:
    """Add the class of the tag that is read to the names of the block; whether the tag is or leads to an author's."""
    at, end = now.attrs, now.attrs_end
    classed = author = False
    while at < end:
        name, name_end, value, stop, at = next_attribute(sheet.code, at, end)
        known = _hash(sheet.code, name, name_end)
        if known == _CLASS and not classed and value < stop:
            classed = True
            if now.inlines:
                _put_character(sheet, now, integer(_BLANK))
            now.inlines += 1
            now.dirty = 1
            _put(sheet, now, value, stop)
        elif known == _HREF:
            author |= _has_author_path(sheet.code, value, stop)
        elif known in (_REL, _ITEMPROP):
            author |= stop - value == len(_AUTHOR) and begins(sheet.code, value, stop, _AUTHOR)
    return author


@compiled_part
def _has_author_path(code: Codes, at: int, end: int) -> bool:
    """Whether an address is of an author's page."""
    for place in range(at, end):
        if code[nth(place)] == _SLASH:
            for path in _AUTHOR_PATHS:
                if begins(code, place, end, path):
                    return True
    return False


@compiled_part
def has_address(code: Codes, at: int, end: int) -> bool:
    """Whether a picture has one, now or, as in "data-src", later by a script; "data:" is a placeholder's."""
    while at < end:
        name, name_end, value, stop, at = next_attribute(code, at, end)
        if _is_source(code, name, name_end):
            value = min(value_start(code, value), stop)
            if value < stop and not _begins_data(code, value, stop):
                return True
    return False


@compiled_part
def _is_source(code: Codes, at: int, end: int) -> bool:
    """Whether an attribute has a picture's address, by its name."""
    if end - at > MAX_SOURCE:
        return False
    found = False
    for place in range(at, end):
        letter = small(code[nth(place)])
        is_plain = 97 <= letter <= 122 or 48 <= letter <= 57 or letter in (_DASH, _LINE)
        if not is_plain:
            return False
        found |= place + 3 <= end and letter == _SRC[0] and _is_small(code, place, end, _SRC)
    return found or _hash(code, at, end) == _DATA_ORIGINAL


@compiled_part
def _is_small(code: Codes, at: int, end: int, wanted: Codes) -> bool:
    """Whether a text stands at a place in any letters."""
    if at + len(wanted) > end:
        return False
    place = 0
    while place < len(wanted) and small(code[nth(at + place)]) == wanted[place]:
        place += 1
    return place == len(wanted)


@compiled_part
def _begins_data(code: Codes, at: int, end: int) -> bool:
    return _is_small(code, at, end, _DATA)
