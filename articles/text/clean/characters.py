"""Code points -> what the cutter has to know of them: spaces of markup, white space, and what an editor need not see.

Written here because compiled code cannot ask a string. White space is what str.isspace() says, and a plain character is
one that `door.tidy` leaves as it is wherever it stands; those of most texts are told by ranges.
"""

import numpy as np

from articles.text.clean.compiled import compiled_part

PLAIN, WHITE, ODD = 0, 1, 2
LOW = 0x300  # the first combining mark: below, characters are told by a table
_LOW = np.array(
    [WHITE if chr(code).isspace() else PLAIN if chr(code).isprintable() else ODD for code in range(LOW)], dtype=np.int8
)
_WHITE = np.array([code for code in range(LOW, 0x3001) if chr(code).isspace()], dtype=np.uint32)
# Ranges of characters that are printed, in NFC, and join no other: letters of Greek, Cyrillic, Arabic, Vietnamese,
# dashes, quotes and the euro sign, the signs of Japanese, Chinese and Korean.
_PLAIN = np.array(
    [
        (0x391, 0x3A1), (0x3A3, 0x3CE), (0x400, 0x482), (0x48A, 0x52F), (0x621, 0x64A), (0x1EA0, 0x1EF9),
        (0x2010, 0x2027), (0x2030, 0x205E), (0x20AC, 0x20AC), (0x3001, 0x3029), (0x3041, 0x3096), (0x30A1, 0x30FF),
        (0x4E00, 0x9FFC), (0xAC00, 0xD7A3), (0xFF01, 0xFF5E),
    ],
    dtype=np.uint32,
)  # fmt: skip


@compiled_part
def is_space(code: int) -> bool:
    """Whether a character is a space of markup."""
    return code <= 0x20 and code in (0x20, 0x0A, 0x09, 0x0D, 0x0C)


@compiled_part
def kind_of(code: int) -> int:
    """Whether a character is PLAIN, WHITE or ODD."""
    if code < LOW:
        return int(_LOW[code])
    for row in range(len(_PLAIN)):
        if code <= _PLAIN[row, 1]:
            if code >= _PLAIN[row, 0]:
                return PLAIN
            break
    for white in _WHITE:
        if code == white:
            return WHITE
    return ODD


@compiled_part
def is_solid(code: int) -> bool:
    """Whether anything is left of an odd character when it is tidied: no controls, no marks of direction."""
    if code < 0x600:
        return not (code < 0xA0 or code == 0xAD)
    if code < 0x2000:
        return code != 0x61C
    if code < 0x2070:
        return code not in (0x200B, 0x200E, 0x200F, 0x2060) and not (
            0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069
        )
    return code not in (0xFEFF, 0xFFFE, 0xFFFF)
