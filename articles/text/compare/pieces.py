"""Cuts a sentence that is linked to several into the stretch that each of them comes from or became."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz.distance import LCSseq

from articles.text.compare.tokens import Words, is_word

BOUNDARY_BONUS = 0.5  # for a cut after a mark, against 1 for a word on its right side
MARK_WORTH = 0.3  # what a mark counts when a cut is placed

Edge = tuple[int, int]
Stretch = tuple[int, int]


def cut_pieces(
    edges: Iterable[Edge], old: Mapping[int, Words], new: Mapping[int, Words]
) -> dict[Edge, tuple[Stretch, Stretch]]:
    """Return for each edge which words (from, to) of its old and of its new sentence belong to it.

    Over the edges of a sentence the stretches cover it without overlap, and none is empty where it has words enough.
    """
    edges = sorted(edges)
    by_old: dict[int, list[int]] = defaultdict(list)
    by_new: dict[int, list[int]] = defaultdict(list)
    for i, j in edges:
        by_old[i].append(j)
        by_new[j].append(i)
    old_side = {(i, j): stretch for i, js in by_old.items() for j, stretch in _partition(old[i], js, new).items()}
    new_side = {(i, j): stretch for j, is_ in by_new.items() for i, stretch in _partition(new[j], is_, old).items()}
    return {edge: (old_side[edge], new_side[edge]) for edge in edges}


def _partition(whole: Words, parts: Sequence[int], side: Mapping[int, Words]) -> Mapping[int, Stretch]:
    """Return for each part its stretch of `whole`, so that most of the words it shares fall into it."""
    size = len(whole.keys)
    if len(parts) == 1:
        return {parts[0]: (0, size)}
    shared = {part: _shared(whole, side[part]) for part in parts}
    order = sorted(parts, key=lambda part: (_middle(shared[part]), part))
    cuts = _best_cuts(whole, [shared[part] for part in order])
    return dict(zip(order, zip([0, *cuts], [*cuts, size], strict=True), strict=True))


def _shared(whole: Words, part: Words) -> set[int]:
    """Return the places of `whole` whose words stand in `part` in the same order."""
    codes = LCSseq.opcodes(whole.keys, part.keys)
    return {at for code in codes if code.tag == "equal" for at in range(code.src_start, code.src_end)}


def _middle(places: set[int]) -> float:
    return sum(places) / len(places) if places else 0.0


def _best_cuts(whole: Words, shared: Sequence[set[int]]) -> list[int]:
    """Return where to cut `whole` between the parts, given in order the places that each shares. O(words x parts)."""
    size = len(whole.keys)
    worth = [1.0 if is_word(key) else MARK_WORTH for key in whole.keys]
    bonus = [BOUNDARY_BONUS if at and not is_word(whole.keys[at - 1]) else 0.0 for at in range(size)]
    best = [0.0] + [float("-inf")] * size
    trail = []
    for places in shared:
        best, began = _one_more(best, [worth[at] if at in places else 0.0 for at in range(size)], bonus)
        trail.append(began)
    cuts = []
    end = size
    for began in reversed(trail[1:]):
        end = began[end]
        cuts.append(end)
    return cuts[::-1]


def _one_more(best: list[float], gain: list[float], bonus: list[float]) -> tuple[list[float], list[int]]:
    """Return what is gained at most with one more part that ends at each place, and where that part began."""
    reached, began = [float("-inf")], [0]
    gained, top, start = 0.0, float("-inf"), 0
    for at, worth in enumerate(gain):
        candidate = best[at] - gained + bonus[at]
        if candidate > top:
            top, start = candidate, at
        gained += worth
        reached.append(top + gained)
        began.append(start)
    return reached, began
