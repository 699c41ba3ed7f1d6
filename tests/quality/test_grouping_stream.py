"""A stream of versions and lookalikes comes out as its stories, in any order, and reprints do not fall apart."""

import itertools
from collections.abc import Sequence

import pytest
from django.db import transaction

from articles.models import Version
from articles.pipeline.group import Arrival, place_articles
from articles.text.article import CleanArticle
from tests.quality.grouping_edits import Rng
from tests.quality.grouping_stream import (
    Item,
    adjusted_rand,
    b_cubed,
    grouped,
    largest_mixture,
    reprints,
    shuffled,
    stream,
)
from tests.quality.test_grouping_quality import bases

pytestmark = pytest.mark.gold


@pytest.mark.parametrize("seed", [3, 4])
def test_stream_comes_out_as_its_stories(seed: int):
    items = stream(bases(), seed=seed)
    truth = [item.story for item in items]
    found = grouped([item.fingerprint() for item in items])
    assert b_cubed(truth, found)[2] >= 0.98
    assert largest_mixture(truth, found) <= 2


@pytest.mark.parametrize("seed", [1, 2])
def test_stream_comes_out_the_same_in_any_order(seed: int):
    items = stream(bases(), seed=3)
    mixed = shuffled(items, seed)
    one = dict(zip(map(id, items), grouped([item.fingerprint() for item in items]), strict=True))
    other = dict(zip(map(id, mixed), grouped([item.fingerprint() for item in mixed]), strict=True))
    assert adjusted_rand([one[id(item)] for item in items], [other[id(item)] for item in items]) >= 0.99


def test_stream_six_hundred_reprints_of_five_texts_are_five_stories():
    items = reprints(bases()[:5], count=120, seed=1)
    assert len(items) == 600
    found = grouped([item.fingerprint() for item in items])
    assert len(set(found)) == 5


def stored(items: Sequence[Item], *, seed: int) -> list[int]:
    """Put items through the real step, alone and in batches up to fifty; give each one's story, storing nothing."""
    arrivals = []
    for item in items:
        text = item.draft
        article = CleanArticle(headline=text.headline, published=str(text.day), paragraphs=text.units)
        arrivals.append(Arrival(len(arrivals), article, item.fingerprint()))
    left, rng = iter(arrivals), Rng(seed)
    with transaction.atomic():
        while batch := list(itertools.islice(left, rng.choice((1, 1, 7, 50)))):
            place_articles(batch)
        found = dict(Version.objects.values_list("digest", "story"))
        transaction.set_rollback(True)
    return [found[arrival.fingerprint.digest] for arrival in arrivals]


@pytest.mark.django_db
def test_stream_comes_out_of_the_database_as_its_stories_in_any_order():
    items = stream(bases()[:240], seed=5)
    truth = [item.story for item in items]
    one = stored(items, seed=1)
    assert b_cubed(truth, one)[2] >= 0.96
    assert largest_mixture(truth, one) <= 2
    for seed in (1, 2):
        mixed = shuffled(items, seed)
        other = dict(zip(map(id, mixed), stored(mixed, seed=seed), strict=True))
        assert adjusted_rand(one, [other[id(item)] for item in items]) >= 0.99


@pytest.mark.django_db
def test_stream_six_hundred_reprints_are_five_stories_in_the_database():
    found = stored(reprints(bases()[:5], count=120, seed=1), seed=1)
    assert len(set(found)) == 5
