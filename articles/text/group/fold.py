"""A text -> its folded characters: what two copies of one text have in common, whatever their typography.

Written here, on numpy, because folding and splitting character by character in Python is what makes near-duplicate
libraries slow: one pass over code points does it for a whole article in about a tenth of a millisecond.
"""

import hashlib
import re
import unicodedata

import numpy as np
import numpy.typing as npt

Codes = npt.NDArray[np.uint32]

# NFKC reorders runs of combining marks in quadratic time; a piece this long costs at most some 20 ms whatever it holds.
PIECE = 2_000

QUOTE = ord("'")
DASH = ord("-")
SPACE = ord(" ")
NEW_LINE = ord("\n")


class Kind:
    """What a code point is to a reader of words.

    Plain numbers: looking up the members of an Enum, forty times a text, was a third of what a fingerprint takes.
    """

    SYMBOL = 0  # ends a word and is part of the text: currency, full stop, question mark
    WORD = 1  # letters and the marks on them
    DIGIT = 2
    ALONE = 3  # a word by itself: the scripts that put no spaces between words
    GAP = 4  # white space: ends a word, and is no part of the text
    NOTHING = 5  # soft hyphens, joiners, direction marks: as if it were not there
    QUOTE = 6  # apostrophes and single quotes
    SPEECH = 7  # double quotes: what begins and ends words that somebody else said
    DASH = 8


# First and last code point of the scripts written without spaces: Thai to Lao, Burmese, Khmer, Kana, Han and its
# supplementary planes. Hangul has spaces.
_UNSPACED = (
    (0x0E00, 0x0EFF),
    (0x1000, 0x109F),
    (0x1780, 0x17FF),
    (0x3041, 0x30FF),
    (0x3400, 0x9FFF),
    (0x20000, 0x3FFFF),
)
UNSPACED = re.compile(f"[{''.join(f'{chr(first)}-{chr(last)}' for first, last in _UNSPACED)}]")

_BY_CATEGORY = {"L": Kind.WORD, "M": Kind.WORD, "N": Kind.DIGIT, "Z": Kind.GAP}
_BY_FULL_CATEGORY = {"Nl": Kind.WORD, "No": Kind.WORD, "Pd": Kind.DASH, "Pi": Kind.QUOTE, "Pf": Kind.QUOTE}
_SINGLE_QUOTES = frozenset("'`´‘’‚‛′ʹʻʼʽ׳‹›")
_DOUBLE_QUOTES = frozenset('"“”„‟«»″ʺ״「」『』〝〞〟')
_WHITE_CONTROLS = frozenset("\t\n\v\f\r\x1c\x1d\x1e\x1f\x85")


def kind_of(character: str) -> int:
    """Tell what one character is to a reader of words."""
    code = ord(character)
    if character in _DOUBLE_QUOTES:
        return Kind.SPEECH
    if character in _SINGLE_QUOTES:
        return Kind.QUOTE
    if character in _WHITE_CONTROLS:
        return Kind.GAP
    category = unicodedata.category(character)
    if category[0] in "LM" and any(first <= code <= last for first, last in _UNSPACED):
        return Kind.ALONE
    if category[0] == "C":
        return Kind.NOTHING
    return _BY_FULL_CATEGORY.get(category) or _BY_CATEGORY.get(category[0], Kind.SYMBOL)


_ASCII_KINDS: npt.NDArray[np.uint8] = np.array([kind_of(chr(code)) for code in range(128)], dtype=np.uint8)
_ASCII_KINDS.setflags(write=False)


def _code_points(text: str) -> Codes:
    """Give the code points of a text in NFKC and without case."""
    if text.isascii():
        return np.frombuffer(text.lower().encode("ascii"), dtype=np.uint8).astype(np.uint32)
    pieces = (text[start : start + PIECE] for start in range(0, len(text), PIECE))
    folded = "".join(unicodedata.normalize("NFKC", piece).casefold() for piece in pieces)
    return np.frombuffer(folded.encode("utf-32-le", "surrogatepass"), dtype="<u4")


def _kinds(codes: Codes) -> npt.NDArray[np.uint8]:
    """Give the Kind of every code point, looking each distinct one beyond ASCII up once."""
    high = np.flatnonzero(codes >= 128)
    if not len(high):
        return _ASCII_KINDS[codes]
    kinds = _ASCII_KINDS[np.where(codes < 128, codes, 0)]
    distinct, where = np.unique(codes[high], return_inverse=True)
    kinds[high] = np.array([kind_of(chr(code)) for code in distinct.tolist()], dtype=np.uint8)[where]
    return kinds


def fold(text: str) -> tuple[Codes, npt.NDArray[np.uint8]]:
    """Give a text's code points and their kinds: NFKC, no case, one quote mark, one dash, one space, none unseen.

    Line ends stay line ends, since a paragraph ends the words that it quotes.
    """
    codes = _code_points(text)
    kinds = _kinds(codes)
    seen = kinds != Kind.NOTHING
    if not seen.all():
        codes, kinds = codes[seen], kinds[seen]
    folded = np.where((kinds == Kind.QUOTE) | (kinds == Kind.SPEECH), np.uint32(QUOTE), codes)
    folded = np.where(kinds == Kind.DASH, np.uint32(DASH), folded)
    return np.where((kinds == Kind.GAP) & (codes != NEW_LINE), np.uint32(SPACE), folded), kinds


def digest_of(codes: Codes, kinds: npt.NDArray[np.uint8]) -> bytes:
    """Give the SHA-256 of folded code points without white space: equal where texts differ in typography alone."""
    return hashlib.sha256(codes[kinds != Kind.GAP].astype("<u4").tobytes()).digest()


def folded_line(text: str) -> str:
    """Give one line folded and with single spaces, as text: for headlines, which are compared as they read."""
    codes, _ = fold(text)
    return " ".join(codes.astype("<u4").tobytes().decode("utf-32-le", "replace").split())
