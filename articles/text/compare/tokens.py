"""Cuts a sentence into words, numbers and marks, each with the key under which two of them count as the same.

Written here because the keys decide what is typographic: a curly mark, U.S. against US, 1,500 against 1500, a soft
hyphen and a composed accent read the same, and no tokenizer folds all of them while keeping offsets.
"""

import re
import unicodedata
from itertools import compress
from typing import NamedTuple

# Signs that stand on a letter and belong to its word, and format characters that no reader sees.
ATTACHED = (
    "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf"
    "\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
    "\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u0980-\u0983\u09bc-\u09cd\u0a3c-\u0a4d\u0abc-\u0acd\u0b3c-\u0b4d"
    "\u0bbe-\u0bcd\u0c3e-\u0c4d\u0cbc-\u0ccd\u0d3e-\u0d4d\u0dca-\u0ddf\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u1ab0-\u1aff"
    "\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f"
)
INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufe00-\ufe0f"
# Scripts written without spaces: each letter is compared for itself.
SPACELESS = (
    "\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46\u0e81-\u0eb0\u1000-\u102a\u1780-\u17b3\u3005\u3041-\u3096\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003ffff"
)
# Inside a word: an apostrophe (not that of a possessive), a hyphen, the double mark of Hebrew initials.
JOINED = "(?!['’ʼ]s(?!\\w))['’ʼ\\-\u2010\u2011]|(?<=[\u05d0-\u05ea])[\"״”]"
TOKEN = re.compile(
    rf"[A-Za-z][A-Za-z0-9]*+(?=[\s,;:]|\.(?:\s|$)|$)"  # most words of most texts, told at once
    rf"|(?<![^\s(])[-+\u2212]\d+(?:[.,:]\d+)*[^\W{SPACELESS}\u30a1-\u30fe]*"  # a signed number, where one may start
    rf"|(?<!\d)\d{{1,3}}(?:[ \u00a0\u2009\u202f]\d{{3}})+(?![.,:]?\d)"  # 3 000
    rf"|\d+(?:[.,:]\d+)*[^\W{SPACELESS}\u30a1-\u30fe]*"
    rf"|(?:[^\W\d_]\.){{2,}}"  # U.S., a.m.
    rf"|[\u30a1-\u30fa\u30fc-\u30fe]+"  # a katakana word
    rf"|[{SPACELESS}][{ATTACHED}]*"
    rf"|['’ʼ]s(?![\w])"
    rf"|[^\W{SPACELESS}\u30a1-\u30fe][{ATTACHED}]*(?:(?:{JOINED})?[^\W{SPACELESS}\u30a1-\u30fe][{ATTACHED}]*)*"
    rf"|\.{{3}}|…"
    rf"|[^\w\s{INVISIBLE}]"
)
MARKS = str.maketrans(
    dict.fromkeys("“”„‟«»＂「」『』״", '"')
    | dict.fromkeys("‘’‚‛‹›`´ʼ׳", "'")
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
    | {"ё": "е"}  # its dots are left out as often as not
)
UNSEEN = re.compile(f"[{INVISIBLE}]")
THOUSANDS = re.compile(r"[-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?: \d{3})+")
ELLIPSIS = "..."
INITIALS = re.compile(r"(?:[^\W\d_]\.){2,}")


class Words(NamedTuple):
    """A sentence's words and marks: `keys[n]` is how the one at `text[starts[n]:ends[n]]` is compared.

    `heard[n]` says that it is read aloud: a word or a number, not a mark.
    """

    text: str
    keys: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    heard: tuple[bool, ...]

    def raw(self, index: int) -> str:
        """Return the word or mark at `index` as printed."""
        return self.text[self.starts[index] : self.ends[index]]

    @property
    def sound(self) -> tuple[str, ...]:
        """The keys of what is read aloud: words and numbers, no marks."""
        return self.heard_between(0, len(self.keys))

    def heard_between(self, first: int, last: int) -> tuple[str, ...]:
        """Return the keys of the words and numbers from `first` up to `last`."""
        return tuple(compress(self.keys[first:last], self.heard[first:last]))

    def spoken(self, first: int, last: int) -> int:
        """Return how many words and numbers stand from `first` up to `last`."""
        return sum(self.heard[first:last])


def is_word(key: str) -> bool:
    """Return whether a key is a word or a number rather than a mark."""
    return key[0].isalnum() or (len(key) > 1 and key != ELLIPSIS)


def is_number(key: str) -> bool:
    """Return whether a key is a number, with or without a sign or a unit."""
    return key[0].isdigit() or (key[0] in "-+" and len(key) > 1)


def unread(text: str) -> Words:
    """Return a text that is not cut into words."""
    return Words(text, (), (), (), ())


def printing(text: str) -> str:
    """Return what two printings of one line have in common: marks, dashes, spaces and capitals made one."""
    return UNSEEN.sub("", unicodedata.normalize("NFKC", text).casefold().translate(MARKS)) or text


class _Keys(dict[str, str]):
    """The key of each word met so far."""

    def __missing__(self, raw: str) -> str:
        key = self[raw] = fold(raw)
        return key


class _Heard(dict[str, bool]):
    """Whether each key met so far is read aloud."""

    def __missing__(self, key: str) -> bool:
        heard = self[key] = is_word(key)
        return heard


class Tokenizer:
    """Cuts texts into words and remembers the keys it has folded: one for each comparison."""

    def __init__(self) -> None:
        self._key = _Keys().__getitem__
        self._heard = _Heard().__getitem__

    def words(self, text: str) -> Words:
        """Return the words and marks of `text`, linear in its length."""
        spans = [match.span() for match in TOKEN.finditer(text)]
        if not spans:
            return unread(text)
        keys = tuple([self._key(text[start:end]) for start, end in spans])
        starts, ends = zip(*spans, strict=True)
        return Words(text, keys, starts, ends, tuple(map(self._heard, keys)))


def fold(raw: str) -> str:
    """Return the key of one word or mark: NFKC, casefolded, marks and dashes made one, nothing unseen; never ""."""
    key = UNSEEN.sub("", unicodedata.normalize("NFKC", raw).casefold().translate(MARKS))
    if INITIALS.fullmatch(key):
        key = key.replace(".", "")
    if THOUSANDS.fullmatch(key):
        key = key.replace(",", "").replace(" ", "")
    return key.strip() or raw
