"""Cutting into sentences loses nothing and knows abbreviations, quotes and scripts."""

import pytest
import sentencex
from hypothesis import given
from hypothesis import strategies as st

from articles.text import sentences
from articles.text.article import Caption, CleanArticle, Role
from articles.text.sentences import WINDOW, article_sentences, split_sentences


def texts(text: str, **given_language: str) -> list[str]:
    return [sentence for _, sentence in split_sentences(text, **given_language)]


@given(st.text())
def test_split_sentences_gives_the_text_back(text):
    assert "".join(before + sentence for before, sentence in split_sentences(text)) == text.strip()


@given(st.text())
def test_split_sentences_parts_them_by_white_space_alone(text):
    for before, sentence in split_sentences(text):
        assert not before.strip()
        assert sentence == sentence.strip() != ""


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Gen. Ada Moll met Dr. J. K. Lee at 5 p.m. Tuesday. They ate.", 2),
        ("Ms. Moll left Ft. Worth. She flew.", 2),
        ("Er kam am 3. Mai an. Er ging.", 2),
        ("“We will go,” Moll said. “It is time.” He left.", 3),
        ('“A mixed pair" of marks. Another sentence.', 2),
        ('"It is over. We won," he said. The crowd left.', 2),
        ("The firm fell 3.2 percent… Analysts cheered.", 2),
        ("One line\nAnother line\nA third", 3),
        ("Он сказал: «Мы идём». Она ушла.", 2),
        ("他说：“我们走吧。”她走了。天黑了！", 3),
        ("“我们走吧。”船长说。天黑了！", 2),
        ("「とても楽しみだ。」と駅長は話した。次の列車。", 2),
        ("Sen. Bob Hay, D-N.Y., said no. He left.", 2),
        ("彼は言った。彼女は行った。", 2),
        ('שלום לכולם. הוא אמר: "נלך הביתה." היא הלכה.', 3),
        ("ذهب الرجل. هل عاد؟ نعم.", 3),
        ("यह है। वह गया।", 2),
    ],
)
def test_split_sentences_cuts_where_a_reader_would(text, count):
    assert len(split_sentences(text)) == count


@pytest.mark.parametrize(
    "text", ["你好。" * 2_000, "One long sentence " * 500 + "ends here. Then another.", "«a. " * 2_000]
)
def test_split_sentences_reads_a_long_line_a_window_at_a_time(text, monkeypatch):
    handed: list[int] = []
    segment = sentencex.segment
    monkeypatch.setattr(
        sentences.sentencex, "segment", lambda code, line: handed.append(len(line)) or segment(code, line)
    )

    cut = split_sentences(text)

    assert "".join(before + sentence for before, sentence in cut) == text.strip()
    assert max(handed) <= WINDOW
    assert sum(handed) <= 2 * len(text) + WINDOW


def test_split_sentences_of_a_long_line_cuts_where_those_of_a_short_one_are_cut():
    parts = [f"The boat number {number} left at {number % 12} p.m. on Monday." for number in range(200)]

    assert texts(" ".join(parts)) == parts


def test_split_sentences_keeps_lone_surrogates_and_nul():
    assert texts("It \ud800 rained. It \x00 snowed.") == ["It \ud800 rained.", "It \x00 snowed."]


def test_article_sentences_follow_reading_order_with_role_and_paragraph():
    article = CleanArticle(
        headline="Rain. More rain",
        standfirst="It rains.",
        byline="Ada Moll",
        published="2026-03-01",
        captions=(Caption("A wet street.", "Jo Lind"),),
        paragraphs=("One. Two.", "Three."),
        contributors="Eva Holt contributed.",
        tags=("rain", "spring"),
    )

    assert [(str(each.role), each.paragraph, each.text) for each in article_sentences(article)] == [
        ("headline", 0, "Rain. More rain"),
        ("standfirst", 0, "It rains."),
        ("byline", 0, "Ada Moll"),
        ("date", 0, "2026-03-01"),
        ("caption", 0, "A wet street."),
        ("caption", 0, "Jo Lind"),
        ("body", 0, "One."),
        ("body", 0, "Two."),
        ("body", 1, "Three."),
        ("contributors", 0, "Eva Holt contributed."),
        ("tags", 0, "rain"),
        ("tags", 1, "spring"),
    ]


@given(st.lists(st.text(), max_size=5).map(tuple))
def test_article_sentences_give_each_paragraph_back(paragraphs):
    sentences = article_sentences(CleanArticle(paragraphs=paragraphs))

    for number, paragraph in enumerate(paragraphs):
        of_it = [each for each in sentences if each.role is Role.BODY and each.paragraph == number]
        assert "".join(each.before + each.text for each in of_it) == paragraph.strip()
