"""The blocks of a page that are body, told from their chances and from how they stand on the page."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.clean.cutting import cut_page
from articles.text.clean.page_body import body_blocks

PARAGRAPHS = tuple(
    f"Paragraph {n} of the report on the ferry of Lower Wend says what the harbour clerk found in the {n}th year of it."
    for n in range(12)
)
WHOLE = " ".join(PARAGRAPHS)


def body(html: str, chances: dict[str, float], *, headline: int = -1, rest: float = 0.0) -> list[str]:
    """The texts of the blocks that are body; a block has the chance of the first key that its text begins with."""
    page = cut_page(html)
    found = [next((chances[key] for key in chances if block.text.startswith(key)), rest) for block in page.blocks]
    return [page.blocks[at].text for at in body_blocks(page, np.array(found), headline)]


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def test_body_has_no_paragraph_twice():
    html = f"<div>{paragraphs(*PARAGRAPHS)}</div><div>{paragraphs(*PARAGRAPHS)}</div>"
    assert body(html, {"Paragraph": 0.99}) == list(PARAGRAPHS)


def test_body_keeps_the_question_that_an_interviewer_asks_twice():
    question = "What would you have done if the river had come up in the night before the boat was made fast?"
    html = paragraphs(question, PARAGRAPHS[0], question, PARAGRAPHS[1])
    assert body(html, {"Par": 0.9, "What": 0.8}) == [question, PARAGRAPHS[0], question, PARAGRAPHS[1]]


def test_body_has_nothing_of_a_notice_that_stands_in_it_three_times():
    notice = "Your settings keep this from being loaded here, so please allow us to show you what is to be seen in it."
    html = paragraphs(PARAGRAPHS[0], notice, PARAGRAPHS[1], notice, PARAGRAPHS[2], notice)
    assert body(html, {"Par": 0.99, "Your": 0.7}) == list(PARAGRAPHS[:3])


def test_body_has_no_second_copy_of_the_article_in_one_piece():
    html = f"<div>{paragraphs(*PARAGRAPHS)}</div><div class='copy'>{WHOLE}</div>"
    assert body(html, {"Paragraph": 0.9}) == list(PARAGRAPHS)


def test_body_has_nothing_of_a_consent_box_however_long():
    notice = paragraphs(
        *(f"Notice {n}: we and our partners keep cookies on your device to measure it." for n in range(30))
    )
    html = f"<h1>Ferry</h1>{paragraphs(*PARAGRAPHS[:3])}<div id='onetrust-consent-sdk'><div>{notice}</div></div>"
    assert body(html, {"Par": 0.9, "Notice": 0.8}, headline=0) == list(PARAGRAPHS[:3])


def test_body_stays_where_the_whole_page_is_named_for_its_consent_box():
    html = f"<body class='cookie-notice-open'><h1>Ferry</h1><div>{paragraphs(*PARAGRAPHS)}</div>"
    assert body(html, {"Par": 0.9}, headline=0) == list(PARAGRAPHS)


def test_body_has_nothing_of_the_next_article_on_an_endless_page():
    next_story = paragraphs(
        *(f"Next story {n}, of another council and a bridge that nobody had asked for." for n in range(20))
    )
    html = f"<article><h1>Ferry</h1>{paragraphs(*PARAGRAPHS)}</article><article><h2>Bridge</h2>{next_story}</article>"
    assert body(html, {"Par": 0.9, "Next": 0.95}, headline=0) == list(PARAGRAPHS)


def test_body_keeps_the_articles_inside_its_own():
    inner = "".join(f"<article><p>{text}</p></article>" for text in PARAGRAPHS[6:])
    html = f"<article><h1>Ferry</h1>{paragraphs(*PARAGRAPHS[:6])}{inner}</article>"
    assert body(html, {"Par": 0.9}, headline=0) == list(PARAGRAPHS)


def test_body_has_no_hidden_text_but_that_of_a_paywall():
    appeal = "Appeal: will you join us and help to keep this paper free for all who read it in the valley?"
    html = f"""<div>{paragraphs(*PARAGRAPHS[:8])}</div><div class='support hidden'><p>{appeal}</p></div>
        <div class='hidden md:block'><p>{PARAGRAPHS[8]}</p></div>
        <div class='subscriber-only hidden'><p>{PARAGRAPHS[9]}</p></div>"""
    assert body(html, {"Par": 0.9, "Appeal": 0.8}) == list(PARAGRAPHS[:10])


def test_body_stays_where_nearly_all_of_it_waits_for_a_script():
    html = f"<p>{PARAGRAPHS[0]}</p><div class='hidden'>{paragraphs(*PARAGRAPHS[1:])}</div>"
    assert body(html, {"Par": 0.9}) == list(PARAGRAPHS)


def test_body_takes_the_doubtful_that_is_marked_up_as_the_sure():
    html = f"<div>{paragraphs(*PARAGRAPHS[:4])}</div><aside>{paragraphs('Doubtful, too, but of another box.')}</aside>"
    chances = {"Paragraph 0": 0.35, "Paragraph 2": 0.2, "Doubtful": 0.4, "Par": 0.9}
    assert body(html, chances) == list(PARAGRAPHS[:4])


def test_body_takes_nothing_doubtful_from_another_box_where_neither_has_a_name():
    html = f"<div>{paragraphs(*PARAGRAPHS)}</div><div>{paragraphs('Doubtful, in a box of bare paragraphs too.')}</div>"
    assert body(html, {"Doubtful": 0.4, "Par": 0.9}) == list(PARAGRAPHS)


def test_body_of_a_few_words_takes_the_lines_of_its_list():
    lines = [f"High-rise pocket tight {n} inch, sale price {n} dollars" for n in range(10, 18)]
    html = (
        f"<div class='entry'><p>These are the tights that cost less this week.</p>{paragraphs(*lines)}</div><p>Menu</p>"
    )
    found = body(html, {"These": 0.9}, rest=0.05)
    assert found == ["These are the tights that cost less this week.", *lines]


def test_body_is_the_doubtful_where_nothing_is_sure():
    html = paragraphs("Shrine of the bridge", "Shrine of the harbour") + "<div>Imprint</div>"
    assert body(html, {"Shrine of the bridge": 0.4, "Shrine of the harbour": 0.36}) == [
        "Shrine of the bridge",
        "Shrine of the harbour",
    ]


@pytest.mark.parametrize("chance", [0.0, 0.14])
def test_page_without_a_likely_block_has_no_body(chance):
    assert body(paragraphs(*PARAGRAPHS), {"Par": chance}) == []


tags = st.sampled_from(["<div>", "</div>", "<article>", "</article>", "<div hidden>", ""])
blocks_of_pages = st.lists(st.tuples(tags, st.sampled_from(PARAGRAPHS), st.floats(0, 1)), min_size=1, max_size=20)


@given(blocks_of_pages, st.integers(-1, 3))
def test_body_is_in_order_and_of_the_page(blocks, headline):
    page = cut_page("".join(f"{tag}<p>{text}</p>" for tag, text, _ in blocks))
    chances = np.resize([chance for _, _, chance in blocks], len(page.blocks))
    found = body_blocks(page, chances, min(headline, len(page.blocks) - 1))
    assert found == sorted(set(found))
    assert set(found) <= set(range(len(page.blocks)))


def test_body_of_very_many_blocks_takes_time_in_proportion():
    said = "of a page that says each of its many lines four times over, in a long list of them."
    lines = paragraphs(*(f"Line {n % 5_000} {said}" for n in range(20_000)))
    nested = "<p>Line above.</p><ul><li>" * 1_000 + "deep"
    assert len(body(lines, {"Line": 0.95})) == 5_000
    assert body(nested, {"Line": 0.95}, rest=0.2)
