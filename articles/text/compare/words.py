"""Finds which words changed between two sentences, grouped as a reader would, and bounded whatever the texts.

cydifflib's longest runs read best but cost the product of equal words; where words repeat too much rapidfuzz's longest
common subsequence takes over, and where even that is too large the text is cut at words that stand once.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import cydifflib
from rapidfuzz.distance import LCSseq

from articles.text.compare.moves import longest_chain
from articles.text.compare.similar import is_small
from articles.text.compare.tokens import is_number, is_word

MATCHES_MOST = 20_000  # equal pairs of words for cydifflib: about 5 ms
CELLS_MOST = 4_000_000  # words by words for rapidfuzz: about 10 ms and 1 MB
BRIDGE = 2  # words; that many small words between two changes are no island worth keeping
STOPS = frozenset(".!?;:…。！？")
PAUSES = frozenset(',-)"')


class Changed(NamedTuple):
    """Words `old_start` to `old_end` became words `new_start` to `new_end`; one of the two may be empty."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int


class Changes(NamedTuple):
    """All that changed between two sequences of keys, in order. `coarse`: a stretch too large was taken as a whole."""

    blocks: tuple[Changed, ...]
    coarse: bool = False


def changed_words(old: Sequence[str], new: Sequence[str]) -> Changes:
    """Return the changed words of two sequences of keys. Comparing backwards gives the mirror image."""
    if tuple(old) > tuple(new):
        mirror = changed_words(new, old)
        blocks = tuple(Changed(b.new_start, b.new_end, b.old_start, b.old_end) for b in mirror.blocks)
        return Changes(blocks, mirror.coarse)
    raw, coarse = _raw_blocks(old, new)
    slid = _slide(_merge(raw), old, new)
    return Changes(tuple(_bridge(slid, old, new) if len(slid) > 1 else slid), coarse)


def _raw_blocks(old: Sequence[str], new: Sequence[str]) -> tuple[list[Changed], bool]:
    """Return the blocks between the common start and the common end, by the engine that can afford them."""
    start = _common(old, new)
    end = _common(old[: start - 1 if start else None : -1], new[: start - 1 if start else None : -1])
    middle_old, middle_new = old[start : len(old) - end], new[start : len(new) - end]
    if not middle_old and not middle_new:
        return [], False
    engine = _engine(middle_old, middle_new)
    blocks, coarse = engine(middle_old, middle_new) if engine else _cut_at_anchors(middle_old, middle_new)
    return [_shifted(block, start, start) for block in blocks], coarse


def _engine(
    old: Sequence[str], new: Sequence[str]
) -> Callable[[Sequence[str], Sequence[str]], tuple[list[Changed], bool]] | None:
    """Return what may run on two sequences of this size, or None."""
    if not old or not new:
        return _whole
    if len(old) * len(new) > CELLS_MOST:
        return None
    if len(old) * len(new) <= MATCHES_MOST:
        return _by_runs
    counts = Counter(new)
    return _by_subsequence if sum(counts[key] for key in old) > MATCHES_MOST else _by_runs


def _whole(old: Sequence[str], new: Sequence[str]) -> tuple[list[Changed], bool]:
    return [Changed(0, len(old), 0, len(new))], False


def _by_runs(old: Sequence[str], new: Sequence[str]) -> tuple[list[Changed], bool]:
    codes = cydifflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [Changed(i1, i2, j1, j2) for tag, i1, i2, j1, j2 in codes if tag != "equal"], False


def _by_subsequence(old: Sequence[str], new: Sequence[str]) -> tuple[list[Changed], bool]:
    codes = LCSseq.opcodes(old, new)
    return [Changed(c.src_start, c.src_end, c.dest_start, c.dest_end) for c in codes if c.tag != "equal"], False


def _cut_at_anchors(old: Sequence[str], new: Sequence[str]) -> tuple[list[Changed], bool]:
    """Cut at the words that stand once on each side and keep their order; a stretch still too large is one block."""
    blocks: list[Changed] = []
    coarse = False
    at_old = at_new = 0
    for i, j in [*_anchors(old, new), (len(old), len(new))]:
        part_old, part_new = old[at_old:i], new[at_new:j]
        if part_old or part_new:
            engine = _engine(part_old, part_new)
            coarse |= engine is None
            found, _ = (engine or _whole)(part_old, part_new)
            blocks += [_shifted(block, at_old, at_new) for block in found]
        at_old, at_new = i + 1, j + 1
    return blocks, coarse


def _anchors(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Return the places (old, new) of words that stand once on each side: the longest list in order (patience)."""
    counts_old, counts_new = Counter(old), Counter(new)
    where = {key: j for j, key in enumerate(new) if counts_new[key] == 1}
    pairs = [(i, where[key]) for i, key in enumerate(old) if counts_old[key] == 1 and key in where]
    return longest_chain(pairs)


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    """Return how many keys the two have in common from the start."""
    for at, (a, b) in enumerate(zip(old, new, strict=False)):
        if a != b:
            return at
    return min(len(old), len(new))


def _shifted(block: Changed, old: int, new: int) -> Changed:
    return Changed(block.old_start + old, block.old_end + old, block.new_start + new, block.new_end + new)


def _merge(blocks: Sequence[Changed]) -> list[Changed]:
    """Join blocks that touch."""
    merged: list[Changed] = []
    for block in blocks:
        if merged and (merged[-1].old_end, merged[-1].new_end) == (block.old_start, block.new_start):
            last = merged.pop()
            merged.append(Changed(last.old_start, block.old_end, last.new_start, block.new_end))
        else:
            merged.append(block)
    return merged


def _slide(blocks: list[Changed], old: Sequence[str], new: Sequence[str]) -> list[Changed]:
    """Move pure insertions and removals to where they read as a phrase: "[, a Turk,] won" and not ", [a Turk, ]won"."""
    slid: list[Changed] = []
    for at, block in enumerate(blocks):
        low = block.old_start - (slid[-1].old_end if slid else 0)
        high = (blocks[at + 1].old_start if at + 1 < len(blocks) else len(old)) - block.old_end
        if block.old_start == block.old_end:
            by = _best_slide(new, block.new_start, block.new_end, low, high)
        elif block.new_start == block.new_end:
            by = _best_slide(old, block.old_start, block.old_end, low, high)
        else:
            by = 0
        slid.append(_shifted(block, by, by))
    return slid


def _best_slide(keys: Sequence[str], start: int, end: int, low: int, high: int) -> int:
    """Return by how many words to shift `keys[start:end]`, at most `low` back and `high` ahead, to read best."""
    best, by = _phrase(keys, start, end), 0
    for step, most in ((-1, low), (1, high)):
        at = 0
        while abs(at) < most and keys[start + at - (step < 0)] == keys[end + at - (step < 0)]:
            at += step
            score = _phrase(keys, start + at, end + at)
            if score > best:
                best, by = score, at
    return by


def _phrase(keys: Sequence[str], start: int, end: int) -> int:
    """Return how much a stretch reads as a phrase: it begins after a stop or with a pause, it ends before one."""
    score = 0
    if start == 0 or keys[start - 1] in STOPS:
        score += 3
    elif keys[start - 1] in PAUSES:
        score += 1
    if keys[start] in PAUSES or keys[start] == "(":
        score += 3
    if keys[end - 1] in STOPS or keys[end - 1] in ",)":
        score += 2
    if end < len(keys) and (keys[end] in STOPS or keys[end] == ","):
        score += 1
    return score


def _bridge(blocks: Sequence[Changed], old: Sequence[str], new: Sequence[str]) -> Iterator[Changed]:
    """Join two changes of words that only one or two small words part: a patchwork reads worse than a phrase."""
    last: Changed | None = None
    for block in blocks:
        if (
            last
            and _is_bridge(old[last.old_end : block.old_start])
            and all(_has_words(each, old, new) and not _is_figure(each, old) for each in (last, block))
        ):
            last = Changed(last.old_start, block.old_end, last.new_start, block.new_end)
            continue
        if last:
            yield last
        last = block
    if last:
        yield last


def _is_bridge(keys: Sequence[str]) -> bool:
    """Return whether the words between two changes are few and small; a mark always parts them."""
    return len(keys) <= BRIDGE and all(is_word(key) and is_small(key) for key in keys)


def _is_figure(block: Changed, old: Sequence[str]) -> bool:
    """Return whether one figure was put for another: that is told apart from the words around it."""
    return block.old_end - block.old_start == block.new_end - block.new_start == 1 and is_number(old[block.old_start])


def _has_words(block: Changed, old: Sequence[str], new: Sequence[str]) -> bool:
    return any(map(is_word, old[block.old_start : block.old_end])) or any(
        map(is_word, new[block.new_start : block.new_end])
    )
