"""What any text goes through before it is read: characters no database keeps are dropped, spaces are folded.

Written here because the rules are newsdesk's own: soft hyphens break comparisons, PostgreSQL refuses NUL, and lone
surrogates fail on every database. Everything is linear in the length of the text.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

MAX_CAPTURE = 1_000_000  # characters; the longest live blogs have 300,000, and what follows is no article
MAX_LINE = (
    200_000  # characters of one line that are read; a longer paragraph is cut, and the article is marked doubtful
)

KEPT = 2_000  # lines of which the folded words are kept, since a page's are asked for time and again
MAX_KEPT = 500  # characters of such a line
_WORD = re.compile(r"\w+")
_PARTED = {code: " " for code in range(128) if not re.match(r"\w", chr(code))}  # what parts words of ASCII
_UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
# Soft hyphen, zero-width space and joiner, byte-order mark; overrides of direction, which a cut leaves open.
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]")
_MARKS = "\u200e\u200f\u061c "  # marks of direction: within a line they place its signs, at its ends they hide its stop


def storable(text: str) -> str:
    """The text without NUL and other control characters; a lone surrogate becomes U+FFFD."""
    if not _UNSTORABLE.search(text):
        return text
    return _UNSTORABLE.sub(lambda match: "\ufffd" if match[0] >= "\ud800" else "", text)


def tidy(line: str) -> str:
    """One line as an editor reads it: NFC, single spaces, no soft hyphens, at most MAX_LINE characters of it.

    Direction is the page's to show: overrides are dropped, marks kept within the line only.
    """
    line = line[:MAX_LINE]
    is_even = line.isprintable() and "  " not in line  # no other space than the plain one is printable
    plain = line.strip(" ") if is_even else " ".join(line.split())
    if plain.isprintable() and (plain.isascii() or unicodedata.is_normalized("NFC", plain)):
        return plain  # nearly every line: what is dropped below is never printable
    return " ".join(unicodedata.normalize("NFC", _INVISIBLE.sub("", storable(plain))).strip(_MARKS).split())


def folded(text: str) -> str:
    """The words of a text for comparing: compatibility forms and case folded, all but letters and digits a space."""
    return _folded_line(text) if len(text) <= MAX_KEPT else _folded(text)


def _folded(text: str) -> str:
    if text.isascii():  # in half of the time
        return " ".join(text.lower().translate(_PARTED).split())
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


@lru_cache(maxsize=KEPT)
def _folded_line(text: str) -> str:
    return _folded(text)


def places_folded(texts: Iterable[str], words: str, most: int) -> Iterator[int]:
    """The places of the texts that say these words, which are folded, and have less than `most` characters."""
    least = len(words)  # folding drops characters of ASCII and adds none
    for at, text in enumerate(texts):
        if len(text) < most and (len(text) >= least or not text.isascii()) and is_folded(text, words):
            yield at


def is_folded(text: str, words: str) -> bool:
    """Whether a text says these words, which are folded: folded(text) == words, for many texts at less cost."""
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text)
    return plain.casefold().find(words[: words.find(" ")] if " " in words else words) >= 0 and folded(text) == words
