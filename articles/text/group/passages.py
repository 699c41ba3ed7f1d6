"""Two texts' words -> the passages in which they run side by side, word for word or reworded.

Written here because runs of five words break at every changed word: a text written out anew, or scanned with a letter
wrong in every fourth word, shares few of them, and a differ over whole articles costs a hundred times as much. Words
and pairs of words that stand once in each text hold the two together; where they follow one another at the same
distances, the words between them are the same passage.
"""

from dataclasses import dataclass

import numpy as np

from articles.text.group.prints import Fingerprint
from articles.text.group.words import Once, Places, Words, once

# Words that may have come or gone between two words that hold the texts together, and how far these may stand apart:
# a reworded sentence loses one word in five. Wider ones take the rewritten background of running stories for a version.
DRIFT = 2
GAP = 5
# Words of the shortest passage; shorter ones are phrases.
FEWEST_WORDS = 5
# Passages that follow each other in both texts within this many words are one block.
SAME_BLOCK = 20


@dataclass(frozen=True, slots=True)
class Passages:
    """Where two texts run side by side: first word and the one after the last in each text, in the first's order.

    `spoken`: the share of the words holding them together that is quoted speech in either text.
    """

    starts: Places
    ends: Places
    other_starts: Places
    other_ends: Places
    spoken: float

    @property
    def words(self) -> int:
        """Words of the first text in all passages."""
        return int((self.ends - self.starts).sum())

    def largest_block(self) -> int:
        """Give the words of the first text in the largest block: passages that go on in both texts all but at once."""
        if not len(self.starts):
            return 0
        skipped = self.starts[1:] - self.ends[:-1]
        other_skipped = self.other_starts[1:] - self.other_ends[:-1]
        goes_on = (skipped <= SAME_BLOCK) & (other_skipped >= 0) & (other_skipped <= SAME_BLOCK)
        block = np.concatenate([[0], np.cumsum(~goes_on)])
        return int(np.bincount(block, weights=self.ends - self.starts).max())


def _held_together(one: Once, other: Once, length: int) -> tuple[Places, Places]:
    """Give the places of the words that hold two texts together, in the order of the first, of this many words."""
    place = np.full(length, -1, dtype=np.intp)
    for (own, where), (others, there) in zip(one, other, strict=True):
        if len(own) and len(others):
            at = np.searchsorted(others, own)
            at[at == len(others)] = 0
            same = others[at] == own
            place[where[same]] = there[at[same]]
    found = np.flatnonzero(place >= 0)
    return found, place[found]


def _runs(here: Places, there: Places) -> tuple[Places, Places]:
    """Give the first and the last of the words that hold each passage together."""
    step, other_step = np.diff(here), np.diff(there)
    breaks = np.flatnonzero((np.abs(other_step - step) > DRIFT) | (step > GAP) | (other_step <= 0))
    if not len(here):
        return breaks, breaks
    first, last = np.concatenate([[0], breaks + 1]), np.concatenate([breaks, [len(here) - 1]])
    long = here[last] + 1 - here[first] >= FEWEST_WORDS
    return first[long], last[long]


def share_beside(words: Words, others: Words) -> float:
    """Give the share of some words that stand in passages side by side with other words."""
    here, there = _held_together(once(words), once(others), len(words))
    first, last = _runs(here, there)
    return float((here[last] + 1 - here[first]).sum()) / max(1, len(words))


def passages(one: Fingerprint, other: Fingerprint) -> Passages:
    """Find the passages in which two texts run side by side."""
    here, there = _held_together(one.once, other.once, len(one.word_array))
    first, last = _runs(here, there)
    said = np.concatenate([[0], np.cumsum(one.quoted_words[here] | other.quoted_words[there])])
    spoken = float((said[last + 1] - said[first]).sum()) / max(1, int((last + 1 - first).sum()))
    return Passages(here[first], here[last] + 1, there[first], there[last] + 1, spoken)
