"""What users of extraction libraries complain of most, on made-up pages: each of it is right here."""

from articles.text.article import Reason
from articles.text.clean import clean_page

HEADLINE = "Ferry of Lower Wend to sail again"
PARAGRAPHS = (
    "The council of Lower Wend voted on Monday to reopen the old ferry, which had been laid up since the spring.",
    "Members said that the boat would need new planks, a new engine and, above all, a captain who could be found.",
    "“We have looked on both banks,” said the harbour clerk, Odo Prewitt, who has kept the list of applicants.",
    "The first crossing is planned for the second week of June, if the river allows it, the mayor said.",
    "Until then the bridge at Upper Marsh, nine miles up the river, remains the only way across for carts and cattle.",
)
OTHERS = (
    "Bridge toll at Upper Marsh to rise by a third",
    "Ten meadows that every walker should have seen",
    "Otters return to the mill pond after forty years",
    "Baker wins the valley's prize for the third time",
)
CAPTION = "The ferry in its shed at Lower Wend last winter. Photo: Cy Orme"


def page(body: str, *, around: str = "", head: str = "") -> str:
    """A page with its headline, a body's markup and what stands below it."""
    return f"""<!doctype html><html lang="en"><head><title>{HEADLINE} | The Wend Bugle</title>
        <meta property="og:title" content="{HEADLINE}">{head}</head><body>
        <nav><a href="/">Home</a><a href="/news">News</a><a href="/sport">Sport</a></nav>
        <main><article><h1>{HEADLINE}</h1><p class="byline">By Ann Lee</p>
        <div class="article-body">{body}</div></article>{around}</main>
        <footer>© 2024 The Wend Bugle. All rights reserved.</footer></body></html>"""


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def links(*titles: str) -> str:
    return "".join(f'<li><a href="/{at}">{title}</a></li>' for at, title in enumerate(titles))


def test_lead_in_bold_stays():
    html = page(f'<p class="lead"><strong>{PARAGRAPHS[0]}</strong></p>{paragraphs(*PARAGRAPHS[1:])}')
    article = clean_page(html)
    assert PARAGRAPHS[0] in (article.standfirst, *article.paragraphs)
    assert article.paragraphs[-4:] == PARAGRAPHS[1:]


def test_lead_in_an_element_of_its_own_stays():
    html = page(f'<div class="intro"><p>{PARAGRAPHS[0]}</p></div><div>{paragraphs(*PARAGRAPHS[1:])}</div>')
    article = clean_page(html)
    assert PARAGRAPHS[0] in (article.standfirst, *article.paragraphs)


def test_headlines_of_other_stories_are_left_out_below():
    around = f'<section class="more-stories"><h2>More from the valley</h2><ul>{links(*OTHERS)}</ul></section>'
    article = clean_page(page(paragraphs(*PARAGRAPHS), around=around))
    assert article.paragraphs == PARAGRAPHS


def test_headlines_of_other_stories_are_left_out_amid_the_text():
    box = f'<div class="related"><h3>Read more</h3><ul>{links(*OTHERS)}</ul></div>'
    article = clean_page(page(paragraphs(*PARAGRAPHS[:3]) + box + paragraphs(*PARAGRAPHS[3:])))
    assert article.paragraphs == PARAGRAPHS
    assert {removed.reason for removed in article.removed if removed.text in OTHERS} == {Reason.RELATED}


def test_caption_is_a_caption_and_no_paragraph():
    figure = f'<figure><img src="x.jpg"><figcaption>{CAPTION}</figcaption></figure>'
    article = clean_page(page(PARAGRAPHS[0].join(("<p>", "</p>")) + figure + paragraphs(*PARAGRAPHS[1:])))
    assert article.paragraphs == PARAGRAPHS
    assert [caption.credit for caption in article.captions] == ["Cy Orme"]


def test_paragraphs_that_stand_twice_are_taken_once():
    html = page(paragraphs(*PARAGRAPHS), around=f'<div class="print-version">{paragraphs(*PARAGRAPHS)}</div>')
    assert clean_page(html).paragraphs == PARAGRAPHS


def test_words_of_inline_elements_and_lines_are_not_squished():
    html = page(f"<p>The <b>old</b> <i>ferry</i><br>sails<span> again</span> on Monday, said the clerk of the harbour, "
                f"who had seen it.</p>{paragraphs(*PARAGRAPHS[1:])}")  # fmt: skip
    first = clean_page(html).paragraphs[0]
    assert first == "The old ferry sails again on Monday, said the clerk of the harbour, who had seen it."


def test_words_of_table_cells_are_not_squished():
    rows = "".join(f"<tr><td>Pier {n}</td><td>{n} shillings a head</td></tr>" for n in range(1, 4))
    html = page(f"{paragraphs(*PARAGRAPHS[:3])}<table>{rows}</table>{paragraphs(*PARAGRAPHS[3:])}")
    assert not any("1shillings" in text or "Pier 11" in text for text in clean_page(html).paragraphs)
    assert "Pier 1" in " ".join(part.text for part in clean_page(html).parts)


def test_list_amid_the_text_stays():
    fares = (
        "a shilling for each walker",
        "two shillings for each horse",
        "four shillings for each cart, with its driver",
    )
    items = "".join(f"<li>{fare}</li>" for fare in fares)
    html = page(f"{paragraphs(*PARAGRAPHS[:3])}<p>The fares will be:</p><ul>{items}</ul>{paragraphs(*PARAGRAPHS[3:])}")
    assert [text for text in clean_page(html).paragraphs if text in fares] == list(fares)


def test_index_page_is_no_article_without_doubt():
    teasers = "".join(
        f'<article class="teaser"><h2><a href="/{at}">{title}</a></h2><p>{PARAGRAPHS[at]}</p></article>'
        for at, title in enumerate(OTHERS)
    )
    html = f"<html><head><title>The Wend Bugle</title></head><body><main>{teasers * 3}</main></body></html>"
    article = clean_page(html)
    assert "paragraphs" in article.doubts or not article.paragraphs


def entries(count: int) -> str:
    return "".join(
        f"<div><time>1{n}:00</time><h3>At {n} o'clock</h3>{paragraphs(PARAGRAPHS[n % 5])}</div>" for n in range(count)
    )


def test_live_blog_is_flagged_where_structured_data_says_so():
    data = '<script type="application/ld+json">{"@type": "LiveBlogPosting", "headline": "Ferry"}</script>'
    assert "paragraphs" in clean_page(page(paragraphs(*PARAGRAPHS), head=data)).doubts


def test_live_blog_is_flagged_where_its_markup_says_so():
    assert "paragraphs" in clean_page(page(f'<div class="live-blog__posts live-blog">{entries(6)}</div>')).doubts


def test_article_that_links_to_a_live_blog_is_none():
    box = '<div class="live-blog"><h3><a href="/live">Follow the day at the pier</a></h3></div>'
    assert "paragraphs" not in clean_page(page(paragraphs(*PARAGRAPHS) + box)).doubts


def test_soft_hyphens_are_dropped_from_every_field():
    soft = [text.replace("council", "coun\u00adcil").replace("harbour", "har&shy;bour") for text in PARAGRAPHS]
    article = clean_page(page(paragraphs(*soft)).replace("Ferry of", "Fer\u00adry of"))
    assert article.paragraphs == PARAGRAPHS
    assert article.headline == HEADLINE
