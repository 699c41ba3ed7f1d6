"""A passage of one text -> the stretches of another text that look like it, each with what speaks for it.

Written here because the searches that exist (Hypothesis', Apache Annotator's, fuzzy regular expressions) give one best
match without its rivals, and cost more than linear on long texts.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Self

from rapidfuzz.distance import LCSseq

from articles.text.anchor_words import Word, align, words

NEAR_WORDS = 12  # words on each side of a passage that are asked whether they moved along with it
LOOSENESS = 1.7  # a passage is searched for in so many times its words, and SLACK_WORDS
SLACK_WORDS = 3
GAP_COST = 0.3
MAX_COPIES = 50  # places of one word pair looked at when searching: commoner pairs say nothing
MAX_WINDOWS = 6  # places in the new text compared word by word when searching
MAX_STAND_INS = 3  # words replaced that still say what the note was on: a number, a name, a title
SEED_WORDS = 6  # words on each side of a passage that help to find it: one word alone stands everywhere


@dataclass(frozen=True, slots=True)
class Stretch:
    """New words [first, last): the share of the passage's letters that is in it, and of its neighbours' beside it.

    The shares are 0 to 1; `strewn` is the share of the passage's letters that stands further away, in order.
    `first_kept` and `last_kept` are the old words that its ends answer to.
    """

    first: int
    last: int
    share: float
    support: float
    strewn: float
    first_kept: int
    last_kept: int

    def overlaps(self, other: "Stretch") -> bool:
        """Whether the two have a word in common."""
        return self.first < other.last and other.first < self.last


@dataclass(frozen=True, slots=True)
class Passage:
    """Old words [first, last) and both texts as words."""

    old: list[Word]
    new: list[Word]
    first: int
    last: int

    @classmethod
    def between(cls, start: int, end: int, *, old: str, new: str) -> Self:
        """The passage old[start:end], whole words of it."""
        ours = words(old)
        inside = [index for index, word in enumerate(ours) if word.end > start and word.start < end]
        first, last = (inside[0], inside[-1] + 1) if inside else (0, 0)
        return cls(ours, words(new), first, last)

    @property
    def letters(self) -> int:
        """How much text it carries."""
        return _weight(self.old[self.first : self.last])

    def laid_beside(self) -> dict[int, int]:
        """The passage's words and its neighbours' -> new words, with the two texts laid side by side."""
        near = range(max(0, self.first - NEAR_WORDS), self.last + NEAR_WORDS)
        return align(_keys(self.old), _keys(self.new), near)

    def in_order(self, beside: dict[int, int]) -> Stretch | None:
        """Where the passage stands when the texts are so laid, or None where nothing of it does."""
        return self._densest([(old, beside[old]) for old in range(self.first, self.last) if old in beside])

    def stand_in(self, beside: dict[int, int]) -> Stretch | None:
        """The few words that replaced a passage of a few words between the same neighbours, or None."""
        before, after = beside.get(self.first - 1), beside.get(self.last)
        length = self.last - self.first
        if before is None or after is None or length > MAX_STAND_INS:
            return None
        if not 0 < after - before - 1 <= length + MAX_STAND_INS:
            return None
        support = self._support(before + 1, after)
        return Stretch(before + 1, after, 0.0, support, 0.0, self.first, self.last - 1)

    def elsewhere(self) -> list[Stretch]:
        """Stretches anywhere in the new text that share words with the passage, the best first."""
        length = self.last - self.first
        pad = int(length * LOOSENESS) + SLACK_WORDS
        ours = _keys(self.old[self.first : self.last])
        found: list[Stretch] = []
        for start in self._likely_starts():
            for begin, end in _left_open(max(0, start - pad), start + length + pad, found):
                theirs = _keys(self.new[begin:end])
                stretch = self._densest([(self.first + a, begin + b) for a, b in _common(ours, theirs)])
                if stretch:
                    found.append(stretch)
        return sorted(found, key=lambda stretch: (-stretch.share, -stretch.support, stretch.first))

    def _likely_starts(self) -> list[int]:
        """Where in the new text the passage would begin, judged by the rarest word pairs of it that are there."""
        low, high = max(0, self.first - SEED_WORDS), min(len(self.old), self.last + SEED_WORDS)
        ours = {pair: at for at, pair in enumerate(pairwise(_keys(self.old[low:high])), low)}
        places = _places(_keys(self.new), ours)
        votes: Counter[int] = Counter()
        width = max(4, self.last - self.first)
        for pair, at in ours.items():
            if len(places[pair]) <= MAX_COPIES:
                for place in places[pair]:
                    votes[(place - (at - self.first)) // width * width] += 1
        best = sorted(votes.items(), key=lambda vote: (-vote[1], vote[0]))
        return [max(0, start) for start, _ in best[:MAX_WINDOWS]]

    def _densest(self, pairs: Sequence[tuple[int, int]]) -> Stretch | None:
        """The run of (old, new) words that carries most of the passage without being torn apart (Kadane's maximum)."""
        pairs = self._drawn_together(pairs)
        best, best_worth = (0, 0), 0.0
        low, worth = 0, 0.0
        for high, (old, new) in enumerate(pairs):
            if high > low:
                worth -= GAP_COST * max(0, (new - pairs[high - 1][1]) - (old - pairs[high - 1][0]))
            if worth < 0:
                low, worth = high, 0.0
            worth += self.old[old].weight
            if worth >= best_worth:
                best, best_worth = (low, high), worth
        return self._stretch(pairs, best[0], best[1] + 1) if best_worth > 0 else None

    def _drawn_together(self, pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        """The same pairs, each on the copy of its word that stands next to its neighbour's: "the" is everywhere."""
        drawn = list(pairs)
        for step in range(len(drawn) - 2, -1, -1):
            (old, new), (next_old, next_new) = drawn[step], drawn[step + 1]
            if next_old == old + 1 and new < next_new - 1 and self.new[next_new - 1].key == self.old[old].key:
                drawn[step] = (old, next_new - 1)
        for step in range(1, len(drawn)):
            (before_old, before_new), (old, new) = drawn[step - 1], drawn[step]
            if old == before_old + 1 and new > before_new + 1 and self.new[before_new + 1].key == self.old[old].key:
                drawn[step] = (old, before_new + 1)
        return drawn

    def _stretch(self, pairs: Sequence[tuple[int, int]], low: int, high: int) -> Stretch:
        """The stretch that the run [low, high) of (old, new) words makes."""
        (first_kept, first), (last_kept, last) = pairs[low], pairs[high - 1]
        inside = sum(self.old[old].weight for old, _ in pairs[low:high])
        strewn = sum(self.old[old].weight for old, _ in pairs) - inside
        support = self._support(first, last + 1)
        letters = max(1, self.letters)
        return Stretch(first, last + 1, inside / letters, support, strewn / letters, first_kept, last_kept)

    def _support(self, first: int, last: int) -> float:
        """The share of the letters beside the passage that also stand beside new words [first, last)."""
        before = self.old[max(0, self.first - NEAR_WORDS) : self.first]
        after = self.old[self.last : self.last + NEAR_WORDS]
        kept = _kept(before, self.new[max(0, first - NEAR_WORDS) : first])
        kept += _kept(after, self.new[last : last + NEAR_WORDS])
        return kept / max(1, _weight(before) + _weight(after))


def _left_open(begin: int, end: int, found: Sequence[Stretch]) -> list[tuple[int, int]]:
    """What is left of [begin, end) between the stretches found so far."""
    left: list[tuple[int, int]] = []
    for stretch in sorted(found, key=lambda stretch: stretch.first):
        left.append((begin, min(end, stretch.first)))
        begin = max(begin, stretch.last)
    return [(low, high) for low, high in [*left, (begin, end)] if low < high]


def _keys(sequence: Sequence[Word]) -> list[str]:
    return [word.key for word in sequence]


def _weight(sequence: Sequence[Word]) -> int:
    return sum(word.weight for word in sequence)


def _common(ours: Sequence[str], theirs: Sequence[str]) -> list[tuple[int, int]]:
    """Index pairs of the longest common subsequence."""
    return [
        (step.src_start + offset, step.dest_start + offset)
        for step in LCSseq.opcodes(ours, theirs)
        if step.tag == "equal"
        for offset in range(step.src_end - step.src_start)
    ]


def _kept(ours: Sequence[Word], theirs: Sequence[Word]) -> int:
    """How many letters of our words stand among theirs, in order."""
    return sum(ours[index].weight for index, _ in _common(_keys(ours), _keys(theirs)))


def _places(keys: Sequence[str], wanted: Collection[tuple[str, str]]) -> dict[tuple[str, str], list[int]]:
    """Where the wanted pairs of words stand."""
    places: dict[tuple[str, str], list[int]] = {pair: [] for pair in wanted}
    for at, pair in enumerate(pairwise(keys)):
        if pair in places:
            places[pair].append(at)
    return places
