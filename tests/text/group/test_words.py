"""Words are told apart by what they are, numbers kept whole, quoted speech marked."""

from hypothesis import given
from hypothesis import strategies as st

from articles.text.group.fold import fold
from articles.text.group.words import MOST_WORDS, WordList, distinct_hashes, shingle_hashes, word_list

WORD = st.text(alphabet="abcdefghijklmnopqrstuvwxyzåöñ", min_size=1, max_size=12)


def words(text: str) -> WordList:
    return word_list(*fold(text))


@given(st.lists(WORD, max_size=40))
def test_word_list_has_one_hash_a_word_and_equal_words_alike(given_words: list[str]):
    hashes = words(" ".join(given_words)).hashes.tolist()
    assert len(hashes) == len(given_words)
    assert len(set(hashes)) == len(set(given_words))


@given(st.lists(WORD, min_size=1, max_size=30), st.lists(WORD, max_size=30))
def test_word_hash_does_not_depend_on_where_the_word_stands(first: list[str], second: list[str]):
    alone = words(" ".join(first)).hashes.tolist()
    assert words(" ".join([*second, *first])).hashes.tolist()[len(second) :] == alone


def test_word_list_keeps_a_number_whole_and_marks_it():
    found = words("It sold 1,200.50 tonnes.")
    assert len(found.hashes) == 4
    assert found.numbers.tolist() == [False, False, True, False]


def test_word_list_takes_apostrophes_for_part_of_the_word():
    assert words("Israel's it’s").hashes.tolist() == words("Israels its").hashes.tolist()


def test_word_list_marks_quoted_words_and_ends_a_quote_with_its_paragraph():
    found = words("He said “no more” today.\n“An open quote\nthen not")
    assert found.quoted.tolist() == [False, False, True, True, False, True, True, True, False, False]


def test_word_list_takes_unspaced_scripts_character_by_character():
    assert len(words("港口将关闭").hashes) == 5
    assert len(words("ท่าเรือ").hashes) > 3


def test_word_list_is_bounded():
    assert len(words("ab " * (MOST_WORDS * 2)).hashes) == MOST_WORDS


def test_word_list_of_nothing_is_empty():
    assert len(words("").hashes) == len(words("…").hashes) == 0


@given(st.lists(WORD, min_size=1, max_size=30))
def test_shingles_of_a_text_stand_in_every_text_that_holds_it(given_words: list[str]):
    inner = words(" ".join(given_words)).hashes
    outer = words(" ".join(["before", *given_words, "after"])).hashes
    if len(inner) >= 5:
        assert set(shingle_hashes(inner).tolist()) <= set(shingle_hashes(outer).tolist())
    assert len(shingle_hashes(inner)) == max(1, len(inner) - 4)


@given(st.lists(st.integers(0, 2**64 - 1), max_size=50))
def test_distinct_hashes_are_ascending_and_once(given_hashes: list[int]):
    import numpy as np

    assert distinct_hashes(np.array(given_hashes, dtype=np.uint64)).tolist() == sorted(set(given_hashes))
