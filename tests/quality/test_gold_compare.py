"""Links found in revisions of real articles in twenty languages, where it is known what came from what."""

import pytest

from articles.text.article import CleanArticle
from articles.text.compare import compare
from tests.quality.compare_edits import LONGEST, SHORTEST, Article, Desk, Revised, sentences_of
from tests.quality.gold import captures, needs_gold
from tests.quality.revision_gold import Agreement

pytestmark = [pytest.mark.gold, needs_gold]
LINKS_LEAST = 0.99  # F1 of the links between sentences that differ; the figure measured is in docs/comparing.md


def printed(article: Article) -> CleanArticle:
    return CleanArticle(paragraphs=tuple(" ".join(paragraph) for paragraph in article))


def agreement(revised: Revised) -> Agreement:
    """Return how the links between sentences that differ agree; equal sentences stand for each other."""
    comparison = compare(printed(revised.old), printed(revised.new))
    old = [sentence for paragraph in revised.old for sentence in paragraph]
    new = [sentence for paragraph in revised.new for sentence in paragraph]
    if [each.text for each in comparison.old_sentences] != old or [
        each.text for each in comparison.new_sentences
    ] != new:
        return Agreement()
    gold = {(i, j) for j, sources in enumerate(revised.sources) for i in sources if old[i] != new[j]}
    drawn = {(i, j) for link in comparison.links for i in link.old for j in link.new if old[i] != new[j]}
    return Agreement(len(gold & drawn), len(drawn - gold), len(gold - drawn))


@pytest.mark.parametrize("name", ["naeb", "fundus"])
def test_gold_links_of_revised_articles_are_found(name):
    articles = [sentences_of(page["body"]) for page in captures(name)]
    articles = [article for article in articles if SHORTEST <= sum(map(len, article)) <= LONGEST]
    desk = Desk(articles, seed=7)

    found = sum((agreement(desk.revise(article)) for article in articles), Agreement())

    assert found.both > 500
    assert found.f1 >= LINKS_LEAST
