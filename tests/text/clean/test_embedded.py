"""Articles that stand in a page's scripts only: found there, and only where they are this page's."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.clean import clean_page
from articles.text.clean.embedded import carried_text

PARAGRAPHS = [
    "The council of Lower Wend voted on Monday to reopen the old ferry, which had been laid up since the spring.",
    "Members said that the boat would need new planks, a new engine and, above all, a captain who could be found.",
    "“We have looked on both banks,” said the harbour clerk, Odo Prewitt, who has kept the list of applicants.",
    "The first crossing is planned for the second week of June, if the river allows it, the mayor said.",
]
HEADLINE = "Ferry of Lower Wend to sail again"
MARKUP = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)


def nested(paragraph: str) -> dict[str, object]:
    """A paragraph as data of a page's body: its words in pieces, a link amid them."""
    first, second, rest = paragraph.split(" ", 2)
    link = {"type": "link", "data": {"href": "/x"}, "content": [{"type": "text", "value": f"{second} "}]}
    pieces = [{"type": "text", "value": f"{first} "}, link, {"type": "text", "value": rest}]
    return {"type": "paragraph", "content": pieces}


def as_data() -> str:
    return json.dumps({"story": {"title": HEADLINE, "body": {"content": [nested(text) for text in PARAGRAPHS]}}})


def as_stream() -> str:
    return f"self.__stream.push([1,{json.dumps(MARKUP)}])"


def as_variable() -> str:
    return f"window.__STATE__ = {as_data()};"


@pytest.mark.parametrize("script", [as_data(), as_stream(), as_variable()], ids=["data", "stream", "variable"])
def test_article_in_scripts_is_taken_paragraph_by_paragraph(script):
    assert carried_text([script], shown=[], headline=HEADLINE) == PARAGRAPHS


@pytest.mark.parametrize("script", [as_data(), as_stream()], ids=["data", "stream"])
def test_page_that_shows_nothing_has_the_article_of_its_scripts(script):
    html = f"<title>{HEADLINE}</title><h1>{HEADLINE}</h1><script>{script}</script><p>Loading</p>"
    assert clean_page(html).paragraphs == tuple(PARAGRAPHS)


def test_page_that_shows_its_first_paragraph_has_the_rest_too():
    assert carried_text([as_data()], shown=PARAGRAPHS[:1], headline="") == PARAGRAPHS


def test_article_of_another_page_in_scripts_is_not_taken():
    assert carried_text([as_data()], shown=[], headline="Bridge tolls doubled at Upper Marsh") == []
    shown = "A paragraph of the page that stands nowhere in the data of its scripts, about bridges."
    assert carried_text([as_data()], shown=[shown], headline=HEADLINE) == []


def test_article_in_scripts_is_left_where_the_page_shows_its_own():
    html = f"<h1>{HEADLINE}</h1><article>{MARKUP}</article><script>{as_data()}</script>"
    assert clean_page(html).paragraphs == tuple(PARAGRAPHS)


@given(st.text(max_size=200), st.text(max_size=40))
def test_any_script_is_read(script, headline):
    carried_text([script, f"[{script}", f'{{"a": {json.dumps(script)}}}'], shown=[script], headline=headline)


@pytest.mark.parametrize(
    "script",
    [
        "[" * 500_000,
        '"' * 500_000,
        '"\\' * 300_000,
        '{"text":' * 100_000,
        "<p>" * 300_000,
        f'"{"<p>" * 300_000}"',
        "[0" + ",0" * 500_000,
        " " * 500_000,
    ],
    ids=["brackets", "quotes", "escapes", "objects", "tags", "literal", "numbers", "spaces"],
)
def test_hostile_scripts_are_read_in_bounded_time(script):
    assert carried_text([script], shown=[], headline=HEADLINE) == []
