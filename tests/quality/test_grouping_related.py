"""Stories that are told as related stay those that were judged to be on one event, over labelled articles and seeds.

A guard against change, and no independent measure: see JUDGED.
"""

import datetime as dt
import itertools
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from articles.text.related import (
    MOST_HOLDERS,
    RELATED,
    candidate_terms,
    event_terms,
    relatedness,
    stored_keys,
    wanted_keys,
)
from tests.quality.grouping_gold import GoldText, gold_texts, seed_texts

pytestmark = pytest.mark.gold

# Pairs of articles and whether they were judged to be on one event: all that any rule tried so far proposed. One reader
# judged them, after the rule had proposed them, mostly by headlines and shared terms, with yes as the default. A pair
# that is not listed counts as wrong until it was read.
JUDGED = Path(__file__).parent / "grouping_related.tsv"

Pair = tuple[str, str]


def related(texts: dict[str, GoldText]) -> set[Pair]:
    """The pairs of texts that are told as related, in a store that holds all of them."""
    candidates = {name: candidate_terms(text.paragraphs, headline=text.headline) for name, text in texts.items()}
    counts = Counter(each.key for found in candidates.values() for each in found)
    terms = {name: event_terms(found, counts, len(texts)) for name, found in candidates.items()}
    held: dict[int, set[str]] = defaultdict(set)
    for name, own in terms.items():
        for key in (key for term in own for key in stored_keys(term, texts[name].day)):
            held[key].add(name)
    pairs = set()
    for name, own in terms.items():
        shared: dict[str, list[str]] = defaultdict(list)
        holders = {term: _holders(held, term, texts[name].day) - {name} for term in own}
        for term in own:
            for other in holders[term] if len(holders[term]) <= MOST_HOLDERS else ():
                shared[other].append(term)
        numbers = {term: len(found) for term, found in holders.items()}
        near = (other for other, both in shared.items() if relatedness(own, numbers, both) >= RELATED)
        pairs |= {(min(name, other), max(name, other)) for other in near}
    return pairs


def _holders(held: dict[int, set[str]], term: str, day: dt.date | None) -> set[str]:
    return set().union(*(held.get(key, set()) for key in wanted_keys(term, day)))


def test_related_stories_are_on_one_event():
    rows = (line.split("\t") for line in JUDGED.read_text(encoding="utf-8").splitlines())
    judged = {(one, other): answer for one, other, answer in rows}
    found = related({name: text for name, text in (gold_texts() | seed_texts()).items() if name != "002"})
    right = {pair for pair in found if judged.get(pair) == "yes"}
    assert len(right) / len(found) >= 0.90, sorted(found - right)
    assert len(right) / sum(answer == "yes" for answer in judged.values()) >= 0.90


def test_related_seeds_are_each_related_to_the_others():
    found = related({name: text for name, text in seed_texts().items() if name != "002"})
    assert set(itertools.combinations(("000", "003", "004"), 2)) <= found
