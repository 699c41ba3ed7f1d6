"""Which texts of a page are captions of the article's pictures."""

import pytest

from articles.text.article import Caption, Reason, Role
from articles.text.clean import clean_page
from articles.text.clean.captions import caption_of
from articles.text.clean.credits import is_credit, read_caption
from articles.text.clean.cutting import cut_page
from articles.text.clean.draft import Draft
from articles.text.clean.page_captions import mark_captions

FIRST = "The council of Lower Wend voted on Monday to reopen the old ferry, which had been laid up since the spring."
SECOND = "Members said that the boat would need new planks, a new engine and, above all, a captain to be found."
THIRD = "The first crossing is planned for the second week of June, if the river allows it, the mayor said."
FOURTH = "Nobody has crossed at the Lower Quay since the old captain left for the sea, two days before Easter."
TEXT = "The ferry in its shed last winter"
IMAGE = '<img src="ferry.jpg">'


def marked(
    html: str, *, body: tuple[str, ...] = (FIRST, SECOND), sure: tuple[str, ...] = ()
) -> tuple[Draft, list[str]]:
    """The draft of a page whose captions are marked, and the texts that are captions of something else."""
    page = cut_page(html)
    texts = [block.text for block in page.blocks]
    draft = Draft(texts, [True] * len(texts))
    at = {text: texts.index(text) for text in (*body, *sure)}
    foreign = mark_captions(draft, page, sorted(at[text] for text in body), sure={at[text] for text in sure})
    return draft, [texts[index] for index in foreign]


def captions(box: str) -> list[Caption]:
    """The captions where this stands between two paragraphs of a longer article."""
    draft, _ = marked(f"<p>{FIRST}</p><p>{THIRD}</p>{box}<p>{FOURTH}</p><p>{SECOND}</p>")
    return [draft.captions[at] for at in sorted(draft.captions)]


@pytest.mark.parametrize(
    "picture",
    [
        IMAGE,
        '<img src="data:image/gif;base64,R0lGOD" data-src="ferry.jpg">',
        '<img data-original="ferry.jpg">',
        '<picture><source srcset="ferry.webp 2x"><img src=""></picture>',
        '<img src="data:image/gif;base64,R0lGOD"><noscript><img src="ferry.jpg"></noscript>',
    ],
    ids=["plain", "lazy", "original", "source", "noscript"],
)
def test_caption_has_a_picture_beside_it(picture):
    assert captions(f"<figure>{picture}<figcaption>{TEXT}</figcaption></figure>") == [Caption(TEXT)]
    assert captions(f"<figure><figcaption>{TEXT}</figcaption>{picture}</figure>") == [Caption(TEXT)]


@pytest.mark.parametrize(
    "box",
    [
        f'<figure><div class="clip"></div><figcaption>{TEXT}</figcaption></figure>',
        f'<figure><img src="data:image/gif;base64,R0lGOD"><figcaption>{TEXT}</figcaption></figure>',
        f'<figure><blockquote>We looked.</blockquote><figcaption class="who">{TEXT}</figcaption></figure>',
        f'<p class="nav_caption">{TEXT}</p>',
    ],
    ids=["script's video", "placeholder", "speaker", "slogan"],
)
def test_what_is_marked_as_a_caption_without_a_picture_is_of_something_else(box):
    draft, foreign = marked(f"<p>{FIRST}</p>{box}<p>{SECOND}</p>")
    assert (draft.captions, foreign) == ({}, [TEXT])


def test_caption_of_something_else_is_removed_and_no_paragraph():
    html = f"<h1>Ferry to sail</h1><p>{FIRST}</p><figure><figcaption>{TEXT}</figcaption></figure><p>{SECOND}</p>"
    (part,) = [part for part in clean_page(html).parts if part.text == TEXT]
    assert (part.role, part.reason) == (Role.REMOVED, Reason.OUTSIDE)


def test_picture_below_the_articles_end_is_not_the_articles():
    draft, _ = marked(f"<p>{FIRST}</p><p>{SECOND}</p><figure>{IMAGE}<figcaption>{TEXT}</figcaption></figure>")
    assert draft.captions == {}


@pytest.mark.parametrize(
    ("box", "credit"),
    [
        (f"<div>{IMAGE}<p>{TEXT}</p><p>Image: Ann Lee</p></div>", "Ann Lee"),
        (f"<div>{IMAGE}<p>{TEXT} © Ann Lee</p></div>", "Ann Lee"),
    ],
    ids=["below", "behind"],
)
def test_text_right_below_a_picture_with_a_credit_is_its_caption_whatever_its_markup(box, credit):
    assert captions(box) == [Caption(TEXT, credit)]


@pytest.mark.parametrize(
    "box",
    [
        f"<div><p>{TEXT}</p><p>Image: Ann Lee</p></div>",
        f"<div>{IMAGE}<p>{TEXT}</p><p>Seen from the quay</p></div>",
        f'<div>{IMAGE}<p><a href="/ferry">{TEXT}</a></p><p>Image: Ann Lee</p></div>',
    ],
    ids=["no picture", "no credit", "link"],
)
def test_text_without_a_picture_or_a_credit_or_with_a_link_is_no_caption(box):
    assert captions(box) == []


def test_paragraph_below_a_picture_that_names_an_agency_is_no_caption():
    paragraph = "The mayor said on Monday that the ferry would sail again. (AP)"
    html = f"<p>{FIRST}</p>{IMAGE}<p>{paragraph}</p><p>{SECOND}</p>"
    assert marked(html, body=(FIRST, paragraph, SECOND))[0].captions == {}
    assert marked(html)[0].captions != {}


def test_paragraphs_marked_as_captions_of_nothing_stay_paragraphs_where_they_are_sure():
    html = f'<p>{FIRST}</p><p itemprop="caption">{SECOND}</p><p class="imageCaption">{THIRD}</p>'
    assert marked(html, body=(FIRST, SECOND, THIRD), sure=(SECOND, THIRD))[1] == []
    assert marked(html, body=(FIRST, SECOND, THIRD))[1] == [SECOND, THIRD]


def test_text_of_many_paragraphs_is_no_caption_whatever_the_box_around_it_is_called():
    rest = tuple(f"{THIRD} That is said by {n} of those who were asked." for n in range(8))
    box = "".join(f"<p>{text}</p>" for text in rest)
    draft, foreign = marked(f'<p>{FIRST}</p>{IMAGE}<div itemprop="caption">{box}</div>', body=(FIRST, *rest))
    assert (draft.captions, foreign) == ({}, [])


def test_credit_without_a_caption_is_no_paragraph():
    figure = f"<figure>{IMAGE}<figcaption>Source: ferries.example</figcaption></figure>"
    draft, foreign = marked(f"<p>{FIRST}</p>{figure}<p>{SECOND}</p>")
    assert (draft.captions, foreign) == ({}, ["Source: ferries.example"])


@pytest.mark.parametrize("agency", ["Reuters", "REUTERS", "dpa", "EFE", "NTB", "Keystone", "picture alliance", "Getty"])
def test_agency_is_one_wherever_credits_are_read(agency):
    assert caption_of(f"The ferry in its shed last winter. {agency}") == Caption(f"{TEXT}.", agency)
    assert caption_of(f"{TEXT} ({agency})") == Caption(TEXT, agency)
    assert is_credit(f"Ann Lee, {agency}")


def test_source_of_a_chart_is_its_credit_however_many_offices_it_names():
    offices = "River Office of Lower Wend, Ferrymen’s Guild & Natl Institute for the Counting of Boats"
    assert read_caption(f"Source: {offices}") == Caption("", offices)
