"""Two texts -> which word of the old stands where in the new; what placing a note is decided on.

Written here because no differ gives both what notes need: a result that is the same on every run, and work that stays
near linear on any text. Shingles that are unique in both texts pin the texts together in order (patience diff, by
Bram Cohen); only the stretches between two pins near the passage are compared word by word, by rapidfuzz's
bit-parallel longest common subsequence.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

# Scripts written without spaces: each character is a word, or one changed character would lose the whole sentence.
_SPACELESS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# Marks that `\w` leaves out although they stand inside words: accents, Hebrew points, Arabic and Indic vowel signs.
_MARKS = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0963\u0966-\u0dff"
_WORD = re.compile(rf"[{_SPACELESS}]|(?:(?![{_SPACELESS}])[\w{_MARKS}])+|[^\w\s]")
_STRAIGHT = str.maketrans("’‘‛“”„‟«»‐‑‒–—―", '\'\'\'""""""------')

PIN_LENGTHS = (5, 3, 1)  # words a pin has at first, then in what is left between pins: long ones are never chance
MAX_CELLS = 25_000_000  # words × words compared one by one between two pins: 10 ms and 3 MB; above that only pins count


@dataclass(frozen=True, slots=True)
class Word:
    """A word or mark: its folded key, and its place in the text in code points."""

    key: str
    start: int
    end: int

    @property
    def weight(self) -> int:
        """How much text it carries: its letters; a punctuation mark nothing."""
        return self.end - self.start if self.key[0].isalnum() else 0


@dataclass(frozen=True, slots=True)
class Region:
    """Old words [old, old_end) over against new words [new, new_end)."""

    old: int
    old_end: int
    new: int
    new_end: int


def words(text: str) -> list[Word]:
    """The words and marks of a text in order, keys folded for case, width, accents' form, quotes and dashes."""
    return [Word(_key(match.group()), match.start(), match.end()) for match in _WORD.finditer(text)]


def _key(word: str) -> str:
    if word.isascii():
        return word.lower()
    return unicodedata.normalize("NFKC", word.translate(_STRAIGHT)).casefold() or word


def align(old: Sequence[str], new: Sequence[str], near: range) -> dict[int, int]:
    """For each old word that stays, at least in `near`, its index in `new`; increasing in both."""
    found: dict[int, int] = {}
    pending = [(Region(0, len(old), 0, len(new)), 0)]
    while pending:
        region, level = pending.pop()
        if region.old_end <= near.start or region.old >= near.stop:
            continue
        region = _take_equal_ends(old, new, region, found)
        if region.old == region.old_end or region.new == region.new_end:
            continue
        if level < len(PIN_LENGTHS):
            pins = _pins(old, new, region, PIN_LENGTHS[level])
            pending.extend((gap, level + 1) for gap in _between(pins, region, PIN_LENGTHS[level], found))
        else:
            _word_by_word(old, new, region, found)
    return found


def _take_equal_ends(old: Sequence[str], new: Sequence[str], region: Region, found: dict[int, int]) -> Region:
    """The region without the words equal at its start and end, which are noted in `found`."""
    a, a_end, b, b_end = region.old, region.old_end, region.new, region.new_end
    while a < a_end and b < b_end and old[a] == new[b]:
        found[a] = b
        a, b = a + 1, b + 1
    while a < a_end and b < b_end and old[a_end - 1] == new[b_end - 1]:
        a_end, b_end = a_end - 1, b_end - 1
        found[a_end] = b_end
    return Region(a, a_end, b, b_end)


def _pins(old: Sequence[str], new: Sequence[str], region: Region, length: int) -> list[tuple[int, int]]:
    """Where shingles of `length` words stand that occur once on each side: the longest chain in order on both."""
    ours = _once(old, region.old, region.old_end, length)
    theirs = _once(new, region.new, region.new_end, length)
    return _longest_chain([(at, theirs[shingle]) for shingle, at in ours.items() if shingle in theirs])


def _once(keys: Sequence[str], start: int, end: int, length: int) -> dict[tuple[str, ...], int]:
    """The shingles that occur exactly once in keys[start:end], in order, with where they start."""
    seen: dict[tuple[str, ...], int] = {}
    for at in range(start, end - length + 1):
        shingle = tuple(keys[at : at + length])
        seen[shingle] = -1 if shingle in seen else at
    return {shingle: at for shingle, at in seen.items() if at >= 0}


def _longest_chain(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs, sorted by their first, that also increases in the second."""
    tails: list[int] = []
    ends: list[int] = []
    before = [-1] * len(pairs)
    for index, (_, new) in enumerate(pairs):
        at = bisect_left(tails, new)
        before[index] = ends[at - 1] if at else -1
        tails[at : at + 1] = [new]
        ends[at : at + 1] = [index]
    chain: list[tuple[int, int]] = []
    index = ends[-1] if ends else -1
    while index >= 0:
        chain.append(pairs[index])
        index = before[index]
    return chain[::-1]


def _between(pins: list[tuple[int, int]], region: Region, length: int, found: dict[int, int]) -> list[Region]:
    """Notes the pinned words in `found` and gives the stretches between them that are still open."""
    gaps: list[Region] = []
    a, b = region.old, region.new
    for old, new in pins:
        if old + length <= a or new + length <= b:
            continue
        skip = max(0, a - old, b - new)
        gaps.append(Region(a, old + skip, b, new + skip))
        found.update((old + step, new + step) for step in range(skip, length))
        a, b = old + length, new + length
    gaps.append(Region(a, region.old_end, b, region.new_end))
    return gaps


def _word_by_word(old: Sequence[str], new: Sequence[str], region: Region, found: dict[int, int]) -> None:
    """Notes the longest common subsequence of the region in `found`; nothing where it is too large to compare."""
    if (region.old_end - region.old) * (region.new_end - region.new) > MAX_CELLS:
        return
    ours, theirs = old[region.old : region.old_end], new[region.new : region.new_end]
    for step in LCSseq.opcodes(ours, theirs):
        if step.tag == "equal":
            for offset in range(step.src_end - step.src_start):
                found[region.old + step.src_start + offset] = region.new + step.dest_start + offset
