"""Pages: every block accounted for, whatever markup comes in."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.article import Reason, Role
from articles.text.clean import clean_page

PARAGRAPHS = (
    "The council of Lower Wend voted on Monday to reopen the old ferry, which had been laid up since the spring.",
    "Members said that the boat would need new planks, a new engine and, above all, a captain who could be found.",
    "“We have looked on both banks,” said the harbour clerk, Odo Prewitt, who has kept the list of applicants.",
    "The first crossing is planned for the second week of June, if the river allows it, the mayor said.",
)
PAGE = f"""<!doctype html><html lang="en"><head><title>Ferry to sail again | The Wend Bugle</title>
<meta property="og:site_name" content="The Wend Bugle">
<meta property="article:published_time" content="2024-05-06T07:30+02:00">
<meta property="og:title" content="Ferry to sail again">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Ferry to sail again",
"author": [{{"@type": "Person", "name": "Ann Lee"}}, {{"@type": "Person", "name": "Bo Chen"}}]}}</script></head><body>
<nav><a href="/">Home</a><a href="/news">News</a><a href="/sport">Sport</a></nav>
<main><article><h1>Ferry to sail again</h1><p class="byline">By Ann Lee and Bo Chen</p>
<figure><img src="x.jpg"><figcaption>The ferry in its shed last winter. Photo: Cy Orme</figcaption></figure>
<div class="article-body">{"".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)}</div></article>
<aside class="related"><h2>Related</h2><ul><li><a href="/a">Bridge toll to rise</a></li></ul></aside></main>
<footer>© 2024 The Wend Bugle. All rights reserved.</footer></body></html>"""

markup = st.lists(
    st.one_of(
        st.sampled_from(
            ["<p>", "</p>", "<div class='x'>", "</div>", "<a href=y>", "</a>", "<br>", "<h1>", "<table><tr><td>"]
        ),
        st.sampled_from(
            ["<script>", "</script>", "<!--", "-->", "<nav>", "</nav>", "&amp;", "<b", "<figure><figcaption>"]
        ),
        st.sampled_from(PARAGRAPHS),
        st.text(max_size=20),
    ),
    max_size=30,
).map("".join)


def test_page_body_is_its_paragraphs():
    assert clean_page(PAGE).paragraphs == PARAGRAPHS


def test_page_metadata_keeps_the_precision_and_zone_given():
    article = clean_page(PAGE, url="https://wend-bugle.example/ferry")
    assert (article.headline, article.published) == ("Ferry to sail again", "2024-05-06T07:30+02:00")
    assert (article.authors, article.source, article.language) == (("Ann Lee", "Bo Chen"), "The Wend Bugle", "en")


def test_page_caption_has_its_credit():
    (caption,) = clean_page(PAGE).captions
    assert (caption.text, caption.credit) == ("The ferry in its shed last winter.", "Cy Orme")


def test_page_says_why_each_block_is_left_out():
    reasons = {removed.text: removed.reason for removed in clean_page(PAGE).removed}
    assert reasons["Home News Sport"] is Reason.NAVIGATION
    assert reasons["Bridge toll to rise"] is Reason.RELATED
    assert reasons["© 2024 The Wend Bugle. All rights reserved."] is Reason.LEGAL


@given(st.one_of(markup, st.text()))
def test_any_markup_is_cleaned_and_each_block_has_a_role(html):
    article = clean_page(html)
    assert all((part.reason is not None) == (part.role is Role.REMOVED) for part in article.parts)
    assert [part.text for part in article.parts if part.role is Role.BODY] == list(article.paragraphs)


json_values = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.text(max_size=12), st.sampled_from(["Ann Lee", "2024-05-06"])
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(["name", "@id", "@type", "givenName", "url", "author"]), inner, max_size=3),
    ),
    max_leaves=6,
)
FIELDS = [
    "headline",
    "author",
    "datePublished",
    "articleBody",
    "publisher",
    "keywords",
    "articleSection",
    "@type",
    "@id",
]


@given(st.dictionaries(st.sampled_from(FIELDS), json_values, max_size=7), st.sampled_from(["NewsArticle", "WebPage"]))
def test_any_structured_data_is_read(data, kind):
    script = json.dumps({"@type": kind} | data).replace("<", " ")
    article = clean_page(f'<script type="application/ld+json">{script}</script><h1>Ferry</h1><p>{PARAGRAPHS[0]}</p>')
    assert all(isinstance(name, str) and name for name in article.authors)


@given(markup)
def test_same_page_gives_the_same_article(html):
    assert clean_page(html) == clean_page(html)


def test_structured_text_stands_in_where_the_page_shows_none():
    body = "\\n".join(PARAGRAPHS)
    data = f'{{"@type": "NewsArticle", "articleBody": "{body}"}}'
    html = f'<html><script type="application/ld+json">{data}</script><p>Loading</p>'
    assert clean_page(html).paragraphs == PARAGRAPHS


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 100_000 + "deep" + "</div>" * 100_000,
        "<b>" * 100_000 + "bold",
        "<table><tr><td>" * 50_000 + "cell",
        "<div " + " ".join(f"a{n}=1" for n in range(100_000)) + ">crowded</div>",
        "<" * 2_000_000,
        "<!--" * 1_000_000,
        "<p>" + "word " * 2_000_000,
        "<p>a<br>b" * 300_000,
        "&#0;&#xd800;\0\ud800" * 100_000,
        "<script>" * 200_000,
        '<script type="application/ld+json">' + "[" * 500_000 + "</script>",
        "<a href='" * 500_000,
        '<meta property="article:tag" content="' + "a_" * 500_000 + '!">',
        '<meta property="og:title" content="' + "a | " * 500_000 + '">' + "<h1>a b c d</h1>" * 2_000,
        '<a rel="author" href="/author/x">Ann Lee</a>' * 20_000,
        '<div class="' + "image " * 200_000 + '">' + "<p>By Ann Lee</p>" * 5_000,
        "<h1>Ferry</h1>" + "<div>By</div><div>and</div>" * 20_000,
    ],
    ids=[
        "div",
        "b",
        "td",
        "attributes",
        "lt",
        "comments",
        "10 MB",
        "blocks",
        "unstorable",
        "scripts",
        "json",
        "quotes",
        "tags",
        "titles",
        "authors",
        "classes",
        "bylines",
    ],
)
def test_hostile_pages_are_cleaned(html):
    article = clean_page(html)
    assert not any("\0" in part.text or "\ud800" in part.text for part in article.parts)


def test_text_below_the_parsers_depth_is_kept_and_the_article_doubted():
    html = "<div>" * 5_000 + "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    article = clean_page(html)
    assert "paragraphs" in article.doubts
    assert set(PARAGRAPHS) <= {part.text for part in article.parts}
