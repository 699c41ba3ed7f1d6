"""What a page says of its article beside the body: headline, authors, date, captions, tags, and what to doubt."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.article import Caption, CleanArticle
from articles.text.clean import clean_page, page_tags
from articles.text.clean.authors import authors_named
from articles.text.clean.credits import read_caption
from articles.text.clean.cutting import cut_page
from articles.text.clean.draft import Draft
from articles.text.clean.page_captions import mark_captions
from articles.text.clean.people import people_in

PARAGRAPHS = (
    "The council of Lower Wend voted on Monday to reopen the old ferry, which had been laid up since the spring.",
    "Members said that the boat would need new planks, a new engine and, above all, a captain who could be found.",
    "“We have looked on both banks,” said the harbour clerk, Odo Prewitt, who has kept the list of applicants.",
    "The first crossing is planned for the second week of June, if the river allows it, the mayor said.",
)
HEADLINE = "Ferry across the Wend to sail again"
IMAGE = '<img src="ferry.jpg">'
URL = "https://www.wend-bugle.example/ferry"


def page(
    *,
    data: dict[str, object] | None = None,
    meta: dict[str, str] | None = None,
    head: str = f"<h1>{HEADLINE}</h1>",
    body: str = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS),
    below: str = "",
    url: str = URL,
) -> CleanArticle:
    """A page of the Wend Bugle, cleaned: its JSON-LD, its meta tags, what stands above and below its text."""
    script = json.dumps({"@type": "NewsArticle", "headline": HEADLINE} | (data or {}))
    tags = "".join(f'<meta name="{name}" content="{value}">' for name, value in (meta or {}).items())
    return clean_page(
        f'<html><head><meta property="og:site_name" content="The Wend Bugle">{tags}'
        f'<script type="application/ld+json">{script}</script></head><body><article>{head}'
        f'<div class="article-body">{body}</div></article>{below}</body></html>',
        url=url,
    )


def person(name: str) -> dict[str, str]:
    return {"@type": "Person", "name": name}


def organisation(name: str) -> dict[str, str]:
    return {"@type": "Organization", "name": name}


def head(*lines: str) -> str:
    return f"<h1>{HEADLINE}</h1>" + "".join(f"<div>{line}</div>" for line in lines)


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("By Ann Lee and Bo Chen", ("Ann Lee", "Bo Chen")),
        ("Ann Lee, Bo Chen und Cy Orme", ("Ann Lee", "Bo Chen", "Cy Orme")),
        ("Ann Lee | The Wend Journal", ("Ann Lee",)),
        ("Ann Lee | ann@bugle.example", ("Ann Lee",)),
        ("Ann Lee, Chief Technology Officer and Head of Ferries", ("Ann Lee",)),
        ("Ann Lee, MD", ("Ann Lee",)),
        ("Ann Lee MS, RDN", ("Ann Lee",)),
        ("Trudi Latour", ("Trudi Latour",)),
        ("Abby Kass (Berlin)", ("Abby Kass",)),
        ("신현주 기자", ("신현주",)),
        ("https://social.example/bugle", ()),
        ("", ()),
    ],
)
def test_authors_named_are_people_without_posts_and_papers(value, names):
    assert authors_named(value) == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Ann Lee Fox News", ("Ann Lee",)),
        ("Ann Lee Senior Writer", ("Ann Lee",)),
        ("Ann Lee USA TODAY", ("Ann Lee",)),
        ("ANN LEE", ("ANN LEE",)),
        ("Ann Lee, Zürich", ("Ann Lee",)),
        ("Ann Lee mit AP", ("Ann Lee",)),
    ],
)
def test_people_in_a_byline_stand_without_post_place_and_paper(line, names):
    assert people_in(line) == names


@given(st.text())
def test_any_author_value_is_read(value):
    assert all(name == name.strip() and name for name in authors_named(value))


@given(st.text())
def test_any_text_at_a_picture_is_read(text):
    caption = read_caption(text)
    assert len(caption.text) + len(caption.credit or "") <= len(text)


def test_printed_byline_decides_which_of_the_named_wrote():
    named = {"author": [person("Ann Lee"), person("Bo Chen")]}
    assert page(data=named, head=head("By Ann Lee", "Contributions from", "Bo Chen")).authors == ("Ann Lee",)


def test_printed_byline_adds_who_is_joined_by_and():
    assert page(data={"author": person("Ann Lee")}, head=head("By Ann Lee and Bo Chen")).authors == (
        "Ann Lee",
        "Bo Chen",
    )


def test_names_in_elements_of_their_own_are_one_byline():
    lines = head("By", "<span>Ann Lee</span>", ",", "<span>Bo Chen</span>", "Share this")
    assert page(head=lines).authors == ("Ann Lee", "Bo Chen")


def test_teasers_byline_is_not_the_articles():
    teaser = '<aside><h3>Other story</h3><p>By Cy Orme</p><a href="/author/dee-fay" rel="author">Dee Fay</a></aside>'
    filler = "<p>One more sentence that tells of the river and its banks.</p>" * 15
    assert page(below=filler + teaser + teaser.replace("Dee Fay", "Eve Gill")).authors == ()


@pytest.mark.parametrize("author", [{"@type": "Thing", "name": "Agency"}, person("Bugle Staff"), person("Wend Bugle")])
def test_nobody_is_invented_where_nobody_is_named(author):
    assert page(data={"author": author}).authors == ()


def test_organisation_that_names_no_authors_is_none():
    policy = organisation("Wend Times") | {"noBylinesPolicy": "https://bugle.example/policy"}
    assert page(data={"author": policy}).authors == ()


def test_paper_declared_as_author_is_kept_and_doubted():
    article = page(data={"author": organisation("The Wend Bugle")})
    assert article.authors == ("The Wend Bugle",)
    assert "byline" in article.doubts


def test_paper_printed_as_author_is_not_doubted():
    article = page(data={"author": person("The Wend Bugle")}, head=head("By The Wend Bugle"))
    assert article.authors == ("The Wend Bugle",)
    assert "byline" not in article.doubts


def test_author_named_by_markup_only_is_doubted():
    article = page(head=f'<h1>{HEADLINE}</h1><div class="author-name">Ann Lee</div>')
    assert article.authors == ("Ann Lee",)
    assert "byline" in article.doubts


def test_date_that_two_ways_name_is_sure():
    article = page(data={"datePublished": "2024-05-06T07:30+02:00"}, url="https://bugle.example/2024/may/06/ferry")
    assert article.published == "2024-05-06T07:30+02:00"
    assert "published" not in article.doubts


def test_date_that_one_way_names_is_doubted():
    assert "published" in page(data={"datePublished": "2024-05-06T07:30+02:00"}).doubts


def test_day_of_a_change_is_no_day_of_publishing():
    article = page(meta={"last-modified": "2024-06-30"}, head=head("Updated June 30, 2024", "May 6, 2024"))
    assert article.published == "2024-05-06"


def test_date_in_utc_is_the_day_its_readers_saw():
    lines = head('<time datetime="2024-05-05 20:48:19">May 5, 2024</time>', "Updated May 6, 2024")
    assert page(data={"datePublished": "2024-05-06T00:48:19Z"}, head=lines).published == "2024-05-05T20:48"


def test_teasers_times_do_not_outvote_address_and_line():
    times = '<aside><time datetime="2024-06-01">1 June</time></aside>'
    article = page(head=times + head("May 6, 2024"), url="https://bugle.example/2024/05/06/ferry")
    assert article.published == "2024-05-06"


def test_headline_is_the_printed_one_where_structured_data_has_another():
    article = page(data={"headline": "Why boats matter: a guide"}, meta={"og:title": "Boats and why they matter"})
    assert article.headline == HEADLINE
    assert "headline" in article.doubts


def test_headline_without_h1_is_the_wording_that_the_page_prints():
    article = page(
        data={"headline": "Wend ferry: all you need to know"}, meta={"og:title": HEADLINE}, head=f"<h2>{HEADLINE}</h2>"
    )
    assert article.headline == HEADLINE


def test_papers_name_in_a_headline_is_not_its_end():
    title = "The Wend Bugle | A captain for the ferry: The Wend Bugle’s find of the year"
    article = page(data={"headline": ""}, meta={"og:title": title}, head="")
    assert article.headline == "A captain for the ferry: The Wend Bugle’s find of the year"


@pytest.mark.parametrize(
    ("text", "caption"),
    [
        ("The ferry in May. Photo by Ann Lee / Agency", Caption("The ferry in May.", "Ann Lee / Agency")),
        ("The ferry on the quay in May.Ann Lee/dpa", Caption("The ferry on the quay in May.", "Ann Lee/dpa")),
        ("Photo: Ann Lee", Caption("", "Ann Lee")),
        ("Illustration by Ann Lee", Caption("", "Illustration by Ann Lee")),
        ("STR/Getty images", Caption("", "STR/Getty images")),
        ("The mayor’s new boat", Caption("The mayor’s new boat")),
    ],
)
def test_caption_is_told_from_its_credit(text, caption):
    assert read_caption(text) == caption


@pytest.mark.parametrize(
    "box",
    [
        f'<figure class="jwplayer-video">{IMAGE}<figcaption>The ferry turns on the river in May</figcaption></figure>',
        f"<blockquote>{IMAGE}<p>We looked.</p><figcaption>Odo Prewitt, harbour clerk of Wend</figcaption></blockquote>",
        f'<aside class="more-related">{IMAGE}<p class="link-caption">The bridge toll is to rise in June</p></aside>',
        f'<header class="hasCaption">{IMAGE}<h2 class="subtitle">The bridge toll is to rise in June</h2></header>',
    ],
    ids=["video", "quotation", "teaser", "heading"],
)
def test_what_is_marked_like_a_caption_but_is_none_is_left_out(box):
    paragraphs = [f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS]
    assert page(body="".join([*paragraphs[:2], box, *paragraphs[2:]])).captions == ()


@pytest.mark.parametrize(("body", "captions"), [([0, 2], ["The ferry in its shed in May."]), ([0, 1, 2], [])])
def test_text_in_a_pictures_box_is_its_caption_unless_it_is_the_articles(body, captions):
    box = f'<div class="image_widget">{IMAGE}<p>The ferry in its shed in May.</p></div>'
    cut = cut_page(f"<p>{PARAGRAPHS[0]}</p>{box}<p>{PARAGRAPHS[1]}</p>")
    draft = Draft([block.text for block in cut.blocks], [True] * len(cut.blocks))
    mark_captions(draft, cut, body)
    assert [caption.text for caption in draft.captions.values()] == captions


def test_tags_are_readers_words():
    keywords = "ferries, 26157981-b4f7-4929-adc1-e860c6f03636, 100312, Category: Boats, The Wend Bugle, Lower Wend"
    assert page(meta={"keywords": keywords}).tags == ("ferries", "Lower Wend")


def test_tags_are_the_first_of_thousands_and_no_more_are_read(monkeypatch):
    asked = []
    monkeypatch.setattr(page_tags, "folded", lambda tag: asked.append(tag) or tag)
    keywords = ", ".join(f"tag {word}" for word in map(chr, range(0x4E00, 0x4E00 + 5_000)))
    assert page(meta={"keywords": keywords}).tags == tuple(keywords.split(", ")[: page_tags.MAX_TAGS])
    assert len(asked) <= 2 * page_tags.MAX_READ


def test_tags_are_read_from_the_links_below_where_nothing_else_names_them():
    box = '<ul class="article-tags"><li><a href="/t/1">Ferries</a></li><li><a href="/t/2">#Lower Wend</a></li></ul>'
    assert page(below=box).tags == ("Ferries", "Lower Wend")
