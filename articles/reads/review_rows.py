"""Two texts' paragraphs -> rows in which what they share stands side by side. Pure but for the comparison's links."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise, zip_longest
from typing import TypeVar

from articles.text.article import Role
from articles.text.compare import Comparison

# Paragraphs of one text times those of the other up to which they are aligned: some 20 ms. Longer pairs stand from
# their starts.
MOST_ALIGNED = 40_000

Paragraph = TypeVar("Paragraph")
Rows = tuple[tuple[Paragraph | None, Paragraph | None], ...]


def aligned(left: Sequence[Paragraph], right: Sequence[Paragraph], shared: Counter[tuple[int, int]]) -> Rows[Paragraph]:
    """Return the paragraphs in rows, each in its own order: those that share most stand side by side.

    `shared` says how much paragraph n of the left shares with paragraph m of the right. What stands between two rows
    that share something is put side by side as it comes.
    """
    ends = [(-1, -1), *_matched(len(left), len(right), shared), (len(left), len(right))]
    rows: list[tuple[Paragraph | None, Paragraph | None]] = []
    for (from_left, from_right), (to_left, to_right) in pairwise(ends):
        rows += zip_longest(left[from_left + 1 : to_left], right[from_right + 1 : to_right])
        if to_left < len(left):
            rows.append((left[to_left], right[to_right]))
    return tuple(rows)


def shared_words(comparison: Comparison) -> Counter[tuple[int, int]]:
    """Count by body paragraphs of either text, as numbered in their sentences, the characters that are linked."""
    found = Counter[tuple[int, int]]()
    for link in comparison.links:
        for old in (comparison.old_sentences[index] for index in link.old):
            for new in (comparison.new_sentences[index] for index in link.new):
                if old.role == new.role == Role.BODY:
                    found[old.paragraph, new.paragraph] += min(len(old.text), len(new.text))
    return found


def _matched(lefts: int, rights: int, shared: Counter[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the pairs, in order on both sides, that share most in all (Needleman and Wunsch, without a gap's cost)."""
    if lefts * rights > MOST_ALIGNED or not shared:
        return []
    best = [[0] * (rights + 1) for _ in range(lefts + 1)]
    for left in range(lefts - 1, -1, -1):
        for right in range(rights - 1, -1, -1):
            with_both = best[left + 1][right + 1] + shared.get((left, right), 0)
            best[left][right] = max(with_both, best[left + 1][right], best[left][right + 1])
    pairs, left, right = [], 0, 0
    while left < lefts and right < rights:
        if best[left][right] == best[left + 1][right]:
            left += 1
        elif best[left][right] == best[left][right + 1]:
            right += 1
        else:
            pairs.append((left, right))
            left, right = left + 1, right + 1
    return pairs
