"""Phrases: found in small letters where IGNORECASE finds them, at a fraction of the cost."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.clean import marks
from articles.text.clean.phrases import lowered, phrases

PATTERN = r"^share\b|^(?:read|see) (?:more|also)|news ?letter|\bagb\b|[|(]c[|)] ?20\d\d|ilgili|όχι|ſo"
pieces = st.sampled_from(
    ["share", "SHARES", "Read more", "see ALSO", "NewsLetter", "AGB", "(C) 2024", "İLGİLİ", "ılgılı", "ΌΧΙ", "So", "x"]
)
texts = st.one_of(st.text(max_size=30), st.lists(st.one_of(pieces, st.text(max_size=4)), max_size=4).map(" ".join))


@given(texts)
def test_phrases_stand_where_ignoring_case_finds_them(text):
    expected = re.search(PATTERN, text, re.IGNORECASE) is not None
    assert phrases(PATTERN).stand_in(lowered(text)) == expected


@given(st.text(max_size=40))
def test_lowered_text_keeps_its_length(text):
    assert len(lowered(text)) == len(text)


@pytest.mark.parametrize(("reason", "words"), marks._WORDS, ids=[reason.value for reason, _ in marks._WORDS])
def test_reasons_are_written_in_small_letters(reason, words):
    assert lowered(words) == words.replace("ı", "i")
