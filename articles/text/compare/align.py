"""Finds which sentence of the new version comes from which of the old one: same, edited, split and merged."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence

from articles.text.article import Role
from articles.text.compare.edges import Alignment
from articles.text.compare.moves import longest_chain, moved_edges
from articles.text.compare.parts import link_parts
from articles.text.compare.similar import Bag, likeness

EDITED_LEAST = 0.42  # likeness from which a sentence is an edit of another; below, chance begins
NEAR_BONUS = 0.06  # for standing at the same place, so that of two equals the nearer one wins
RESERVE = 0.15  # likeness to a sentence already taken, beyond that to a free one, that keeps a part for its whole
GAP_LEAST = 0.28  # likeness asked of two sentences alone between the same neighbours
GAP_AMONG_LEAST = 0.34  # and of two among several there
GAPS_SCORED_MOST = 4_000  # pairs looked at between all neighbours
WEIGHED_MOST = 2_000  # links among which neighbours are told by the fewest words moved, beyond by the fewest sentences
GAP_PAIRS_MOST = 64  # pairs looked at between two neighbours; where more is new, a rewrite is not an edit
ELSEWHERE_LEAST = 0.8  # likeness asked across roles: a body sentence raised to the standfirst, or a role mistaken
LONELY = frozenset({Role.HEADLINE, Role.BYLINE, Role.DATE})  # one a version: linked however much it changed

# Bounds on the work, by counts: a sentence is looked up by its rarest stems, each in at most so many sentences.
RAREST = 8
STANDS_IN_MOST = 40
CANDIDATES = 8
SCORED_MOST = 16_000  # pairs of sentences in one comparison; beyond, fewer candidates a sentence
CANDIDATES_COARSE = 3  # with fewer candidates than this the comparison says that it is coarser


def align(old: Sequence[Bag], new: Sequence[Bag], *, like: bool = True) -> Alignment:
    """Return the edges between two versions' sentences, and which of them moved.

    Without `like` only sentences with equal keys are linked, and the alignment says that it is coarse. The work is
    bounded by counts; the same pair gives the same edges on every run and in both directions.
    """
    if [bag.key for bag in old] > [bag.key for bag in new]:
        return align(new, old, like=like).mirrored()
    found = Alignment(coarse=not like)
    _link_same(old, new, found)
    if like:
        _link_like(old, new, found)
    found.moved = _moved(old, new, found, weighed=like)
    return found


def _link_like(old: Sequence[Bag], new: Sequence[Bag], found: Alignment) -> None:
    """Link what is left by likeness: edited, split, merged, alone between the same neighbours, in another role."""
    _link_lonely(old, new, found)
    scores = _scores(old, new, found)
    _link_best(old, new, scores, found, reserve=RESERVE)
    link_parts(old, new, scores, found)
    _link_best(old, new, scores, found, reserve=1.0)
    _link_gaps(old, new, found)
    _link_elsewhere(old, new, found)
    _link_standfirst(old, new, found)


def _moved(old: Sequence[Bag], new: Sequence[Bag], found: Alignment, *, weighed: bool) -> frozenset[tuple[int, int]]:
    """Return the edges that changed places within their role, or changed their role. A set of tags has no order.

    Not `weighed`, the fewest lines have moved and not the fewest words: quicker, and it takes one to one links only.
    """
    moved: set[tuple[int, int]] = set()
    weights: dict[Role, dict[tuple[int, int], int]] = defaultdict(dict)
    for i, j in found.edges:
        if old[i].role != new[j].role:
            moved.add((i, j))
        elif old[i].role != Role.TAGS:
            weights[old[i].role][i, j] = min(old[i].size, new[j].size) + 1
    for edges in weights.values():
        moved |= moved_edges(edges) if weighed else edges.keys() - set(longest_chain(sorted(edges)))
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
    """Return the likeness of every candidate pair that shares rare stems and a role.

    They are looked up from both sides, since a part may share none of the rarest stems of its long whole; where there
    are too many sentences for that, from one.
    """
    left_old, left_new = (
        [place for place in places if version[place].role not in LONELY]
        for version, places in zip((old, new), found.unlike(len(old), len(new)), strict=True)
    )
    most = min(CANDIDATES, max(1, SCORED_MOST // (1 + len(left_old) + len(left_new))))
    found.coarse |= most < CANDIDATES_COARSE
    stands_in_new, stands_in_old = _stands_in(new, left_new), _stands_in(old, left_old)
    pairs = {(i, j) for i in left_old for j in _candidates(old[i], stands_in_new[old[i].role], most)}
    if most >= CANDIDATES_COARSE:
        pairs |= {(i, j) for j in left_new for i in _candidates(new[j], stands_in_old[new[j].role], most)}
    return {(i, j): likeness(old[i], new[j]) for i, j in sorted(pairs)}


def _stands_in(version: Sequence[Bag], places: Sequence[int]) -> dict[Role, dict[str, list[int]]]:
    """Return for each role and stem the sentences that have it."""
    found: dict[Role, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for place in places:
        of_role = found[version[place].role]
        for word in version[place].stems:
            of_role[word].append(place)
    return found


def _candidates(bag: Bag, stands_in: dict[str, list[int]], most: int) -> list[int]:
    """Return the sentences that share most rare stems with `bag`, the best first."""
    words = [word for word in bag.stems if 0 < len(stands_in.get(word, ())) <= STANDS_IN_MOST]
    if len(words) > RAREST:
        words = sorted(words, key=lambda word: (len(stands_in[word]), word))[:RAREST]
    shared: dict[int, float] = {}
    for word in words:
        weight = bag.stems[word]
        for place in stands_in[word]:
            shared[place] = shared.get(place, 0.0) + weight
    return [place for _, place in sorted([(-weight, place) for place, weight in shared.items()])[:most]]


def _link_best(
    old: Sequence[Bag], new: Sequence[Bag], scores: dict[tuple[int, int], float], found: Alignment, *, reserve: float
) -> None:
    """Link the most alike pairs first, each sentence once.

    A sentence that was more alike to one already taken, by `reserve` at least, is left: it may be a part of that one.
    """
    span_old, span_new = max(1, len(old) - 1), max(1, len(new) - 1)
    ranked = sorted(
        (-score - NEAR_BONUS * (1 - abs(i / span_old - j / span_new)), i, j)
        for (i, j), score in scores.items()
        if score >= EDITED_LEAST
    )
    free_old, free_new = map(set, found.free(len(old), len(new)))
    wanted_old: dict[int, float] = {}
    wanted_new: dict[int, float] = {}
    for _, i, j in ranked:
        score = scores[i, j]
        if i in free_old and j in free_new:
            if max(wanted_old.get(i, 0.0), wanted_new.get(j, 0.0)) - score < reserve:
                found.link(i, j, score)
                free_old.discard(i)
                free_new.discard(j)
        elif i in free_old:
            wanted_old.setdefault(i, score)
        elif j in free_new:
            wanted_new.setdefault(j, score)


def _link_gaps(old: Sequence[Bag], new: Sequence[Bag], found: Alignment) -> None:
    """Link what is left between the same neighbours: two sentences alone if alike at all, of several the most alike.

    Neighbours are the links that kept their places; what moved in between does not part them.
    """
    moved = _moved(old, new, found, weighed=len(found.edges) <= WEIGHED_MOST)
    stayed = sorted(found.edges.keys() - moved)
    free_old, free_new = found.free(len(old), len(new))
    last_old = last_new = -1
    left = GAPS_SCORED_MOST
    for i, j in [*stayed, (len(old), len(new))]:
        olds = free_old[bisect_right(free_old, last_old) : bisect_left(free_old, i)]
        news = free_new[bisect_right(free_new, last_new) : bisect_left(free_new, j)]
        if 0 < len(olds) * len(news) <= min(GAP_PAIRS_MOST, left):
            _link_gap(old, new, olds, news, found)
            left -= len(olds) * len(news)
        found.coarse |= left < len(olds) * len(news) <= GAP_PAIRS_MOST
        last_old, last_new = i, j


def _link_gap(
    old: Sequence[Bag], new: Sequence[Bag], olds: Sequence[int], news: Sequence[int], found: Alignment
) -> None:
    """Link the most alike of the sentences of one gap, each once."""
    least = GAP_LEAST if len(olds) == len(news) == 1 else GAP_AMONG_LEAST
    scores = [(-likeness(old[i], new[j]), i, j) for i in olds for j in news if old[i].role == new[j].role]
    taken_old, taken_new = set(), set()
    for score, i, j in sorted(scores):
        if -score >= least and i not in taken_old and j not in taken_new:
            found.link(i, j, -score)
            taken_old.add(i)
            taken_new.add(j)


def _link_standfirst(old: Sequence[Bag], new: Sequence[Bag], found: Alignment) -> None:
    """Link standfirst with standfirst where each version has one of one sentence, however much it changed."""
    olds, news = ([n for n, bag in enumerate(version) if bag.role == Role.STANDFIRST] for version in (old, new))
    free_old, free_new = found.free(len(old), len(new))
    if len(olds) == len(news) == 1 and olds[0] in free_old and news[0] in free_new:
        found.link(olds[0], news[0], likeness(old[olds[0]], new[news[0]]))


def _link_elsewhere(old: Sequence[Bag], new: Sequence[Bag], found: Alignment) -> None:
    """Link what is left across roles, where it is nearly the same text: a sentence raised to the standfirst."""
    free_old, free_new = found.free(len(old), len(new))
    if len({old[i].role for i in free_old} | {new[j].role for j in free_new}) < 2:
        return
    telling: dict[str, list[int]] = defaultdict(list)
    for j in free_new:
        for word in new[j].stems:
            telling[word].append(j)
    for i in free_old:
        places = (telling[word] for word in old[i].stems if len(telling[word]) <= STANDS_IN_MOST)
        shared = Counter(j for each in places for j in each if new[j].role != old[i].role)
        for j, _ in sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:1]:
            score = likeness(old[i], new[j])
            if score >= ELSEWHERE_LEAST and j in free_new:
                found.link(i, j, score)
                free_new.remove(j)
