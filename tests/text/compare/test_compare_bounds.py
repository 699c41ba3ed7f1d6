"""Work is bounded by counts, and where a bound bites the comparison says that it is coarser."""

from hypothesis import given
from hypothesis import strategies as st

from articles.text.article import CleanArticle
from articles.text.compare import Change, compare
from articles.text.compare.align import CANDIDATES, SCORED_MOST, _scores
from articles.text.compare.draw import DRAWN_MOST
from articles.text.compare.edges import Alignment
from articles.text.compare.similar import ACRONYMS_MOST, acronyms, bags
from articles.text.compare.tokens import Tokenizer
from articles.text.sentences import article_sentences


def numbered(count: int, text: str) -> CleanArticle:
    return CleanArticle(paragraphs=tuple(text.replace("{}", str(n)) for n in range(count)))


def test_bounds_texts_of_ordinary_length_are_never_coarse():
    old = numbered(400, "Boat {} left the harbour of Linden at dawn with a crew of {} and came back at noon.")
    new = numbered(400, "Boat {} left the port of Linden at night with a crew of {} and came back at noon.")

    comparison = compare(old, new)

    assert not comparison.coarse
    assert comparison.counts == {Change.WORDING: 400}


def test_bounds_a_repeating_text_without_stops_is_compared_and_said_to_be_coarse():
    old, new = " ".join(["the", "a"] * 5_000), " ".join(["a", "a", "the"] * 3_000)

    comparison = compare(CleanArticle(paragraphs=(old,)), CleanArticle(paragraphs=(new,)))

    assert comparison.coarse


def test_bounds_sentences_beyond_those_read_word_by_word_are_shown_whole():
    old = numbered(DRAWN_MOST + 5, "Crate {} holds red apples.")
    new = numbered(DRAWN_MOST + 5, "Crate {} holds green apples.")

    comparison = compare(old, new)

    assert comparison.coarse
    assert sum(link.rewritten for link in comparison.links) == 5
    assert comparison.counts == {Change.WORDING: DRAWN_MOST + 5}


@given(st.integers(1, 300), st.sampled_from(["Crate {} of apples.", "The crate.", "a b c d {} e f g h", "{} {} {}"]))
def test_bounds_pairs_scored_grow_with_the_number_of_sentences_and_no_faster(count, text):
    tokenizer = Tokenizer()
    sides = [article_sentences(numbered(count, text)), article_sentences(numbered(count, text + " more {}"))]
    old, new = bags(sides, [[tokenizer.words(each.text) for each in side] for side in sides], {})

    scored = len(_scores(old, new, Alignment()))

    assert scored <= min(2 * CANDIDATES * len(old), SCORED_MOST)


def test_bounds_many_quotes_are_paired_in_their_sentences():
    old = numbered(300, '"We sailed {} times with the fleet," Captain {} said.')
    new = numbered(300, '"We sailed {} times with the whole fleet," Captain {} said.')

    quotes = compare(old, new).quotes

    assert len(quotes) == 300
    assert all(pair.reworded for pair in quotes)


def test_bounds_more_acronyms_than_any_article_explains_are_left_alone():
    tokenizer = Tokenizer()
    letters = "abcdefghijklmnopqrst"
    texts = [f"{a.upper()}a {b.upper()}b ({(a + b).upper()})" for a in letters for b in letters]

    assert len(acronyms(texts, tokenizer)) == ACRONYMS_MOST
