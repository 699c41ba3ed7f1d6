"""Finds splits and mergers: a sentence left over that explains those words of another which no other part covers."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

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
PART_MOST = 400  # words; a longer sentence is a list or a text without stops, and its order costs the square
PART_LEAST_WORDS = 2  # words of the whole for each of its parts
PART_SIZE = 4  # words; shorter sentences are parts of too much


def link_parts(old: Sequence[Bag], new: Sequence[Bag], scores: dict[tuple[int, int], float], found: Alignment) -> None:
    """Link what is left to sentences whose words their own partner does not cover: splits, then mergers."""
    free_old, free_new = found.free(len(old), len(new))
    wholes_of: dict[int, list[int]] = defaultdict(list)
    for i, j in scores:
        wholes_of[j].append(i)
    partners = _partners(found, side=0)
    for j in free_new:
        for evidence, i in _wholes_of_part(j, wholes_of[j], old, new, partners):
            found.link(i, j, evidence)
            partners[i].append(j)
    wholes_of.clear()
    for i, j in scores:
        wholes_of[i].append(j)
    partners = _partners(found, side=1)
    for i in free_old:
        for evidence, j in _wholes_of_part(i, wholes_of[i], new, old, partners):
            found.link(i, j, evidence)
            partners[j].append(i)


def _partners(found: Alignment, *, side: int) -> dict[int, list[int]]:
    """Return for each edited sentence of a side those that it is linked to."""
    partners: dict[int, list[int]] = defaultdict(list)
    for edge in found.edges:
        if edge not in found.same:
            partners[edge[side]].append(edge[1 - side])
    return partners


def _wholes_of_part(
    place: int,
    wholes: Iterable[int],
    whole_side: Sequence[Bag],
    part_side: Sequence[Bag],
    partners: dict[int, list[int]],
) -> list[tuple[float, int]]:
    """Return the sentences that the one at `place` is a part of, with the evidence: often none, rarely two."""
    part = part_side[place]
    if not PART_SIZE <= part.size <= PART_MOST:
        return []
    chosen = []
    told: set[str] = set()
    for whole in wholes:
        if 0 < len(partners.get(whole, ())) < min(whole_side[whole].size, PART_MOST) // PART_LEAST_WORDS:
            evidence, words = _part_evidence(part, whole_side[whole], [part_side[other] for other in partners[whole]])
            evidence += max(_nearness(part, place, part_side[other], other) for other in partners[whole])
            chosen.append((evidence, whole, words))
    chosen.sort(key=lambda choice: (-choice[0], choice[1]))
    result = []
    for evidence, whole, words in chosen:
        if evidence >= PART_LEAST and not told & words:
            result.append((evidence, whole))
            told |= words
    return result


def _nearness(part: Bag, place: int, other: Bag, other_place: int) -> float:
    """Return the bonus for standing where a part stands: beside the other one, better still in its paragraph."""
    if abs(place - other_place) > 2:
        return -PART_FAR
    return PART_NEAR + PART_BESIDE * (abs(place - other_place) == 1 and part.paragraph == other.paragraph)


def _part_evidence(part: Bag, whole: Bag, others: Sequence[Bag]) -> tuple[float, set[str]]:
    """Return how well `part` explains the words of `whole` that its other parts do not, and which words those are."""
    covered = {place for other in others for place in _covered(whole, other)}
    left: dict[str, float] = defaultdict(float)
    counts = Counter(whole.order)
    for place, word in enumerate(whole.order):
        if place not in covered:
            left[word] += whole.stems[word] / counts[word]
    explained = shared_weight(left, part.stems)
    if not explained:
        return 0.0, set()
    evidence = 0.5 * explained / part.weight + 0.3 * explained / max(sum(left.values()), LEFT_SHARE * whole.weight)
    evidence += 0.2 * shared_weight(whole.stems, part.stems) / part.weight
    return evidence + PART_RUN * _has_run(part, whole, covered), left.keys() & part.stems.keys()


def _has_run(part: Bag, whole: Bag, covered: set[int]) -> bool:
    """Return whether `part` has a run of words of `whole` as they stand there, most of them not covered yet."""
    runs = {part.order[at : at + RUN] for at in range(part.size - RUN + 1)}
    return any(
        whole.order[at : at + RUN] in runs and sum(place in covered for place in range(at, at + RUN)) * 2 < RUN
        for at in range(whole.size - RUN + 1)
    )


def _covered(whole: Bag, other: Bag) -> Iterable[int]:
    """Return the places of `whole` whose words stand in `other` in the same order."""
    for block in LCSseq.opcodes(whole.order, other.order):
        if block.tag == "equal":
            yield from range(block.src_start, block.src_end)
