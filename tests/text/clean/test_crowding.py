import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from articles.text.clean.crowding import MAX_ATTRIBUTES, has_crowded_tag
from articles.text.clean.page import clean_page

MANY = 100_000
NASTY = (
    "<p>", "</p>", "<a b=", '"', "'", ">", "<", "/", " ", "=", "<!--", "-->", "<!-->", "--!>", "<script>", "</script>",
    "<SCRIPT x=1>", "</Script >", "<style>", "</style>", "<title>", "</title>", "<textarea>", "</textarea>", "<?php",
    "<!x", "text", '<a b="</script>', "<p a='>'", "<xmp>", "</xmp>", "<iframe>", "</iframe>",
)  # fmt: skip
WAYS = ("a{}", ' a{}="1"', 'a{}="1"', " a{}='<>'", ' a"{}', "/a{}", " a{}=\n{}", "\ta{} = x")


def crowd(way: str, count: int) -> str:
    return "".join(way.format(n, n) for n in range(count))


def most_attributes(page: str) -> int:
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, recover=True)
    try:
        tree = etree.fromstring(page.encode(), parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return 0
    return max((len(element.attrib) for element in tree.iter(etree.Element)), default=0) if tree is not None else 0


@pytest.mark.parametrize("way", WAYS[1:])
def test_crowded_tag_is_told_however_its_attributes_are_written(way):
    assert has_crowded_tag(f"<p {crowd(way, MAX_ATTRIBUTES)}>text</p>".encode())
    assert not has_crowded_tag(f"<p {crowd(way, MAX_ATTRIBUTES // 3)}>text</p>".encode())


@given(st.lists(st.sampled_from(NASTY), max_size=8).map("".join), st.sampled_from(WAYS))
def test_no_tag_that_the_parser_finds_crowded_is_missed(before, way):
    page = f"{before}<p {crowd(way, MAX_ATTRIBUTES)}>text</p>"
    assert has_crowded_tag(page.encode()) or most_attributes(page) < MAX_ATTRIBUTES


def test_code_in_a_script_is_no_crowded_tag():
    code = "if (i<a) { " + "x = y; " * 1_000 + "}"
    assert not has_crowded_tag(f"<script>{code}</script><p>text</p>".encode())


@pytest.mark.parametrize("way", WAYS[1:])
def test_page_with_a_crowded_tag_is_cleaned_and_doubted(way):
    article = clean_page(f"<p {crowd(way, MANY)}>text</p>")
    assert "paragraphs" in article.doubts


@pytest.mark.parametrize(
    ("piece", "crowded"),
    [
        ("<a b=\"<a b='", True),
        ("<a ", True),
        ("<a", False),
        ('<a="', False),
        ("<p>x</p>", False),
        ("<title><a ", False),
    ],
)
def test_longest_page_is_read_once(piece, crowded):
    assert has_crowded_tag((piece * (12_000_000 // len(piece))).encode()) is crowded
