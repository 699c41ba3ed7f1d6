"""Two fingerprints -> how the texts lie on each other: the measures that a verdict is built from.

Written here because no library measures more than set overlap, and overlap alone cannot tell a version from another
article that reuses background, quotes a whole piece or fills a column's frame with new numbers. What tells them is
where in the texts the shared passages stand, who is speaking there, and whether the numbers in them agree.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from articles.text.group.fold import UNSPACED
from articles.text.group.passages import Passages, passages, share_beside
from articles.text.group.prints import BEGINNING_SHINGLE, Fingerprint
from articles.text.group.words import SHINGLE, Hashes, shingle_hashes

Marks = npt.NDArray[np.bool_]

# The lead of a news text, its first 50 words. It is looked for in the first half of the other text, at least its own
# length and at most WITHIN times that: further down, a lead is background of another article.
LEAD = 50
# Its opening, most of a first sentence: it stays first where a text is written out, while what follows it moves down.
OPENING = 20
# Of the briefest texts it is a third, but no less than this: what says less does not tell one text from another.
SHORTEST_OPENING = 10
WITHIN = 2
# A tenth of a text counts as shared when this much of it is covered by shared shingles, or, in a text that has few, by
# what runs beside the other.
PARTS = 10
COVERED_PART = 0.08
FEW_SHINGLES = 150
# A number disagrees when the words around it agree and it does not: each stands in up to five shingles. Fewer shingles
# than about three numbers' say nothing of a text, fewer than two numbers' nothing of a lead.
FEWEST_NUMBER_SHINGLES = 10
SHINGLES_A_NUMBER = 5
FEWEST_IN_LEAD = 8
ANY_NUMBER = np.uint32(7)
# Below this share the texts have nothing to do with each other: the rest is not measured.
NOTHING_SHARED = 0.05
# Below this share, word for word or reworded, they share phrases of the trade, however evenly spread, and are different
# whatever else is alike: nor is the rest measured then.
PHRASES = 0.12
# From this share on the shorter text stands in the longer as it is: what was reworded is not looked for.
ALL_SHARED = 0.95


@dataclass(frozen=True, slots=True)
class Likeness:
    """How two texts lie on each other. All but days and lengths are shares from 0 to 1.

    `contained`: of the shorter text's distinct shingles, those in the longer. `jaccard`: shared of all. `beside`: of
    the shorter text's words, those in passages that run side by side, reworded or not; `scattered`: of these, what is
    outside the largest block. `spread`: how many tenths of the shorter text hold shared shingles. `lead`: how much of
    one text's lead stands early in the other, word for word and reworded in equal parts, the better way round;
    `opening`: the same of its first words.
    `quoted`: how much of the shorter text is shared only as quoted speech in either.
    `numbers_changed`, `lead_numbers_changed`: of the numbers whose surroundings agree, those that differ; 0 where
    there are too few. `new_numbers`: how many differ, counted, in the whole shorter text. `headline`: shared words of
    the headlines by their length, None where one has none. `days`: between the two, None where one has no day.
    `longer_by`: words of the longer over words of the shorter. `words`: those of the shorter.
    """

    contained: float
    jaccard: float
    beside: float = 0.0
    scattered: float = 0.0
    spread: float = 0.0
    lead: float = 0.0
    opening: float = 0.0
    quoted: float = 0.0
    numbers_changed: float = 0.0
    lead_numbers_changed: float = 0.0
    new_numbers: float = 0.0
    headline: float | None = None
    days: int | None = None
    longer_by: float = 1.0
    words: int = 0

    @property
    def shared(self) -> float:
        """How much of the shorter text is shared, word for word or reworded."""
        return max(self.contained, self.beside)


def _found_in(hashes: Hashes, ascending: Hashes) -> Marks:
    """Tell of each hash whether it is among the ascending ones."""
    if not len(ascending) or not len(hashes):
        return np.zeros(len(hashes), dtype=np.bool_)
    places = np.searchsorted(ascending, hashes)
    places[places == len(ascending)] = 0
    return np.equal(ascending[places], hashes)


def _running(marks: Marks) -> npt.NDArray[np.int64]:
    """Count of each shingle how many of its words are marked."""
    sums = np.concatenate([[0], np.cumsum(marks)])
    size = min(SHINGLE, len(marks))
    return np.asarray(sums[size:] - sums[: len(sums) - size], dtype=np.int64)


def _spread(found: Marks, beside: Passages | None) -> float:
    """Give the share of tenths of a text that hold shared passages, given which of its shingles are shared.

    In a short text, what runs beside the other counts as well: a few words changed leave it hardly a shingle.
    """
    if len(found) < PARTS:
        return float(found.mean()) if len(found) else 0.0
    steps = np.zeros(len(found) + SHINGLE, dtype=np.int32)
    steps[: len(found)] += found
    steps[SHINGLE:] -= found
    if beside and len(found) < FEW_SHINGLES:
        np.add.at(steps, beside.starts, 1)
        np.add.at(steps, beside.ends, -1)
    covered = np.concatenate([[0], np.cumsum(np.cumsum(steps)[:-1] > 0)])
    borders = np.linspace(0, len(covered) - 1, PARTS + 1).astype(np.intp)
    shares = np.diff(covered[borders]) / np.maximum(1, np.diff(borders))
    return float((shares >= COVERED_PART).mean())


def _begins(one: Fingerprint, other: Fingerprint, most: int, *, reworded: bool) -> float:
    """Give how much of one text's first words stands early in the other, word for word and reworded in equal parts."""
    early = min(WITHIN * most, max(most, len(other.word_array) // 2))
    shingles = one.beginning[: most + 1 - BEGINNING_SHINGLE]
    if not len(shingles):
        return 0.0
    exact = float(_found_in(shingles, np.sort(other.beginning[: early + 1 - BEGINNING_SHINGLE])).mean())
    return (exact + share_beside(one.word_array[:most], other.word_array[:early])) / 2 if reworded else exact


def _beginning(shorter: Fingerprint, longer: Fingerprint, most: int, *, reworded: bool) -> float:
    """Give how much of one text's first words stands early in the other, the better way round."""
    one = _begins(shorter, longer, most, reworded=reworded)
    return one if one >= ALL_SHARED else max(one, _begins(longer, shorter, most, reworded=reworded))


def _quoted(shorter: Fingerprint, longer: Fingerprint, found: Marks, contained: float) -> float:
    """Give how much less is shared when only words outside quotation marks are looked at, in both texts."""
    half = SHINGLE // 2
    own, others = _running(shorter.quoted_words) > half, _running(longer.quoted_words) > half
    if not own.any() and not others.any():
        return 0.0
    plain = shorter.shingles[~own]
    if not len(plain):
        return contained
    in_plain = _found_in(plain, np.sort(longer.shingles[~others]))
    return max(0.0, contained - float((in_plain & found[~own]).mean()))


def _numbers_changed(shorter: Fingerprint, longer: Fingerprint, found: Marks) -> tuple[float, float, float]:
    """Give the share of numbers that differ in like surroundings, in the shorter text and in its lead; and how many."""
    has_number = _running(shorter.number_marks) > 0
    if not has_number.any() or not longer.number_marks.any():
        return 0.0, 0.0, 0.0
    masked = (shingle_hashes(np.where(one.number_marks, ANY_NUMBER, one.word_array)) for one in (shorter, longer))
    own, others = masked
    alike = _found_in(own, np.sort(others)) & has_number
    changed = alike & ~found
    in_lead = int(alike[:LEAD].sum())
    return (
        float(changed.sum() / alike.sum()) if alike.sum() >= FEWEST_NUMBER_SHINGLES else 0.0,
        float(changed[:LEAD].sum() / in_lead) if in_lead >= FEWEST_IN_LEAD else 0.0,
        float(changed.sum() / SHINGLES_A_NUMBER),
    )


def _headline_words(line: str) -> set[str]:
    """Give the words of a folded headline; in scripts without spaces between them, its pairs of characters."""
    if line.isascii() or not UNSPACED.search(line):
        return set(line.split())
    return {word[at : at + 2] for word in line.split() for at in range(max(1, len(word) - 1))}


def headline_likeness(a: str, b: str) -> float | None:
    """Give the shared share of two folded headlines' words, each word weighing its length: short ones say little."""
    one, other = _headline_words(a), _headline_words(b)
    if not one or not other:
        return None
    return sum(map(len, one & other)) / sum(map(len, one | other))


def likeness(a: Fingerprint, b: Fingerprint) -> Likeness:
    """Lay two texts on each other and measure. Symmetric."""
    shorter, longer = sorted((a, b), key=lambda one: (len(one.words), one.words))
    found = _found_in(shorter.shingles, longer.distinct)
    shared = int(_found_in(shorter.distinct, longer.distinct).sum())
    contained = shared / max(1, len(shorter.distinct))
    jaccard = shared / max(1, len(shorter.distinct) + len(longer.distinct) - shared)
    if contained < NOTHING_SHARED:
        return Likeness(contained, jaccard)
    both = passages(shorter, longer) if contained < ALL_SHARED else None
    beside = both.words / len(shorter.word_array) if both else contained
    if max(contained, beside) < PHRASES:
        return Likeness(contained, jaccard, beside)
    quoted = _quoted(shorter, longer, found, contained)
    if both:
        unspoken = max(1, int(np.count_nonzero(~shorter.quoted_words)))
        plain = both.words * (1 - both.spoken) / unspoken
        quoted = max(quoted, beside - plain)

    lead = _beginning(shorter, longer, LEAD, reworded=both is not None)
    most = min(OPENING, max(SHORTEST_OPENING, len(shorter.word_array) // 3))
    opening = _beginning(shorter, longer, most, reworded=True) if both and lead < ALL_SHARED else lead
    numbers, lead_numbers, new_numbers = _numbers_changed(shorter, longer, found)
    return Likeness(
        contained=contained,
        jaccard=jaccard,
        beside=beside,
        scattered=1 - both.largest_block() / max(1, both.words) if both else 0.0,
        spread=_spread(found, both),
        lead=lead,
        opening=opening,
        quoted=quoted,
        numbers_changed=numbers,
        lead_numbers_changed=lead_numbers,
        new_numbers=new_numbers,
        headline=headline_likeness(a.headline, b.headline),
        days=abs((a.published - b.published).days) if a.published and b.published else None,
        longer_by=len(longer.words) / max(4, len(shorter.words)),
        words=len(shorter.word_array),
    )
