"""Trains the model that judges lines of text captures on the gold: `python -m benchmarks.train_captures`.

Writes the one that ships (trained on all captures) to articles/text/clean, and beside the tests the five of the
cross-validation, each of which has never seen a fifth of the sites: neither its forest nor what its words weigh.
"""

import zlib
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from articles.text.clean.capture import MAX_WEIGHT
from articles.text.clean.line_model import sequence
from articles.text.clean.line_traits import line_traits
from articles.text.clean.lines import Capture, split_capture
from articles.text.clean.prose import LOOK, length_in_words
from articles.text.clean.run import best_run
from articles.text.clean.surroundings import Matrix, Numbers
from articles.text.clean.word_weights import BUCKETS, WordWeights, buckets_of, weights_of, word_traits
from benchmarks.train_clean import FOLDED, IN_GOLD, SETS, SHIPPED, Example, fit, save, shares
from benchmarks.train_line_net import LineSequence, fit_nets
from tests.quality.gold import FOLDS, GoldPage, captures, fold_of, pages

ABOVE = 3  # lines above the body that a copy may keep: headline, standfirst, byline
BRIEF = 7  # words up to which a line outside the article is easy, and three of four lines are such
EASY = 6  # of which one is enough, at EASY_WEIGHT times the weight
EASY_WEIGHT = 4.0
SOME = 0.25  # of a site's lines with a word that are added as in articles, and as out of them
# Trees of 8 and of 31 leaves were no better on sites unseen (.922 each, against .925).
FOREST: dict[str, Any] = {
    "max_iter": 80, "learning_rate": 0.15, "max_leaf_nodes": 20, "max_features": 0.25, "min_samples_leaf": 40,
}  # fmt: skip


@dataclass(frozen=True)
class Reading:
    """A capture, or its article alone as copies without navigation are, with the answer for each line."""

    page: GoldPage
    capture: Capture
    right: npt.NDArray[np.bool_]
    standfirst: npt.NDArray[np.bool_]

    @cached_property
    def texts(self) -> list[str]:
        """The lines' texts."""
        return [line.text for line in self.capture.lines]

    @cached_property
    def forms(self) -> Matrix:
        """The traits that no words' weights are needed for."""
        return line_traits(self.texts, [line.gap for line in self.capture.lines])

    def cut(self) -> "Reading":
        """The same without what stands around the article, but for a line or some above it."""
        found = np.flatnonzero(self.right)
        above = zlib.crc32(self.page.id.encode()) % (ABOVE + 1)
        part = slice(max(0, found[0] - above), found[-1] + 1)
        lines = replace(self.capture, lines=self.capture.lines[part])
        return Reading(self.page, lines, self.right[part], self.standfirst[part])


@dataclass(frozen=True)
class Tally:
    """Of each bucket that one site has, the share of the site's lines with it that are of an article, less a half."""

    buckets: npt.NDArray[np.int32]
    shares: Numbers


def readings() -> Iterator[Reading]:
    """Every capture of the gold that has a line of its article, beside its answers."""
    for name in SETS:
        gold = {page.id: page for page in pages(name)}
        for found in captures(name):
            page, capture = gold[found["id"]], split_capture(found["text"])
            texts = [line.text for line in capture.lines]
            right = shares(texts, page.bodies[-1]) >= IN_GOLD
            standfirst = shares(texts, page.answers.get("standfirst") or "") >= IN_GOLD
            if right.any():
                yield Reading(page, capture, right, standfirst & ~right)


def tally(site: Iterable[Reading]) -> Tally:
    """What one site says of words: each of its lines counts once however often it recurs."""
    lines = {(text, bool(right)) for one in site for text, right in zip(one.texts, one.right, strict=True)}
    found = [(np.unique(np.concatenate(buckets_of(text))), right) for text, right in sorted(lines)]
    at = np.concatenate([buckets for buckets, _ in found])
    right = np.repeat([float(right) for _, right in found], [len(buckets) for buckets, _ in found])
    buckets, which = np.unique(at, return_inverse=True)
    share = (np.bincount(which, right) + SOME) / (np.bincount(which) + 2 * SOME)
    return Tally(buckets, share - 0.5)


class Words:
    """What words weigh over some sites, and what they weigh without one of them: no page is judged by its own site."""

    def __init__(self, tallies: dict[str, Tally]) -> None:
        self._tallies = tallies
        self._shares, self._sites = np.zeros(BUCKETS), np.zeros(BUCKETS)
        for one in tallies.values():
            self._shares[one.buckets] += one.shares
            self._sites[one.buckets] += 1
        self._weights = weights_of(self._shares, self._sites)

    def all(self) -> WordWeights:
        """Over all the sites."""
        return WordWeights(self._weights)

    def without(self, site: str) -> WordWeights:
        """Over all the sites but one."""
        own, weights = self._tallies[site], self._weights.copy()
        shares_left = self._shares[own.buckets] - own.shares
        weights[own.buckets] = weights_of(shares_left, self._sites[own.buckets] - 1)
        return WordWeights(weights)


def example(reading: Reading, words: Words) -> Example:
    """The lines to train on. Of the short ones outside the article a few are enough."""
    rows = np.hstack([reading.forms, word_traits(reading.texts, words.without(reading.page.domain))])
    counts = np.array([len(text.split()) for text in reading.texts])
    easy = ~reading.right & (counts <= BRIEF)
    weight = (np.log1p(counts) + 0.2) * np.where(easy, EASY_WEIGHT, 1.0) * ~reading.standfirst
    kept = ~easy | ((np.arange(len(counts)) + zlib.crc32(reading.page.id.encode())) % EASY == 0)
    return Example(fold_of(reading.page), rows[kept], reading.right[kept].astype(float), weight[kept])


def line_sequence(reading: Reading, words: Words) -> LineSequence:
    """All lines of a capture in their order, for the networks."""
    weights = word_traits(reading.texts, words.without(reading.page.domain))
    counts = np.array([len(text.split()) for text in reading.texts])
    lengths = np.minimum([length_in_words(text[:LOOK]) for text in reading.texts], MAX_WEIGHT)
    return LineSequence(
        sequence(reading.texts, reading.forms, weights),
        reading.right.astype(float),
        (np.log1p(counts) + 0.2) * ~reading.standfirst,
        best_run(np.where(reading.right, lengths, -lengths).tolist()),
    )


def train(found: Sequence[Reading], path: Path) -> None:
    """Train on these captures and write the model."""
    words = Words(tallies_of(found))
    examples = [example(reading, words) for one in found for reading in (one, one.cut())]
    nets = fit_nets([line_sequence(one, words) for one in found])
    save(fit(examples, FOREST), path, words=words.all().weights, **nets)
    print(f"{path.name}: {len(found)} captures, {sum(len(one.rows) for one in examples)} lines", flush=True)


def tallies_of(found: Sequence[Reading]) -> dict[str, Tally]:
    """What each site says of words."""
    sites: dict[str, list[Reading]] = {}
    for one in found:
        sites.setdefault(one.page.domain, []).append(one)
    return {site: tally(own) for site, own in sites.items()}


def main() -> None:
    """Train the five models of the cross-validation and the one that ships, each in a process of its own."""
    FOLDED.mkdir(exist_ok=True)
    found = list(readings())
    parts = [[one for one in found if fold_of(one.page) != fold] for fold in range(FOLDS)]
    paths = [FOLDED / f"captures_{fold}.npz" for fold in range(FOLDS)]
    with ProcessPoolExecutor(FOLDS + 1) as workers:
        list(workers.map(train, [*parts, found], [*paths, SHIPPED / "captures.npz"]))


if __name__ == "__main__":
    main()
