"""Trains the model that judges blocks of pages on the gold: `python -m benchmarks.train_clean`.

Writes the model that ships (trained on all pages) to articles/text/clean, and beside the tests the five models of the
cross-validation, each of which has never seen a fifth of the sites: with them tests/quality measures honestly.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from articles.text.clean.page import read_page
from articles.text.clean.surroundings import Matrix, Numbers
from articles.text.clean.traits import judged_blocks, page_traits
from tests.quality.gold import FOLDS, SOFT_HYPHEN, GoldPage, fold_of, pages

SHIPPED = Path(__file__).resolve().parents[1] / "articles" / "text" / "clean"
FOLDED = Path(__file__).resolve().parents[1] / "tests" / "quality" / "forests"
SETS = ("naeb", "fundus")
IN_GOLD = 0.5  # of a block's word triples that must stand in the gold's body for the block to be of the article
SHORT = 5  # words below which a block must be a line of the gold as a whole
BRIEF = 7  # words up to which a block outside the article is easy: half of them are enough, at twice the weight
SETTINGS: dict[str, Any] = {
    "max_iter": 100, "learning_rate": 0.12, "max_leaf_nodes": 15, "max_depth": 7, "l2_regularization": 5.0,
    "min_samples_leaf": 40, "max_features": 0.15, "max_bins": 63, "early_stopping": False, "random_state": 0,
}  # fmt: skip


@dataclass(frozen=True)
class Example:
    """The blocks or lines of one page that are judged: their traits, whether they are of the article, and weights."""

    fold: int
    rows: Matrix
    right: Numbers
    weight: Numbers


def words(text: str) -> list[str]:
    """The words by which blocks are held against the gold, which may have soft hyphens where they have none."""
    return re.findall(r"\w+", text.lower().replace(SOFT_HYPHEN, ""))


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


def example(page: GoldPage, texts: list[str], rows: Matrix) -> Example:
    """A page's judged blocks with the answers. A standfirst that the set tells apart is neither right nor wrong."""
    right = (shares(texts, page.bodies[-1]) >= IN_GOLD).astype(float)
    counts = np.array([len(text.split()) for text in texts])
    weight = np.log1p(counts) + 0.2
    standfirst = shares(texts, page.answers.get("standfirst") or "") >= IN_GOLD
    weight[standfirst & (right == 0)] = 0
    easy = (right == 0) & (counts <= BRIEF)
    weight[easy] *= 2
    kept = ~(easy & (np.arange(len(texts)) % 2 == 0))
    return Example(fold_of(page), rows[kept], right[kept], weight[kept])


def page_examples() -> Iterator[Example]:
    """Every page of the gold as an example."""
    for name in SETS:
        for gold in pages(name):
            page = read_page(gold.html, url=gold.url)
            judged = judged_blocks(page.page)
            if judged:
                texts = [page.page.blocks[at].text for at in judged]
                yield example(gold, texts, page_traits(page.page, page.hints, judged))


def fit(examples: list[Example], own: dict[str, Any] | None = None) -> HistGradientBoostingClassifier:
    """Boosted trees on the blocks or lines of these pages, with settings of one's own."""
    rows = np.vstack([one.rows for one in examples])
    right = np.concatenate([one.right for one in examples])
    weight = np.concatenate([one.weight for one in examples])
    return HistGradientBoostingClassifier(**SETTINGS | (own or {})).fit(rows, right, sample_weight=weight)


def save(model: HistGradientBoostingClassifier, path: Path, **others: Any) -> None:
    """Write the trees as flat arrays, the form that articles.text.clean.forest reads, and what else is of the model."""
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
        shape=np.array([model.max_depth, model.n_features_in_], dtype=np.int32),
        **others,
    )


def main() -> None:
    """Train the five models of the cross-validation, then the one that ships."""
    examples = list(page_examples())
    print(f"{len(examples)} pages, {sum(len(one.rows) for one in examples)} blocks", flush=True)
    FOLDED.mkdir(exist_ok=True)
    for fold in range(FOLDS):
        save(fit([one for one in examples if one.fold != fold]), FOLDED / f"pages_{fold}.npz")
        print(f"fold {fold} of {FOLDS} written", flush=True)
    save(fit(examples), SHIPPED / "pages.npz")
    print(f"{SHIPPED / 'pages.npz'} written", flush=True)


if __name__ == "__main__":
    main()
