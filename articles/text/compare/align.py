"""Finds which sentence of the new version comes from which of the old one: same, edited, split and merged."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import LCSseq

from articles.text.article import Role
from articles.text.compare.moves import moved_edges
from articles.text.compare.similar import Bag, likeness, shared_weight

EDITED_LEAST = 0.42  # likeness from which a sentence is an edit of another; below, chance begins
NEAR_BONUS = 0.06  # for standing at the same place, so that of two equals the nearer one wins
GAP_LEAST = 0.28  # likeness asked of two sentences alone between the same neighbours
ELSEWHERE_LEAST = 0.8  # likeness asked across roles: a body sentence raised to the standfirst, or a role mistaken
PART_LEAST = 0.43  # evidence asked of a sentence to be a part split off, or merged in
PART_NEAR = 0.08  # for standing within two sentences of the other parts
PART_BESIDE = 0.1  # for standing beside it in the same paragraph, where sentences are joined and split
PART_RUN = 0.1  # for a run of so many words in the same order
RUN = 3
PART_MOST = 400  # words; a longer sentence is a list or a text without stops, and its order costs the square
PART_LEAST_WORDS = 2  # words of the whole for each of its parts
PART_SIZE = 4  # words; shorter sentences are parts of too much
LONELY = frozenset({Role.HEADLINE, Role.BYLINE, Role.DATE})  # one a version: linked however much it changed

# Bounds on the work, by counts: a sentence is looked up by its rarest stems, each in at most so many sentences.
RAREST = 8
STANDS_IN_MOST = 40
CANDIDATES = 12
SCORED_MOST = 12_000  # pairs of sentences in one comparison; beyond, fewer candidates a sentence
CANDIDATES_COARSE = 4  # with fewer candidates than this the comparison says that it is coarser


@dataclass(slots=True)
class Alignment:
    """Edges (old, new) between sentences with their likeness; `same` are those that only typography tells apart."""

    edges: dict[tuple[int, int], float] = field(default_factory=dict)
    same: set[tuple[int, int]] = field(default_factory=set)
    moved: frozenset[tuple[int, int]] = frozenset()
    coarse: bool = False

    def mirrored(self) -> "Alignment":
        """Return the same with old and new exchanged."""
        return Alignment(
            {(j, i): score for (i, j), score in self.edges.items()},
            {(j, i) for i, j in self.same},
            frozenset((j, i) for i, j in self.moved),
            self.coarse,
        )

    def link(self, old: int, new: int, score: float) -> None:
        """Add an edge."""
        self.edges[old, new] = score

    def free(self, olds: int, news: int) -> tuple[list[int], list[int]]:
        """Return the sentences of each side that no edge touches."""
        linked_old = {i for i, _ in self.edges}
        linked_new = {j for _, j in self.edges}
        return [i for i in range(olds) if i not in linked_old], [j for j in range(news) if j not in linked_new]


def align(old: Sequence[Bag], new: Sequence[Bag]) -> Alignment:
    """Return the edges between two versions' sentences, and which of them moved.

    The work is bounded by counts; the same pair gives the same edges on every run and in both directions.
    """
    if [bag.key for bag in old] > [bag.key for bag in new]:
        return align(new, old).mirrored()
    found = Alignment()
    _link_same(old, new, found)
    _link_lonely(old, new, found)
    scores = _scores(old, new, found)
    _link_best(old, new, scores, found)
    _link_parts(old, new, scores, found)
    _link_gaps(old, new, found)
    _link_elsewhere(old, new, found)
    found.moved = _moved(old, new, found)
    return found


def _moved(old: Sequence[Bag], new: Sequence[Bag], found: Alignment) -> frozenset[tuple[int, int]]:
    """Return the edges that changed places within their role, or changed their role. A set of tags has no order."""
    moved: set[tuple[int, int]] = set()
    weights: dict[Role, dict[tuple[int, int], int]] = defaultdict(dict)
    for i, j in found.edges:
        if old[i].role != new[j].role:
            moved.add((i, j))
        elif old[i].role != Role.TAGS:
            weights[old[i].role][i, j] = min(old[i].size, new[j].size) + 1
    for edges in weights.values():
        moved |= moved_edges(edges)
    return frozenset(moved)


def _link_same(old: Sequence[Bag], new: Sequence[Bag], found: Alignment) -> None:
    """Link sentences with equal keys: those that stand once, then from each its equal neighbours, then in order."""
    where: dict[tuple[Role, tuple[str, ...]], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, version in enumerate((old, new)):
        for place, bag in enumerate(version):
            where[bag.role, bag.key][side].append(place)
    taken = _Taken(old, new, found)
    once = [(olds[0], news[0]) for olds, news in where.values() if len(olds) == len(news) == 1]
    for i, j in once:
        taken.take(i, j)
    for i, j in once:
        taken.take_neighbours(i, j)
    for olds, news in where.values():
        left_old = [i for i in olds if i not in taken.old]
        left_new = [j for j in news if j not in taken.new]
        for i, j in zip(left_old, left_new, strict=False):
            taken.take(i, j)


class _Taken:
    """Which sentences have found their equal."""

    def __init__(self, old: Sequence[Bag], new: Sequence[Bag], found: Alignment) -> None:
        self._sides = (old, new)
        self._found = found
        self.old: set[int] = set()
        self.new: set[int] = set()

    def take(self, i: int, j: int) -> bool:
        """Link two sentences if both exist, are free and equal; return whether they were."""
        old, new = self._sides
        if not (0 <= i < len(old) and 0 <= j < len(new)) or i in self.old or j in self.new:
            return False
        if (old[i].role, old[i].key) != (new[j].role, new[j].key):
            return False
        self.old.add(i)
        self.new.add(j)
        self._found.same.add((i, j))
        self._found.link(i, j, 1.0)
        return True

    def take_neighbours(self, i: int, j: int) -> None:
        """Link the equal sentences after and before two linked ones, as far as they go."""
        for step in (1, -1):
            ahead = step
            while self.take(i + ahead, j + ahead):
                ahead += step


def _link_lonely(old: Sequence[Bag], new: Sequence[Bag], found: Alignment) -> None:
    """Link headline with headline, byline with byline, date with date."""
    for role in LONELY:
        i = next((n for n, bag in enumerate(old) if bag.role == role), None)
        j = next((n for n, bag in enumerate(new) if bag.role == role), None)
        if i is not None and j is not None and (i, j) not in found.edges:
            found.link(i, j, likeness(old[i], new[j]))


def _scores(old: Sequence[Bag], new: Sequence[Bag], found: Alignment) -> dict[tuple[int, int], float]:
    """Return the likeness of every candidate pair that shares rare stems and a role."""
    done_new = {j for _, j in found.same}
    done_old = {i for i, _ in found.same}
    left_old = [i for i in range(len(old)) if i not in done_old and old[i].role not in LONELY]
    left_new = [j for j in range(len(new)) if j not in done_new and new[j].role not in LONELY]
    most = min(CANDIDATES, max(1, SCORED_MOST // (1 + len(left_old))))
    found.coarse |= most < CANDIDATES_COARSE
    stands_in: dict[Role, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for j in left_new:
        places = stands_in[new[j].role]
        for word in new[j].stems:
            places[word].append(j)
    return {
        (i, j): likeness(old[i], new[j]) for i in left_old for j in _candidates(old[i], stands_in[old[i].role], most)
    }


def _candidates(bag: Bag, stands_in: dict[str, list[int]], most: int) -> list[int]:
    """Return the sentences that share most rare stems with `bag`, the best first."""
    shared: dict[int, float] = defaultdict(float)
    for word in sorted(bag.stems.keys() & stands_in.keys(), key=lambda word: (len(stands_in[word]), word))[:RAREST]:
        if len(stands_in[word]) > STANDS_IN_MOST:
            break
        for j in stands_in[word]:
            shared[j] += bag.stems[word]
    return [j for j, _ in sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:most]]


def _link_best(old: Sequence[Bag], new: Sequence[Bag], scores: dict[tuple[int, int], float], found: Alignment) -> None:
    """Link the most alike pairs first, each sentence once."""
    span_old, span_new = max(1, len(old) - 1), max(1, len(new) - 1)
    ranked = sorted(
        (-score - NEAR_BONUS * (1 - abs(i / span_old - j / span_new)), i, j)
        for (i, j), score in scores.items()
        if score >= EDITED_LEAST
    )
    free_old, free_new = map(set, found.free(len(old), len(new)))
    for _, i, j in ranked:
        if i in free_old and j in free_new:
            found.link(i, j, scores[i, j])
            free_old.discard(i)
            free_new.discard(j)


def _link_gaps(old: Sequence[Bag], new: Sequence[Bag], found: Alignment) -> None:
    """Link two sentences that stand alone between linked neighbours, or at the start or end, if alike at all."""
    partner = {-1: -1, len(old): len(new), **dict(found.edges.keys())}
    free_old, free_new = map(set, found.free(len(old), len(new)))
    for i in sorted(free_old):
        j = partner.get(i - 1, len(new)) + 1
        alone = j in free_new and partner.get(i + 1) == j + 1 and old[i].role == new[j].role
        if alone and (score := likeness(old[i], new[j])) >= GAP_LEAST:
            found.link(i, j, score)
            partner[i] = j


def _link_parts(old: Sequence[Bag], new: Sequence[Bag], scores: dict[tuple[int, int], float], found: Alignment) -> None:
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
        return 0.0
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
    evidence = 0.5 * explained / part.weight + 0.3 * explained / sum(left.values())
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


def _link_elsewhere(old: Sequence[Bag], new: Sequence[Bag], found: Alignment) -> None:
    """Link what is left across roles, where it is nearly the same text: a sentence raised to the standfirst."""
    free_old, free_new = found.free(len(old), len(new))
    telling: dict[str, list[int]] = defaultdict(list)
    for j in free_new:
        for word in new[j].stems:
            telling[word].append(j)
    for i in free_old:
        shared = Counter(j for word in old[i].stems if len(telling[word]) <= STANDS_IN_MOST for j in telling[word])
        for j, _ in sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:1]:
            score = likeness(old[i], new[j])
            if score >= ELSEWHERE_LEAST and old[i].role != new[j].role and j in free_new:
                found.link(i, j, score)
                free_new.remove(j)
