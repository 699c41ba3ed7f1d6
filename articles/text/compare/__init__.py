"""Compares two versions of an article as an editor would by hand: sentences first, then words, then what it means.

No library does this: a differ over the whole text loses moves, splits and quotes, and none says what a change is.
"""

from articles.text.article import CleanArticle
from articles.text.compare.draw import draw_comparison
from articles.text.compare.reading import link_runs, new_runs, old_runs, summary
from articles.text.compare.restored import with_restored
from articles.text.compare.result import (
    DIMMED,
    Change,
    Comparison,
    Hunk,
    Link,
    Piece,
    Quote,
    QuotePair,
    Run,
    Summary,
)
from articles.text.sentences import Sentence, article_sentences

__all__ = [
    "DIMMED",
    "Change",
    "Comparison",
    "Hunk",
    "Link",
    "Piece",
    "Quote",
    "QuotePair",
    "Run",
    "Sentence",
    "Summary",
    "compare",
    "link_runs",
    "new_runs",
    "old_runs",
    "summary",
    "with_restored",
]


def compare(old: CleanArticle, new: CleanArticle) -> Comparison:
    """Return what changed from `old` to `new`: a link for every sentence, the same on every run. Raises nothing."""
    return draw_comparison(article_sentences(old), article_sentences(new))
