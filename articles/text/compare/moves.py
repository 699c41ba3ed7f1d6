"""Tells which linked sentences changed places: those off the heaviest chain of links that keeps the order.

"Heaviest" is by length, so that the fewest words are said to have moved.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence


def moved_edges(edges: Mapping[tuple[int, int], int]) -> frozenset[tuple[int, int]]:
    """Return the edges (old, new) that cross the heaviest chain, given each edge's weight in characters.

    In a chain neither side ever goes back; the parts of a split or a merger, which share a sentence, do not cross.
    O(n log n).
    """
    order = sorted(edges)
    news = sorted({j for _, j in order})
    tree: list[tuple[int, int]] = [(0, -1)] * (len(news) + 1)  # Fenwick tree: (weight of the best chain, its last edge)
    before = [-1] * len(order)
    best = (0, -1)
    for at, (i, j) in enumerate(order):
        place = bisect_right(news, j)
        weight, before[at] = _best_up_to(tree, place)
        reached = (weight + edges[i, j], at)
        best = max(best, reached)
        while place <= len(news):
            tree[place] = max(tree[place], reached)
            place += place & -place
    kept = set()
    at = best[1]
    while at >= 0:
        kept.add(order[at])
        at = before[at]
    return frozenset(edges) - kept


def _best_up_to(tree: list[tuple[int, int]], place: int) -> tuple[int, int]:
    best = (0, -1)
    while place:
        best = max(best, tree[place])
        place -= place & -place
    return best


def longest_chain(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the most of the pairs that keep their order on both sides, given in the order of the first (patience)."""
    tops: list[int] = []
    piles: list[int] = []
    before: list[int] = []
    for at, (_, j) in enumerate(pairs):
        pile = bisect_left(tops, j)
        before.append(piles[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [j]
        piles[pile : pile + 1] = [at]
    chain = []
    last = piles[-1] if piles else -1
    while last >= 0:
        chain.append(pairs[last])
        last = before[last]
    return chain[::-1]
