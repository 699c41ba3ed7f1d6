"""Work is bounded by counts, and where a bound bites the comparison says that it is coarser."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.text.article import CleanArticle
from articles.text.compare import Change, align, compare, names
from articles.text.compare.align import CANDIDATES, GAP_PAIRS_MOST, GAPS_SCORED_MOST, SCORED_MOST, _scores
from articles.text.compare.draw import DRAWN_MOST, READ_MOST
from articles.text.compare.edges import Alignment
from articles.text.compare.parts import PARTS_MOST
from articles.text.compare.quotes import CANDIDATES as QUOTE_CANDIDATES
from articles.text.compare.quotes import PAIRED_MOST, QUOTES_MOST, likely_pairs, version_quotes
from articles.text.compare.similar import ACRONYMS_MOST, acronyms, bags, likeness
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


def test_bounds_printing_that_differs_is_typographic_however_many_sentences_there_are():
    old = numbered(DRAWN_MOST + 5, "Crate {} holds 'red' apples.")
    new = numbered(DRAWN_MOST + 5, "Crate {} holds ‘red’ apples.")

    assert compare(old, new).counts == {Change.TYPOGRAPHIC: DRAWN_MOST + 5}


def test_bounds_lines_beyond_those_read_are_linked_where_they_are_printed_alike():
    old = CleanArticle(paragraphs=tuple(f"line {n}" for n in range(READ_MOST)))
    new = CleanArticle(paragraphs=("a new line", *(f"Line {n}" for n in range(1, READ_MOST))))

    comparison = compare(old, new)

    assert comparison.coarse
    assert comparison.counts[Change.ADDED] == comparison.counts[Change.REMOVED] == 1
    assert comparison.counts.keys() <= {Change.ADDED, Change.REMOVED, Change.CASE, Change.TYPOGRAPHIC}


def test_bounds_a_sentence_has_no_more_parts_than_an_editor_would_count():
    parts = [" ".join(f"{letter}{n}" for letter in "abcdefg") for n in range(2 * PARTS_MOST)]
    old = CleanArticle(paragraphs=(", ".join(parts) + ".",))
    new = CleanArticle(paragraphs=(". ".join(part.capitalize() for part in parts) + ".",))

    comparison = compare(old, new)

    assert comparison.coarse
    assert max(len(link.new) for link in comparison.links) == PARTS_MOST


def test_bounds_quotes_of_one_sentence_are_read_up_to_a_number():
    text = " ".join(f'"word{n} of it"' for n in range(2 * QUOTES_MOST))

    [quotes] = version_quotes(article_sentences(CleanArticle(paragraphs=(text,))), [Tokenizer().words(text)])

    assert len(quotes) == QUOTES_MOST
    assert compare(CleanArticle(paragraphs=(text,)), CleanArticle(paragraphs=(text + " more",))).coarse


@pytest.mark.parametrize("text", ['"We sail {} times," Osk said.', '"{} is not so bad," Osk said. "{} is worse {}."'])
def test_bounds_pairs_of_quotes_grow_with_their_number_and_no_faster(text):
    versions = [article_sentences(numbered(400, text)), article_sentences(numbered(400, text.replace("is", "was")))]
    old, new = (
        [said for each in version_quotes(version, [Tokenizer().words(one.text) for one in version]) for said in each]
        for version in versions
    )

    likely, coarse = likely_pairs(old, new, {(i, i) for i in range(len(versions[0]))})

    assert not coarse
    assert len(list(likely)) <= (1 + QUOTE_CANDIDATES) * len(old) + PAIRED_MOST


@given(st.integers(1, 300), st.sampled_from(["Crate {} of apples.", "The crate.", "a b c d {} e f g h", "{} {} {}"]))
@settings(deadline=None)
def test_bounds_pairs_scored_grow_with_the_number_of_sentences_and_no_faster(count, text):
    tokenizer = Tokenizer()
    sides = [article_sentences(numbered(count, text)), article_sentences(numbered(count, text + " more {}"))]
    old, new = bags(sides, [[tokenizer.words(each.text) for each in side] for side in sides], {})

    scored = len(_scores(old, new, Alignment()))

    assert scored <= min(2 * CANDIDATES * len(old), SCORED_MOST)


def test_bounds_pairs_between_neighbours_are_looked_at_up_to_a_number(monkeypatch):
    def version(word: str) -> CleanArticle:
        gap = [f"{word}{n} {word}x{n} {word}y{n} {word}z{n}." for n in range(8 * 100)]
        kept = [f"Boat{n} lies in harbour{n} today." for n in range(100)]
        return CleanArticle(
            paragraphs=tuple(text for n, one in enumerate(kept) for text in (one, *gap[8 * n : 8 * n + 8]))
        )

    looked_at: list[int] = []
    monkeypatch.setattr(align, "likeness", lambda old, new: looked_at.append(1) or likeness(old, new))

    comparison = compare(version("a"), version("b"))

    assert comparison.coarse
    assert GAPS_SCORED_MOST - GAP_PAIRS_MOST < len(looked_at) <= GAPS_SCORED_MOST


def test_bounds_names_are_looked_for_in_short_stretches_only(monkeypatch):
    compared: list[int] = []
    one_root = names._one_root
    monkeypatch.setattr(names, "_one_root", lambda name, other: compared.append(1) or one_root(name, other))
    old, new = (" ".join(f"{letter}name{n}" for n in range(2_000)) for letter in "AB")

    compare(CleanArticle(paragraphs=(f"He met {old} there.",)), CleanArticle(paragraphs=(f"He met {new} there.",)))

    assert len(compared) <= 10 * names.AMONG_MOST**2


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
