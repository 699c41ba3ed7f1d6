"""A page's code points -> where its tags, comments and raw contents end, in time linear in its length.

Written here because a parser builds a tree of all that a page has, scripts and pictures too, only to be walked once.
These read a page as a browser would (HTML Living Standard, 13.2.5): `>` may stand in a value, scripts hold no tags. Two
things differ: a tag that the page's end cuts off is one, and a quote that is never closed begins no value.
"""

from articles.text.clean.arrays import Codes, integer, nth
from articles.text.clean.characters import is_space
from articles.text.clean.compiled import compiled_part
from articles.text.clean.names_table import FACTOR
from articles.text.clean.tag_table import BY_HASH, SCRIPT, SLOTS

_LESS, _GREATER, _SLASH, _EQUALS, _DASH, _BANG, _QUERY, _DOUBLE, _SINGLE, _A, _Z = map(ord, "<>/=-!?\"'az")
MAX_NAME = 16  # characters that are looked at for the name of an element with raw content
_OTHER = -(2**63)  # the bit that makes a hash negative
_SMALL = 0x20  # the bit that makes a capital of ASCII small


@compiled_part
def small(code: int) -> int:
    """A character with the capitals of ASCII made small."""
    return code | _SMALL if 0x41 <= code <= 0x5A else code


@compiled_part
def is_letter(code: int) -> bool:
    """Whether a tag's name may begin with a character."""
    return _A <= code | _SMALL <= _Z


@compiled_part
def next_less(code: Codes, at: int) -> int:
    """The place of the next "<"; the page's end where there is none."""
    while at < len(code) and code[nth(at)] != _LESS:
        at += 1
    return at


@compiled_part
def is_tag(code: Codes, at: int) -> bool:
    """Whether the "<" at a place begins a tag."""
    at += 1
    if at < len(code) and code[nth(at)] == _SLASH:
        at += 1
    return at < len(code) and is_letter(code[nth(at)])


@compiled_part
def comment_end(code: Codes, at: int) -> int:
    """The place behind the comment or the like that the "<" at a place begins; the same where it begins none."""
    start = at + 1
    if start >= len(code) or code[nth(start)] not in (_BANG, _QUERY, _SLASH):
        return at
    if code[nth(start)] == _BANG and is_dashes(code, start + 1) and not _is_empty_comment(code, start + 3):
        return _dashed_end(code, start + 3)
    while start < len(code) and code[nth(start)] != _GREATER:
        start += 1
    return min(start + 1, len(code))


@compiled_part
def is_dashes(code: Codes, at: int) -> bool:
    """Whether two dashes stand at a place."""
    return at + 1 < len(code) and code[nth(at)] == _DASH and code[nth(at + 1)] == _DASH


@compiled_part
def _is_empty_comment(code: Codes, at: int) -> bool:
    """Whether a comment ends where it began: "<!-->", "<!--->"."""
    at += at < len(code) and code[nth(at)] == _DASH
    return at < len(code) and code[nth(at)] == _GREATER


@compiled_part
def _dashed_end(code: Codes, at: int) -> int:
    """The place behind the "-->" or "--!>" of a comment."""
    while at < len(code):
        if is_dashes(code, at):
            close = at + 2
            close += close < len(code) and code[nth(close)] == _BANG
            if close < len(code) and code[nth(close)] == _GREATER:
                return close + 1
        at += 1
    return at


@compiled_part
def name_of(code: Codes, at: int, end: int) -> tuple[int, int]:
    """The number of the tag whose name begins at a place, and where the name ends; of other tags a negative hash."""
    value = 0
    while at < end and not (is_space(code[nth(at)]) or code[nth(at)] == _SLASH or code[nth(at)] == _GREATER):
        value = value * FACTOR + integer(small(code[nth(at)]))
        at += 1
    slot = value & (SLOTS - 1)
    while BY_HASH[slot, 1] and BY_HASH[slot, 0] != value:
        slot = (slot + 1) & (SLOTS - 1)
    return BY_HASH[slot, 1] or value | _OTHER, at


@compiled_part
def attributes_end(code: Codes, at: int) -> tuple[int, bool]:
    """The place of the ">" that ends a tag whose attributes begin at a place, and whether the tag closes itself.

    A slash before it does that, unless it is of a value without quotes.
    """
    valued = at
    while at < len(code) and code[nth(at)] != _GREATER:
        if code[nth(at)] == _EQUALS:
            at = value_end(code, value_start(code, at + 1), len(code))
            valued = at
        else:
            at += 1
    return at, at > valued and code[nth(at - 1)] == _SLASH


@compiled_part
def value_start(code: Codes, at: int) -> int:
    """The place behind the spaces at a place."""
    while at < len(code) and is_space(code[nth(at)]):
        at += 1
    return at


@compiled_part
def value_end(code: Codes, at: int, end: int) -> int:
    """The place behind a value that begins at a place, its quotes included."""
    if at < end and (code[nth(at)] == _DOUBLE or code[nth(at)] == _SINGLE):
        close = at + 1
        while close < end and code[nth(close)] != code[nth(at)]:
            close += 1
        return close + 1 if close < end else at + 1
    while at < end and not (is_space(code[nth(at)]) or code[nth(at)] == _GREATER):
        at += 1
    return at


@compiled_part
def is_name(code: Codes, at: int, number: int) -> bool:
    """Whether the name of an element with raw content, and no more, stands at a place."""
    if at >= len(code) or not is_letter(code[nth(at)]):
        return False
    found, end = name_of(code, at, min(len(code), at + MAX_NAME))
    return found == number and end < len(code)


@compiled_part
def raw_end(code: Codes, at: int, number: int) -> int:
    """The place of the end tag of an element whose content is no markup; in a script's comment another may stand."""
    while at < len(code):
        at = next_less(code, at)
        if _is_end(code, at, number):
            return at
        if number == SCRIPT and at + 1 < len(code) and code[nth(at + 1)] == _BANG and is_dashes(code, at + 2):
            at = _escaped_end(code, at + 2)
        else:
            at += 1
    return len(code)


@compiled_part
def _is_end(code: Codes, at: int, number: int) -> bool:
    """Whether an element's end tag stands at a place."""
    return (
        at + 1 < len(code) and code[nth(at)] == _LESS and code[nth(at + 1)] == _SLASH and is_name(code, at + 2, number)
    )


@compiled_part
def _escaped_end(code: Codes, at: int) -> int:
    """The place at which a script's comment ends, or the script's end tag in it (13.2.5.20, script data escaped)."""
    within = False  # whether another script has begun
    while at < len(code):
        if code[nth(at)] == _LESS:
            if _is_end(code, at, SCRIPT):
                if not within:
                    return at
                within = False
            elif is_name(code, at + 1, SCRIPT):
                within = True
        elif is_dashes(code, at) and at + 2 < len(code) and code[nth(at + 2)] == _GREATER:
            return at + 3
        at += 1
    return at
