"""Folding keeps what a text says and drops how it is set."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.group.fold import Kind, fold, folded_line, kind_of
from articles.text.group.prints import folded_digest

ANY_TEXT = st.text(max_size=400)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“We’re closed,” she said – again.", '"We\'re closed," she said - again.'),
        ("Closed until Friday", "CLOSED  until\u00a0FRIDAY"),
        ("soft\u00adhyphen and \u200bjoiner", "softhyphen and joiner"),
        ("the ﬁrst page", "the first page"),
        ("(QME) , and so", "(QME), and so"),
        ("«Vessel Bay»", "„Vessel Bay“"),
    ],
)
def test_folded_digest_is_the_same_for_typography(one: str, other: str):
    assert folded_digest([one]) == folded_digest([other])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("It cost £5.", "It cost $5."),
        ("up 1.5 percent", "up 15 percent"),
        ("a rise of -2%", "a rise of 2%"),
        ("yes", "no"),
    ],
)
def test_folded_digest_differs_where_the_text_does(one: str, other: str):
    assert folded_digest([one]) != folded_digest([other])


def test_folded_digest_does_not_depend_on_how_paragraphs_are_cut():
    assert folded_digest(["One sentence.", "Another."]) == folded_digest(["One sentence. Another."])


@given(ANY_TEXT)
def test_fold_gives_a_kind_for_every_character_and_takes_any_text(text: str):
    codes, kinds = fold(text)
    assert len(codes) == len(kinds)
    assert not np.any(kinds == Kind.NOTHING)


@given(st.text(alphabet=st.characters(max_codepoint=127), max_size=80))
def test_folded_line_of_ascii_depends_on_neither_case_nor_spaces(text: str):
    assert folded_line(f"  {text.upper()}\n") == folded_line(text.lower())


@given(st.characters(max_codepoint=127))
def test_kind_of_ascii_agrees_with_python(character: str):
    assert (kind_of(character) in (Kind.WORD, Kind.DIGIT)) == character.isalnum()


def test_fold_long_runs_of_marks_in_linear_time():
    text = "a" + "\u0301\u0323" * 50_000
    assert len(fold(text)[0]) > 0
