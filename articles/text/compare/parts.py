"""Finds splits and mergers: a sentence left over that explains those words of another which no other part covers."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz.distance import LCSseq

from articles.text.compare.edges import Alignment
from articles.text.compare.similar import Bag, shared_weight

PART_LEAST = 0.40  # evidence asked of a sentence to be a part split off, or merged in
LEFT_SHARE = 0.25  # of the whole's weight: explaining less than that which others leave is no evidence
PART_FAR = 0.1  # asked on top where no other part stands within two sentences
PART_NEAR = 0.08  # for standing within two sentences of the other parts
PART_BESIDE = 0.1  # for standing beside it in the same paragraph, where sentences are joined and split
PART_RUN = 0.1  # for a run of so many words in the same order
RUN = 3
RUNS_MOST = 8  # places looked at where one run stands often in a sentence
PART_MOST = 400  # words; a longer sentence is a list or a text without stops, and its order costs the square
PART_LEAST_WORDS = 2  # words of the whole for each of its parts
PARTS_MOST = 12  # of one sentence; more is a text without stops
WHOLE_MOST = 2_000  # words; a longer sentence is no whole that an editor would cut up
PART_SIZE = 3  # words; shorter sentences are parts of too much


class _Whole:
    """A sentence that several may be parts of, with the words that none of those linked to it covers yet."""

    def __init__(self, bag: Bag) -> None:
        self.bag = bag
        self.partners: list[int] = []
        self._uncounted: list[Bag] = []
        self._covered: set[int] = set()
        self._left: Counter[str] = Counter()
        self._each: dict[str, float] = {}
        self._left_weight = bag.weight
        self.most = min(PARTS_MOST, bag.size // PART_LEAST_WORDS) if bag.size <= WHOLE_MOST else 0
        self.full = bag.size > WHOLE_MOST or self.most == PARTS_MOST  # where it takes no more, a bound bites
        self._runs: dict[tuple[str, ...], list[int]] = defaultdict(list)

    def take(self, place: int, part: Bag) -> None:
        """Note a part."""
        self.partners.append(place)
        self._uncounted.append(part)

    def _count(self) -> None:
        """Note as covered the places whose words stand in a part in the same order."""
        if not self._each:
            self._left = Counter(self.bag.order)
            self._each = {word: self.bag.stems[word] / count for word, count in self._left.items()}
        for part in self._uncounted:
            for block in LCSseq.opcodes(self.bag.order, part.order):
                if block.tag == "equal":
                    for at in {*range(block.src_start, block.src_end)} - self._covered:
                        self._cover(at)
        self._uncounted.clear()

    def _cover(self, at: int) -> None:
        word = self.bag.order[at]
        self._covered.add(at)
        self._left[word] -= 1
        self._left_weight -= self._each[word]
        if not self._left[word]:
            del self._left[word]

    def evidence(self, part: Bag) -> tuple[float, set[str]]:
        """Return how well `part` explains the words that other parts do not, and which words those are."""
        self._count()
        words = self._left.keys() & part.stems.keys()
        explained = sum(min(self._left[word] * self._each[word], part.stems[word]) for word in sorted(words))
        if not explained:
            return 0.0, set()
        least = LEFT_SHARE * self.bag.weight
        evidence = 0.5 * explained / part.weight + 0.3 * explained / max(self._left_weight, least)
        evidence += 0.2 * shared_weight(self.bag.stems, part.stems) / part.weight
        may_do = evidence + PART_RUN + PART_NEAR + PART_BESIDE >= PART_LEAST
        return evidence + PART_RUN * (may_do and self._has_run(part)), words

    def _has_run(self, part: Bag) -> bool:
        """Return whether `part` has a run of words as they stand here, most of them not covered yet."""
        if not self._runs:
            for at in range(self.bag.size - RUN + 1):
                self._runs[self.bag.order[at : at + RUN]].append(at)
        return any(
            sum(place in self._covered for place in range(at, at + RUN)) * 2 < RUN
            for begins in range(part.size - RUN + 1)
            for at in self._runs.get(part.order[begins : begins + RUN], ())[:RUNS_MOST]
        )


def link_parts(old: Sequence[Bag], new: Sequence[Bag], scores: dict[tuple[int, int], float], found: Alignment) -> None:
    """Link what is left to sentences whose words their own partner does not cover: splits, then mergers."""
    free_old, free_new = found.free(len(old), len(new))
    candidates: tuple[dict[int, list[int]], dict[int, list[int]]] = defaultdict(list), defaultdict(list)
    for i, j in scores:
        candidates[0][i].append(j)
        candidates[1][j].append(i)
    wholes = _wholes(found, old, new, side=0)
    for j in free_new:
        for evidence, i in _wholes_of_part(j, candidates[1][j], wholes, new, found):
            found.link(i, j, evidence)
            wholes[i].take(j, new[j])
    wholes = _wholes(found, old, new, side=1)
    for i in free_old:
        for evidence, j in _wholes_of_part(i, candidates[0][i], wholes, old, found):
            found.link(i, j, evidence)
            wholes[j].take(i, old[i])


def _wholes(found: Alignment, old: Sequence[Bag], new: Sequence[Bag], *, side: int) -> dict[int, _Whole]:
    """Return the edited sentences of a side by place, each with those it is linked to."""
    sides = (old, new)
    wholes: dict[int, _Whole] = {}
    for edge in found.edges:
        if edge not in found.same:
            place, part = edge[side], edge[1 - side]
            whole = wholes.setdefault(place, _Whole(sides[side][place]))
            whole.take(part, sides[1 - side][part])
    return wholes


def _wholes_of_part(
    place: int, candidates: Iterable[int], wholes: Mapping[int, _Whole], side: Sequence[Bag], found: Alignment
) -> list[tuple[float, int]]:
    """Return the sentences that the one at `place` is a part of, with the evidence: often none, rarely two."""
    part = side[place]
    if not PART_SIZE <= part.size <= PART_MOST:
        return []
    chosen = []
    told: set[str] = set()
    for at in candidates:
        whole = wholes.get(at)
        if whole and len(whole.partners) >= whole.most:
            found.coarse |= whole.full
        elif whole:
            evidence, words = whole.evidence(part)
            evidence += max(_nearness(part, place, side[other], other) for other in whole.partners)
            chosen.append((evidence, at, words))
    chosen.sort(key=lambda choice: (-choice[0], choice[1]))
    result = []
    for evidence, at, words in chosen:
        if evidence >= PART_LEAST and not told & words:
            result.append((evidence, at))
            told |= words
    return result


def _nearness(part: Bag, place: int, other: Bag, other_place: int) -> float:
    """Return the bonus for standing where a part stands: beside the other one, better still in its paragraph."""
    if abs(place - other_place) > 2:
        return -PART_FAR
    return PART_NEAR + PART_BESIDE * (abs(place - other_place) == 1 and part.paragraph == other.paragraph)
