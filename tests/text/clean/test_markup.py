"""Pages read without a parser: what its tree would have, and in bounded time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from articles.text.clean.cutting import cut_page
from articles.text.clean.markup import attributes, readable
from articles.text.clean.sheet import MAX_BLOCKS, MAX_DEPTH

NASTY = (
    "<p>", "</p>", "<a b=", '"', "'", ">", "<", "/", " ", "=", "<!--", "-->", "<!-->", "--!>", "<script>", "</script>",
    "<SCRIPT x=1>", "</Script >", "<style>", "</style>", "<title>", "</title>", "<textarea>", "</textarea>", "<?php",
    "<!x", "text", '<a b="</script>', "<p a='>'", "<xmp>", "</xmp>", "<iframe>", "</iframe>", "<nav>", "</nav>",
    "</body>", "<svg/>", "</div>", "<div>", "<td>", "<li>", "</ul>", "<html>", "<head>", "&amp;", "&#0;",
)  # fmt: skip
TAGS = (
    "p",
    "div",
    "span",
    "b",
    "i",
    "li",
    "ul",
    "td",
    "tr",
    "table",
    "h2",
    "section",
    "article",
    "em",
    "dd",
    "dt",
    "dl",
)
nested = st.recursive(
    st.sampled_from(("one ", "two &amp; three ", "<br>", "<!-- none -->")),
    lambda inner: st.builds(
        lambda tag, parts, ended: f"<{tag} class='x'>{''.join(parts)}" + f"</{tag}>" * ended,
        st.sampled_from(TAGS),
        st.lists(inner, max_size=4),
        st.booleans(),
    ),
    max_leaves=25,
)


def texts(html: str) -> list[str]:
    return [block.text for block in cut_page(html).blocks]


def elements_of_tree(html: str) -> list[tuple[str, str]]:
    """Tag and text of each element with text, as libxml2 nests them, apart from inline ones."""
    tree = etree.fromstring(html.encode(), etree.HTMLParser(encoding="utf-8", remove_comments=True))
    inline = {"span", "b", "i", "em", "br"}
    found = [(node.tag, "".join("".join(node.itertext()).split())) for node in tree.iter() if node.tag not in inline]
    return [(tag, text) for tag, text in found if text]


@given(nested)
def test_elements_end_where_the_parser_ends_them(html):
    page = cut_page(f"<body>{html}")
    found = [
        (item.tag, "".join("".join(block.text for block in page.blocks[item.first : item.last]).split()))
        for item in page.elements
    ]
    assert found == (elements_of_tree(f"<body>{html}") if page.blocks else [])


@given(st.lists(st.sampled_from(NASTY), max_size=12).map("".join))
def test_elements_of_any_page_are_closed_in_their_order(html):
    page = cut_page(html)
    assert all(item.first < item.last <= len(page.blocks) for item in page.elements)
    assert all(
        page.elements[item.parent].last >= item.last and item.parent < at
        for at, item in enumerate(page.elements)
        if item.parent >= 0
    )


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<p title="a > b">one</p>', ["one"]),
        ("<p>1 < 2 <!-- x > y --> and<!-- --> 3</p>", ["1 < 2 and 3"]),
        ("<script>if (a < b) '<p>no</p>'</script><p>one", ["one"]),
        ("<script><!-- <script>no</script> --> no</script><p>one", ["one"]),
        ("<style><p>no</style><p>one", ["one"]),
        ("<p>one<textarea>two <b></textarea>", ["onetwo <b>"]),
        ("<div>one</p>two</div>", ["one", "two"]),
        ("<a href=/x/>one</a>", ["one"]),
        ("<svg/>one", ["one"]),
        ("<noscript><p>no</p></noscript><p>one", ["one"]),
        ("<p>caf&eacute; &#128; &nosuch;", ["café € &nosuch;"]),
        ("<P>one</P><DIV>two</DIV>", ["one", "two"]),
        ("<p>one</body></html><p>two", ["one", "two"]),
        ("one", ["one"]),
        ("<p>one<p", ["one"]),
    ],
)
def test_page_is_read_as_a_browser_would(html, expected):
    assert texts(html) == expected


def test_attributes_are_read_however_they_are_written():
    text = """ CLASS=a id = 'b c' data-x="&amp;>" hidden class="d"/"""
    assert attributes(text) == {"class": "a", "id": "b c", "data-x": "&>", "hidden": ""}


@pytest.mark.parametrize(
    ("attrs", "words"),
    [
        (""" CLASS=a id = 'b c' data-x="&amp;>" hidden class='d'""", "a"),
        (' class="a b" id=c', "a b"),
        (" data-class=x", ""),
        (""" data-x='class="a"' class=b&amp;c""", "b&c"),
    ],
)
def test_words_of_class_of_inline_elements_go_with_their_block(attrs: str, words: str):
    assert [block.inline for block in cut_page(f"<p><b{attrs}>one</b>").blocks] == [words]


def test_line_ends_are_plain():
    assert readable("a\r\nb") == ("a\nb", False)


def test_deeper_elements_are_not_told_apart():
    page = cut_page("<div>" * 2 * MAX_DEPTH + "<p>deep</p>")
    assert page.cut
    assert [block.text for block in page.blocks] == ["deep"]
    assert len(page.elements) <= MAX_DEPTH


PIECES = (
    "<a b=\"<a b='", "<a ", "<a", '<a="', "<p>x</p>", "<title><a ", "</b>", "<i></b>", "=", "<nav>", "<nav><footer>",
    "<footer><nav></nav>", "<nav></div>", "<!", "<!--", "<script><!--<script>", "<svg/>", "&amp", "<x></y>",
)  # fmt: skip


@pytest.mark.parametrize("piece", PIECES)
def test_longest_page_is_read_once(piece):
    page = cut_page("<div>" * 400 + piece * (2_000_000 // len(piece)))
    assert len(page.blocks) <= MAX_BLOCKS


@pytest.mark.parametrize(
    ("menu", "text"),
    [
        ("<nav><ul><li>Home<li><a href=/>News &amp; views</a></ul></nav>", "Home News & views"),
        ("<nav><!-- </nav> -->Home<b>News</b></nav>", "Home News"),
        ("<nav>Home<script>'News'</script></nav>", "Home"),
        ("<nav>Home<nav>News</nav>Sport</nav>", "Home News Sport"),
        ("<div><nav>Home</div>", "Home"),
        ("<footer><nav>Home</nav>Imprint</footer>", "Home Imprint"),
        ("<NAV>Home</NAV>", "Home"),
    ],
)
def test_menu_is_one_block_with_all_its_text(menu, text):
    found = cut_page(f"<p>one</p>{menu}<p>two</p>").blocks
    assert [(block.text, block.whole) for block in found] == [("one", False), (text, True), ("two", False)]


def test_footer_of_an_article_is_cut_as_its_text():
    assert texts("<article><p>one</p><footer><p>two</p><p>three</p></footer></article>") == ["one", "two", "three"]


def test_what_stands_in_a_menu_is_gathered():
    page = cut_page('<nav><meta name="a" content="b"><script>one</script></nav><footer><script>two</script></footer>')
    assert ([script for _, script in page.scripts], len(page.metas)) == (["one", "two"], 1)
