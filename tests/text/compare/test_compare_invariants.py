"""What holds for any two versions whatever: nothing lost, nothing invented, the same on every run and backwards."""

from collections import Counter
from dataclasses import astuple

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.text.article import CleanArticle
from articles.text.compare import (
    DIMMED,
    Change,
    Comparison,
    Hunk,
    Link,
    compare,
    link_runs,
    new_runs,
    old_runs,
    summary,
)
from tests.text.compare.versions import articles, revisions

MIRRORED = {
    Change.ADDED: Change.REMOVED,
    Change.REMOVED: Change.ADDED,
    Change.SPLIT: Change.MERGED,
    Change.MERGED: Change.SPLIT,
}
untimed = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no fault
OTHER_PRINTING = str.maketrans({'"': "”", "'": "’", " ": "\xa0"})


def joined(comparison: Comparison, kinds: set[str], *, side: str) -> dict[int, str]:
    """Return each sentence of a side as its runs of these kinds give it back, in the order of that side."""
    found: dict[int, list[tuple[int, str]]] = {}
    for link in comparison.links:
        for run in link_runs(comparison, link):
            if run.kind in kinds:
                index, start = (run.old_sentence, run.old_start) if side == "old" else (run.sentence, run.start)
                found.setdefault(index, []).append((start, run.text))
    return {index: "".join(text for _, text in sorted(parts)) for index, parts in found.items()}


def edges(comparison: Comparison) -> set[tuple[int | None, int | None]]:
    return {(i, j) for link in comparison.links for i in link.old or (None,) for j in link.new or (None,)}


def simple_changes(comparison: Comparison) -> set[tuple[object, ...]]:
    """Return the classes and hunks of the links whose sentences are in no other link."""
    olds = Counter(i for link in comparison.links for i in link.old)
    news = Counter(j for link in comparison.links for j in link.new)
    return {
        (link.old, link.new, link.classes, tuple(sorted(map(astuple, link.words))))
        for link in comparison.links
        if all(olds[i] == 1 for i in link.old) and all(news[j] == 1 for j in link.new)
    }


def mirrored(comparison: Comparison) -> Comparison:
    """Return a comparison with old and new exchanged."""
    links = tuple(
        Link(
            link.new,
            link.old,
            frozenset(MIRRORED.get(change, change) for change in link.classes),
            tuple(
                Hunk(h.new_sentence, h.new_start, h.new_end, h.old_sentence, h.old_start, h.old_end, h.change)
                for h in link.words
            ),
        )
        for link in comparison.links
    )
    return Comparison(comparison.new_sentences, comparison.old_sentences, links)


@given(revisions())
@untimed
def test_compare_what_is_not_deleted_reads_as_the_new_text(pair):
    comparison = compare(*pair)

    assert joined(comparison, {"same", "ins"}, side="new") == {
        index: sentence.text for index, sentence in enumerate(comparison.new_sentences)
    }


@given(revisions())
@untimed
def test_compare_what_is_not_inserted_reads_as_the_old_text(pair):
    comparison = compare(*pair)

    assert joined(comparison, {"same", "del"}, side="old") == {
        index: sentence.text for index, sentence in enumerate(comparison.old_sentences)
    }


@given(revisions())
@untimed
def test_compare_both_columns_give_their_sentences_back(pair):
    comparison = compare(*pair)

    for index, sentence in enumerate(comparison.old_sentences):
        assert "".join(run.text for run in old_runs(comparison, index)) == sentence.text
    for index, sentence in enumerate(comparison.new_sentences):
        assert "".join(run.text for run in new_runs(comparison, index)) == sentence.text


@given(revisions())
@untimed
def test_compare_every_sentence_is_linked_once_on_the_new_side_and_once_at_least_on_the_old(pair):
    comparison = compare(*pair)

    news = Counter(j for link in comparison.links for j in link.new)
    olds = Counter(i for link in comparison.links for i in link.old)

    assert news == Counter(range(len(comparison.new_sentences)))
    assert set(olds) == set(range(len(comparison.old_sentences)))


@given(revisions())
@untimed
def test_compare_gives_the_same_on_every_run(pair):
    assert compare(*pair) == compare(*pair)


@given(revisions())
@untimed
def test_compare_backwards_mirrors(pair):
    old, new = pair
    ahead, back = compare(old, new), mirrored(compare(new, old))

    assert edges(ahead) == edges(back)
    assert simple_changes(ahead) == simple_changes(back)


@given(revisions())
@untimed
def test_compare_backwards_mirrors_the_quotes(pair):
    old, new = pair

    def quotes(comparison: Comparison, *, back: bool = False) -> Counter[tuple[object, ...]]:
        places = [
            [quote and (quote.sentence, quote.start, quote.end) for quote in (pair.old, pair.new)]
            for pair in comparison.quotes
        ]
        told = [(pair.reworded, pair.reattributed) for pair in comparison.quotes]
        return Counter((*place[:: -1 if back else 1], *each) for place, each in zip(places, told, strict=True))

    assert quotes(compare(old, new)) == quotes(compare(new, old), back=True)


@given(articles())
@untimed
def test_compare_identical_texts_give_no_change(article):
    comparison = compare(article, article)

    assert not comparison.counts
    assert all(link.unchanged and link.old == link.new and not link.words for link in comparison.links)
    assert summary(comparison).kept == len(comparison.links)


@given(articles())
@untimed
def test_compare_other_marks_and_spaces_alone_are_typographic(article):
    reprinted = CleanArticle(
        headline=article.headline and article.headline.translate(OTHER_PRINTING),
        standfirst=article.standfirst and article.standfirst.translate(OTHER_PRINTING),
        paragraphs=tuple(paragraph.translate(OTHER_PRINTING) for paragraph in article.paragraphs),
    )

    changes = set(compare(article, reprinted).counts)

    assert changes <= DIMMED | {Change.SPLIT, Change.MERGED}


@given(st.text(), st.text())
@untimed
def test_compare_takes_any_text(old, new):
    comparison = compare(CleanArticle(paragraphs=(old,)), CleanArticle(paragraphs=(new,)))

    summary(comparison)
    assert not comparison.coarse
