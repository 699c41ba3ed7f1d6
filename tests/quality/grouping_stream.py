"""A stream of articles with the stories known, and how well a grouping of it agrees with them."""

import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from articles.pipeline.candidates import Candidates
from articles.pipeline.placing import Placing
from articles.text.group import Fingerprint, fingerprint
from tests.quality.grouping_edits import OTHERS, REVISIONS, Rng
from tests.quality.grouping_words import Draft

REVISIONS_A_BASE = 5
# Texts of the gold that make one story: the base, three that its revisions draw on, and one for each other article
# that looks like it. None of them stands in the stream itself or serves another base, so that the truth is the truth.
TEXTS_A_STORY = 6
LOOKALIKES = ("shared background", "quoting rebuttal", "same event", "digest")


@dataclass(frozen=True)
class Item:
    """An article of the stream and the story it belongs to."""

    story: str
    draft: Draft

    def fingerprint(self) -> Fingerprint:
        return fingerprint(self.draft.units, headline=self.draft.headline, published=self.draft.day)


def stream(bases: Sequence[Draft], *, seed: int) -> list[Item]:
    """Bases with some revisions of each, and articles that only look like them, each a story of its own."""
    rng = Rng(seed)
    items = []
    for start in range(0, len(bases) - TEXTS_A_STORY + 1, TEXTS_A_STORY):
        base, *others = bases[start : start + TEXTS_A_STORY]
        items.append(Item(f"base {start}", base))
        kinds = rng.sample(sorted(REVISIONS), REVISIONS_A_BASE)
        items += [Item(f"base {start}", REVISIONS[kind](base, others[:3], rng)) for kind in kinds]
        for kind, other in zip(rng.sample(LOOKALIKES, 2), others[3:], strict=True):
            pool = others if kind == "digest" else [other]
            items.append(Item(f"{kind} {start}", OTHERS[kind](base, pool, rng)))
    return items


def reprints(bases: Sequence[Draft], *, count: int, seed: int) -> list[Item]:
    """Each base with `count` reprints in all, each with a desk's note of its own somewhere."""
    rng = Rng(seed)
    items = []
    for number in range(count):
        for rank, base in enumerate(bases):
            units = list(base.units)
            note = f"Local desk note number {rng.randint(1, 10**6)} for edition {rng.randint(1, 10**6)}."
            units.insert(rng.randint(0, len(units)), note)
            items.append(Item(f"base {rank}", Draft(tuple(units), base.headline, base.day, f"paper {number}")))
    return items


def grouped(prints: Sequence[Fingerprint]) -> list[int]:
    """Group fingerprints in the order given, as the pipeline does; give each one's story."""
    placing = Placing(Candidates({}, {}, {}), frozenset, frozenset)
    texts: dict[str, int] = {}
    numbers = []
    for print_ in prints:
        if print_.digest not in texts:
            texts[print_.digest] = -1 - len(texts)
            placing.place(texts[print_.digest], print_)
        numbers.append(texts[print_.digest])
    roots = {number: id(placing.node_of(number)) for number in texts.values()}
    return [roots[number] for number in numbers]


def b_cubed(truth: Sequence[Hashable], found: Sequence[Hashable]) -> tuple[float, float, float]:
    """B-cubed precision, recall and F of a grouping (Bagga and Baldwin, 1998)."""
    true, mine, both = Counter(truth), Counter(found), Counter(zip(truth, found, strict=True))
    precision = sum(count * count / mine[pair[1]] for pair, count in both.items()) / len(truth)
    recall = sum(count * count / true[pair[0]] for pair, count in both.items()) / len(truth)
    return precision, recall, 2 * precision * recall / (precision + recall)


def adjusted_rand(one: Sequence[Hashable], other: Sequence[Hashable]) -> float:
    """Adjusted Rand index of two groupings (Hubert and Arabie, 1985): 1 where they are the same."""

    def pairs(counts: Counter[Hashable]) -> int:
        return sum(math.comb(count, 2) for count in counts.values())

    together = pairs(Counter(zip(one, other, strict=True)))
    first, second, every = pairs(Counter(one)), pairs(Counter(other)), math.comb(len(one), 2)
    by_chance = first * second / every
    most = (first + second) / 2
    return (together - by_chance) / (most - by_chance) if most != by_chance else 1.0


def largest_mixture(truth: Sequence[str], found: Sequence[Hashable]) -> int:
    """The most stories of the truth that one story of the grouping holds."""
    held: dict[Hashable, set[str]] = defaultdict(set)
    for story, group in zip(truth, found, strict=True):
        held[group].add(story)
    return max(map(len, held.values()))


def shuffled(items: Sequence[Item], seed: int) -> list[Item]:
    """The same items in another order."""
    mixed = list(items)
    Rng(seed).shuffle(mixed)
    return mixed
