"""An article -> its fingerprint: all that grouping needs of it, small enough to store beside every version.

Written here because sketches of fixed size (MinHash, as in datasketch or rensa) lose a text that was cut down or
doubled in length: they estimate likeness of the whole, where versions share a part. Keeping the words' hashes in order
costs four bytes a word and lets two texts be laid side by side without reading either again.
"""

import datetime as dt
import functools
import hashlib
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt

from articles.text.group.fold import UNSPACED, digest_of, fold, folded_line
from articles.text.group.words import SHINGLE, Hashes, Once, Words, distinct_hashes, once, shingle_hashes, word_list

# Candidates are found by shingles whose hash is below this: one in 16, the same ones in every text, so that a copy
# cut to a part still meets the whole. About 22 a document; recall .998 where MinHash at Jaccard .8 has .18.
KEY_BOUND = np.uint64(2**64 // 16)
# A short text has few or none below the bound: it is found by its lowest ones.
FEWEST_KEYS = 8
# A text's beginning, in words, and the runs that it is compared by: shorter ones survive light rewording.
BEGINNING = 100
BEGINNING_SHINGLE = 3
# Below this many words a body says little alone ("This article is for subscribers"): its headline is part of its text.
BRIEF = 40
# Headlines of fewer words or characters recur for other articles ("Market report"): no key.
HEADLINE_WORDS = 4
HEADLINE_CHARACTERS = 20
HEADLINE_UNSPACED = 10  # characters, where most of them are words or half words by themselves
# Characters of a headline that are kept; what is longer is a paragraph that was taken for one.
HEADLINE_MOST = 400

_HEADER = struct.Struct("<BI32sHI")  # format, words, digest, headline's bytes, day
_FORMAT = 1


@dataclass(frozen=True)
class Fingerprint:
    """What grouping needs of one text.

    `words` holds the 32-bit hash of each word in order, little-endian; `numbers` and `quoted` one bit a word, set
    where it is a number, and where it stands between quotation marks; `headline` is folded; `digest` is the folded
    body's SHA-256, hexadecimal.
    """

    words: bytes
    numbers: bytes
    quoted: bytes
    headline: str
    published: dt.date | None
    digest: str

    @functools.cached_property
    def word_array(self) -> Words:
        """The words' hashes in order."""
        return np.frombuffer(self.words, dtype="<u4")

    @functools.cached_property
    def shingles(self) -> Hashes:
        """The hash of every run of five words, in order."""
        return shingle_hashes(self.word_array, SHINGLE)

    @functools.cached_property
    def beginning(self) -> Hashes:
        """The hash of every run of three words in the first hundred, in order."""
        return shingle_hashes(self.word_array[:BEGINNING], BEGINNING_SHINGLE)

    @functools.cached_property
    def distinct(self) -> Hashes:
        """The distinct shingles, ascending."""
        return distinct_hashes(self.shingles)

    @functools.cached_property
    def once(self) -> Once:
        """The pairs of words and the words that stand once in the text, with their places."""
        return once(self.word_array)

    @functools.cached_property
    def number_marks(self) -> npt.NDArray[np.bool_]:
        """Of each word, whether it is a number."""
        return self._bits(self.numbers)

    @functools.cached_property
    def quoted_words(self) -> npt.NDArray[np.bool_]:
        """Of each word, whether it stands between quotation marks."""
        return self._bits(self.quoted)

    def _bits(self, packed: bytes) -> npt.NDArray[np.bool_]:
        bits = np.unpackbits(np.frombuffer(packed, dtype=np.uint8), count=len(self.words) // 4)
        return bits.astype(np.bool_)

    @functools.cached_property
    def keys(self) -> tuple[int, ...]:
        """Shingles by which candidates are found, as signed 64-bit integers, lowest hash first."""
        below = int(np.searchsorted(self.distinct, KEY_BOUND))
        return tuple(self.distinct[: max(below, FEWEST_KEYS)].view(np.int64).tolist())

    @functools.cached_property
    def headline_key(self) -> str:
        """The folded headline's digest (32 hexadecimal digits), or "" where it is too short to tell articles apart."""
        unspaced = len(UNSPACED.findall(self.headline)) * 2 > len(self.headline)
        fewest = HEADLINE_UNSPACED if unspaced else HEADLINE_CHARACTERS
        if len(self.headline) < fewest or (len(self.headline.split()) < HEADLINE_WORDS and not unspaced):
            return ""
        return hashlib.sha256(self.headline.encode()).hexdigest()[:32]

    def to_bytes(self) -> bytes:
        """Give the fingerprint as bytes, about four a word; `from_bytes` reads them."""
        headline = self.headline.encode()
        day = self.published.toordinal() if self.published else 0
        header = _HEADER.pack(_FORMAT, len(self.words) // 4, bytes.fromhex(self.digest), len(headline), day)
        return b"".join((header, headline, self.numbers, self.quoted, self.words))

    @classmethod
    def from_bytes(cls, stored: bytes) -> Self:
        """Read what `to_bytes` gave.

        Raises ValueError where the bytes are of another format or cut short: run `manage.py regroup` to renew them.
        """
        if len(stored) < _HEADER.size or stored[0] != _FORMAT:
            raise ValueError(
                f"no fingerprint of format {_FORMAT} in {len(stored)} bytes: renew it with manage.py regroup"
            )
        _, count, digest, headline, day = _HEADER.unpack_from(stored)
        numbers = _HEADER.size + headline
        quoted = numbers + (count + 7) // 8
        words = quoted + (count + 7) // 8
        if len(stored) != words + 4 * count:
            raise ValueError(f"fingerprint of {len(stored)} bytes is cut short: renew it with manage.py regroup")
        return cls(
            words=bytes(stored[words:]),
            numbers=bytes(stored[numbers:quoted]),
            quoted=bytes(stored[quoted:words]),
            headline=stored[_HEADER.size : numbers].decode(),
            published=dt.date.fromordinal(day) if day else None,
            digest=digest.hex(),
        )


def stored_fingerprint(stored: bytes) -> Fingerprint | None:
    """Read a fingerprint as the database keeps it; None where there is none or it is of another format."""
    try:
        return Fingerprint.from_bytes(stored)
    except ValueError:
        return None


def folded_digest(paragraphs: Sequence[str]) -> str:
    """Give the SHA-256 of a body folded: case, kind of quote and dash, and white space count for nothing."""
    return digest_of(*fold("\n".join(paragraphs))).hex()


def fingerprint(paragraphs: Sequence[str], *, headline: str | None, published: dt.date | None) -> Fingerprint:
    """Give the fingerprint of an article by its paragraphs, its headline and its day, each as far as it is known."""
    codes, kinds = fold("\n".join(paragraphs))
    words = word_list(codes, kinds)
    line = folded_line(headline or "")[:HEADLINE_MOST]
    digest = digest_of(codes, kinds).hex()
    if len(words.hashes) < BRIEF and line:
        digest = hashlib.sha256(f"{digest} {line}".encode()).hexdigest()
    return Fingerprint(
        words=words.hashes.astype("<u4").tobytes(),
        numbers=np.packbits(words.numbers).tobytes(),
        quoted=np.packbits(words.quoted).tobytes(),
        headline=line,
        published=published,
        digest=digest,
    )
