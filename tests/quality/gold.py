"""The gold beside the checkout (`../shared`), and the measure for article bodies that its README describes.

Tests that use it are skipped, saying so, where it is absent. None of its text belongs in the project.
"""

import gzip
import json
import re
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from articles.text.article import CleanArticle
from articles.text.clean.capture import clean_lines
from articles.text.clean.forest import Forest, read_forest
from articles.text.clean.line_model import LineModel, read_line_model
from articles.text.clean.lines import split_capture
from articles.text.clean.page import clean_read_page, read_page

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
GOLD = SHARED / "gold"
SEEDS = SHARED / "seeds"
FORESTS = Path(__file__).parent / "forests"
GRAM = 4  # words of a shingle, as in article-extraction-benchmark
FOLDS = 5  # of the cross-validation by site: a fifth of the sites is unseen by each of its models
SOFT_HYPHEN = "\u00ad"  # where a word may be broken, no sign of the text: cleaning drops it, some gold has it
GOOD = 0.8  # F1 of one page below which its article is spoilt

needs_gold = pytest.mark.skipif(not GOLD.is_dir(), reason=f"no gold at {GOLD}")
needs_seeds = pytest.mark.skipif(not SEEDS.is_dir(), reason=f"no seeds at {SEEDS}")


@dataclass(frozen=True)
class GoldPage:
    """A page of a gold set with the answers."""

    id: str
    url: str
    html: str
    answers: dict[str, Any]

    @property
    def site(self) -> str:
        """The site without www: what folds of a cross-validation are cut by."""
        return (urlsplit(self.url).hostname or self.id).removeprefix("www.")

    @property
    def domain(self) -> str:
        """The registered domain, so that editions and subdomains of one paper stay in one fold."""
        labels = self.site.split(".")
        second = len(labels) > 2 and labels[-2] in {"co", "com", "org", "ac", "gov", "net", "or", "go"}
        return ".".join(labels[-3:] if second else labels[-2:])

    @property
    def bodies(self) -> tuple[str, ...]:
        """The body, and where the set tells a standfirst apart, the body without it."""
        return tuple(self.answers[key] for key in ("body", "body_without_standfirst") if key in self.answers)


@dataclass(frozen=True)
class Score:
    """The quality of a set of bodies: F1 over summed normalised counts, the mean F1 of a page, and the failures."""

    f1: float
    precision: float
    recall: float
    mean: float
    spoilt: int
    empty: int
    pages: int


def fold_of(page: GoldPage) -> int:
    """The fold whose model has never seen the page's site."""
    return zlib.crc32(page.domain.encode()) % FOLDS


@cache
def unseen_forest(fold: int) -> Forest:
    """The forest for pages that was trained without the sites of this fold."""
    with (FORESTS / f"pages_{fold}.npz").open("rb") as file:
        return read_forest(file)


@cache
def unseen_line_model(fold: int) -> LineModel:
    """The model for captures that was trained without the sites of this fold."""
    with (FORESTS / f"captures_{fold}.npz").open("rb") as file:
        return read_line_model(file)


def clean_unseen(page: GoldPage) -> CleanArticle:
    """The page cleaned by a forest that has never seen its site."""
    return clean_read_page(read_page(page.html, url=page.url), unseen_forest(fold_of(page)), url=page.url)


def clean_capture_unseen(page: GoldPage, text: str) -> CleanArticle:
    """The page's text capture cleaned by a forest that has never seen its site."""
    return clean_lines(split_capture(text), unseen_line_model(fold_of(page)))


def language_of(page: GoldPage) -> str:
    """The two letters of a page's language as its markup says; "en" for the set that is all English."""
    found = re.search(r"<html[^>]{0,500}\blang=[\"']?([a-zA-Z]{2})", page.html)
    return found[1].lower() if found else "en" if "standfirst" not in page.answers else "other"


def text_of(article: CleanArticle) -> str:
    """Standfirst and body, as the gold has them in one."""
    return "\n".join(filter(None, [article.standfirst, *article.paragraphs]))


def line_filter(text: str) -> str:
    """C4's filter by line: those that end as a sentence, have five words and no "javascript"."""
    kept = [
        line
        for line in text.splitlines()
        if re.search(r"[.!?\"”。！？।]\s*$", line) and "javascript" not in line.lower()
    ]
    return "\n".join(line for line in kept if len(line.split()) >= 5 or len(line) > 40)


def pages(name: str) -> list[GoldPage]:
    """The pages of a set ("naeb", "fundus") in the order of its gold."""
    folder = GOLD / "pages" / name
    found = []
    for line in (folder / "gold.jsonl").read_text("utf-8").splitlines():
        answers = json.loads(line)
        raw = gzip.decompress((folder / "html" / f"{answers['id']}.html.gz").read_bytes())
        found.append(GoldPage(answers["id"], answers["url"] or "", raw.decode("utf-8", "replace"), answers))
    return found


def captures(name: str) -> list[dict[str, str]]:
    """The pages of a set as text captures: id, text, body."""
    with gzip.open(GOLD / "captures" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """The multiset of a text's 4-grams of words; a shorter text is one shingle. A soft hyphen parts no word."""
    words = re.findall(r"\w+", text.replace(SOFT_HYPHEN, ""))
    if not words:
        return Counter()
    return Counter(tuple(words[at : at + GRAM]) for at in range(max(1, len(words) - GRAM + 1)))


def counts(body: str, gold: str) -> tuple[float, float, float]:
    """True positives, false positives and false negatives of one page, divided by their sum."""
    ours, theirs = shingles(body), shingles(gold)
    true = sum((ours & theirs).values())
    wrong, missed = ours.total() - true, theirs.total() - true
    return (
        (true / (true + wrong + missed), wrong / (true + wrong + missed), missed / (true + wrong + missed))
        if ours or theirs
        else (1, 0, 0)
    )


def best_counts(body: str, golds: Sequence[str]) -> tuple[float, float, float]:
    """The counts against whichever of the right answers is nearest."""
    return max((counts(body, gold) for gold in golds), key=lambda found: found[0])


def f1_of(found: tuple[float, float, float]) -> float:
    """F1 of one page's counts."""
    return 2 * found[0] / (2 * found[0] + found[1] + found[2]) if any(found) else 1.0


def score(results: Iterable[tuple[str, Sequence[str]]]) -> Score:
    """The quality of bodies, each with its right answers."""
    pairs = list(results)
    found = [best_counts(body, golds) for body, golds in pairs]
    true, wrong, missed = (sum(column) for column in zip(*found, strict=True))
    each = [f1_of(one) for one in found]
    return Score(
        f1=2 * true / (2 * true + wrong + missed),
        precision=true / (true + wrong),
        recall=true / (true + missed),
        mean=sum(each) / len(each),
        spoilt=sum(f1 < GOOD for f1 in each),
        empty=sum(not body.strip() and any(golds) for body, golds in pairs),
        pages=len(pairs),
    )
