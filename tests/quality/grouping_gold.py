"""The hand-labelled pairs and the expected seeds as fingerprints, from beside the checkout; absent elsewhere."""

import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path

import pytest
from dateutil import parser

from articles.text.group import Fingerprint, fingerprint

SHARED = Path(__file__).resolve().parents[3] / "shared"


@dataclass(frozen=True)
class GoldText:
    """One article of the gold."""

    name: str
    source: str
    headline: str | None
    paragraphs: tuple[str, ...]
    day: dt.date | None

    def fingerprint(self) -> Fingerprint:
        """Its fingerprint, with all that is known of it."""
        return fingerprint(self.paragraphs, headline=self.headline, published=self.day)


@dataclass(frozen=True)
class GoldPair:
    """Two texts and what a person said of them: "same", "different" or "ambiguous"."""

    a: GoldText
    b: GoldText
    label: str


def needs_gold(folder: str) -> Path:
    """Give a folder of the gold, or skip the test, saying so."""
    path = SHARED / folder
    if not path.is_dir():
        pytest.skip(f"no gold beside the checkout ({folder}): quality is measured where it is present")
    return path


def _day(stamp: str) -> dt.date | None:
    return parser.parse(stamp).date() if stamp else None


def gold_texts() -> dict[str, GoldText]:
    """Every article of the pairs, by its id."""
    texts = {}
    for line in (needs_gold("gold/pairs") / "articles.jsonl").read_text(encoding="utf-8").splitlines():
        given = json.loads(line)
        paragraphs = tuple(part for part in given["body"].split("\n") if part.strip())
        texts[given["id"]] = GoldText(
            given["id"], given["source"], given["headline"] or None, paragraphs, _day(given["date"])
        )
    return texts


def gold_pairs() -> tuple[GoldPair, ...]:
    """Every labelled pair."""
    texts = gold_texts()
    rows = (needs_gold("gold/pairs") / "labels.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return tuple(GoldPair(texts[a], texts[b], label) for a, b, label in (row.split("\t") for row in rows))


def gold_bodies() -> list[GoldText]:
    """The bodies of the gold's pages, those of one site together: news of twenty languages."""
    texts = []
    for name in ("naeb", "fundus"):
        rows = (needs_gold(f"gold/pages/{name}") / "gold.jsonl").read_text(encoding="utf-8").splitlines()
        for given in sorted(map(json.loads, rows), key=lambda given: given["url"] or ""):
            paragraphs = tuple(part for part in given["body"].split("\n") if part.strip())
            texts.append(GoldText(given["id"], name, given.get("title"), paragraphs, None))
    return texts


def seed_texts() -> dict[str, GoldText]:
    """The seeds' expected articles, by the first three digits of their names."""
    expected = json.loads((needs_gold("seeds") / "expected.json").read_text(encoding="utf-8"))
    texts = {}
    for name, given in expected["captures"].items():
        day = (given["published"] or given["captured"] or "")[:10]
        texts[name[:3]] = GoldText(name[:3], "seeds", given["headline"], tuple(given["body"]), _day(day))
    return texts


def seed_stories() -> list[set[str]]:
    """The seeds' stories, by the first three digits of the captures' names."""
    expected = json.loads((needs_gold("seeds") / "expected.json").read_text(encoding="utf-8"))
    return [{name[:3] for name in story} for story in expected["stories"]]
