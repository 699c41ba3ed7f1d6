"""Trains the two models of the cleaner on the gold: `python -m benchmarks.train_clean pages|captures`.

Writes the model that ships (trained on all pages) to articles/text/clean, and beside the tests the five models of the
cross-validation, each of which has never seen a fifth of the sites: with them tests/quality measures honestly.
"""

import re
import sys
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from articles.text.clean.line_traits import line_traits
from articles.text.clean.lines import Line, split_capture
from articles.text.clean.page import read_page
from articles.text.clean.surroundings import Matrix, Numbers
from articles.text.clean.traits import is_plain_link, page_traits
from tests.quality.gold import FOLDS, GoldPage, captures, fold_of, pages

SHIPPED = Path(__file__).resolve().parents[1] / "articles" / "text" / "clean"
FOLDED = Path(__file__).resolve().parents[1] / "tests" / "quality" / "forests"
SETS = ("naeb", "fundus")
IN_GOLD = 0.5  # of a block's word triples that must stand in the gold's body for the block to be of the article
SHORT = 5  # words below which a block must be a line of the gold as a whole
ABOVE = 3  # lines above the body that a copy may keep: headline, standfirst, byline
BRIEF = 7  # words up to which a block outside the article is easy: half of them are enough, at twice the weight
SETTINGS: dict[str, Any] = {
    "max_iter": 100, "learning_rate": 0.12, "max_leaf_nodes": 15, "max_depth": 7, "l2_regularization": 5.0,
    "min_samples_leaf": 40, "max_features": 0.15, "max_bins": 63, "early_stopping": False, "random_state": 0,
}  # fmt: skip
# Lines have no markup to go by: they need more trees.
OWN: dict[str, dict[str, Any]] = {
    "pages": {},
    "captures": {"max_iter": 160, "max_leaf_nodes": 20, "max_features": 0.25},
}


@dataclass(frozen=True)
class Example:
    """The blocks or lines of one page that are judged: their traits, whether they are of the article, and weights."""

    fold: int
    rows: Matrix
    right: Numbers
    weight: Numbers


def words(text: str) -> list[str]:
    """The words by which blocks are held against the gold."""
    return re.findall(r"\w+", text.lower())


def share_in(text: str, triples: set[tuple[str, str, str]], lines: set[str]) -> float:
    """How much of a block stands in a gold text: the share of its word triples, or all or nothing for a short one."""
    found = words(text)
    if len(found) < SHORT:
        return float(" ".join(found) in lines)
    own = list(zip(found, found[1:], found[2:], strict=False))
    return sum(triple in triples for triple in own) / len(own)


def shares(texts: list[str], gold: str) -> Numbers:
    """The share of each block that stands in a gold text."""
    found = words(gold)
    triples = set(zip(found, found[1:], found[2:], strict=False))
    lines = {" ".join(words(line)) for line in gold.splitlines()} - {""}
    return np.array([share_in(text, triples, lines) for text in texts])


def example(page: GoldPage, texts: list[str], rows: Matrix, judged: Numbers) -> Example:
    """A page's blocks with the answers. A standfirst that the set tells apart is neither right nor wrong."""
    right = (shares(texts, page.bodies[-1]) >= IN_GOLD).astype(float)
    counts = np.array([len(text.split()) for text in texts])
    weight = np.log1p(counts) + 0.2
    standfirst = shares(texts, page.answers.get("standfirst") or "") >= IN_GOLD
    weight[standfirst & (right == 0)] = 0
    easy = (right == 0) & (counts <= BRIEF)
    weight[easy] *= 2
    kept = judged.astype(bool) & ~(easy & (np.arange(len(texts)) % 2 == 0))
    return Example(fold_of(page), rows[kept], right[kept], weight[kept])


def page_examples() -> Iterator[Example]:
    """Every page of the gold as an example."""
    for name in SETS:
        for gold in pages(name):
            page = read_page(gold.html, url=gold.url)
            if page.page.blocks:
                judged = np.array([not is_plain_link(block) for block in page.page.blocks])
                texts = [block.text for block in page.page.blocks]
                yield example(gold, texts, page_traits(page.page, page.hints), judged)


def capture_examples() -> Iterator[Example]:
    """Every text capture of the gold as an example, and again cut to its article, as copies without navigation are."""
    for name in SETS:
        gold = {page.id: page for page in pages(name)}
        for capture in captures(name):
            page = gold[capture["id"]]
            lines = split_capture(capture["text"]).lines
            yield line_example(page, lines)
            right = np.flatnonzero(shares([line.text for line in lines], page.bodies[-1]) >= IN_GOLD)
            if len(right):
                above = zlib.crc32(page.id.encode()) % (ABOVE + 1)
                yield line_example(page, lines[max(0, right[0] - above) : right[-1] + 1])


def line_example(page: GoldPage, lines: Sequence[Line]) -> Example:
    """The lines of a capture as an example."""
    texts = [line.text for line in lines]
    return example(page, texts, line_traits(texts, [line.gap for line in lines]), np.ones(len(texts)))


def fit(examples: list[Example], kind: str) -> HistGradientBoostingClassifier:
    """Boosted trees on the blocks of these pages."""
    rows = np.vstack([one.rows for one in examples])
    right = np.concatenate([one.right for one in examples])
    weight = np.concatenate([one.weight for one in examples])
    return HistGradientBoostingClassifier(**SETTINGS | OWN[kind]).fit(rows, right, sample_weight=weight)


def save(model: HistGradientBoostingClassifier, path: Path) -> None:
    """Write the trees as flat arrays, the form that articles.text.clean.forest reads."""
    roots: list[int] = []
    trait: list[int] = []
    threshold: list[float] = []
    child: list[list[int]] = []
    value: list[float] = []
    for (tree,) in model._predictors:  # noqa: SLF001 - scikit-learn shows its trees nowhere else
        base = len(trait)
        roots.append(base)
        for at, node in enumerate(tree.nodes):
            leaf = bool(node["is_leaf"])
            trait.append(0 if leaf else int(node["feature_idx"]))
            threshold.append(np.inf if leaf else node["num_threshold"])
            child.append([base + at] * 2 if leaf else [base + int(node["left"]), base + int(node["right"])])
            value.append(node["value"] if leaf else 0.0)
    np.savez_compressed(
        path,
        roots=np.array(roots, dtype=np.int32),
        trait=np.array(trait, dtype=np.int32),
        threshold=np.array(threshold, dtype=np.float32),
        child=np.array(child, dtype=np.int32).ravel(),
        value=np.array(value, dtype=np.float32),
        base=np.array(float(model._baseline_prediction.ravel()[0])),  # noqa: SLF001 - as above
        shape=np.array([SETTINGS["max_depth"], model.n_features_in_], dtype=np.int32),
    )


def main(kind: str) -> None:
    """Train one kind of model: the one that ships, then the five of the cross-validation."""
    examples = list(page_examples() if kind == "pages" else capture_examples())
    print(f"{kind}: {len(examples)} examples, {sum(len(one.rows) for one in examples)} rows", flush=True)
    FOLDED.mkdir(exist_ok=True)
    for fold in range(FOLDS):
        save(fit([one for one in examples if one.fold != fold], kind), FOLDED / f"{kind}_{fold}.npz")
        print(f"fold {fold} of {FOLDS} written", flush=True)
    save(fit(examples, kind), SHIPPED / f"{kind}.npz")
    print(f"{SHIPPED / kind}.npz written", flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
