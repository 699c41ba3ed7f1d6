"""What stands around the body of a text capture: headline, standfirst, byline, date, and that every line is kept."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from articles.text.article import CleanArticle, Role
from articles.text.clean import clean_capture
from articles.text.clean.door import tidy

BODY = (
    "The harbour wall at Lower Quay gave way on Monday night after three days of heavy rain, the council said.\n\n"
    "No one was hurt, but eleven boats were sunk at their moorings, and the fish market will stay shut all week.\n\n"
    "Engineers who looked at the wall last spring had asked for repairs that were put off twice for want of money.\n"
)
NAVIGATION = "The Quay Gazette\nMenu\nSearch\nNews\nSport\nHome » News » Harbour\n\n"
HEADLINE = "Harbour wall falls after three days of rain"
STANDFIRST = "Repairs were put off twice for want of money"
FOOTER = "\nAbout us\nContact\n© 2024 The Quay Gazette. All rights reserved.\n"


def cleaned(*head: str, navigation: str = NAVIGATION) -> CleanArticle:
    return clean_capture(navigation + "\n".join(head) + "\n\n" + BODY + FOOTER)


def test_line_between_headline_and_byline_is_the_standfirst_with_or_without_a_blank_line():
    close = cleaned(HEADLINE, STANDFIRST, "", "By Ada Lark", "3 May 2024")
    apart = cleaned(HEADLINE, "", STANDFIRST, "", "By Ada Lark", "3 May 2024")
    assert (close.headline, close.standfirst) == (apart.headline, apart.standfirst) == (HEADLINE, STANDFIRST)


def test_first_sentences_of_a_long_lead_stay_in_the_body():
    lead = "The wall had stood since 1911, and people sat on it in the evening to watch the boats come in. " * 4
    article = cleaned(HEADLINE, "", "By Ada Lark", "3 May 2024", "", lead.strip())
    assert (article.standfirst, article.paragraphs[0]) == (None, lead.strip())


LEAD = "The harbour master said on Tuesday that he had warned the council of cracks in the wall three times since May."


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("View Comments\nQuay Council Chambers", "— Quay Council (@quay) May 3, 2024"),
        ("Getty Images, FILE", "The lower quay on Tuesday. Photo: Ada Lark"),
        ("Storm damage at the harbour", "Storm in the harbour\nBy Tom Reed 2 May 2024"),
    ],
    ids=["a post's date", "a caption", "a byline in a box"],
)
def test_sentence_above_a_mark_that_is_not_the_heads_opens_the_body(above, below):
    article = cleaned(HEADLINE, "", "By Ada Lark", "3 May 2024", "", above, "", LEAD, "", below)
    assert (article.headline, article.byline, article.paragraphs[0]) == (HEADLINE, "Ada Lark", LEAD)


def test_list_after_the_lead_stays_in_the_body():
    prices = ["Cod, large: 6.40", "Plaice: 2.75", "Herring: 1.20", "Crab, cock: 7.80"]
    lead = "Landings came to 212 tonnes in the week to Thursday, and the hotels paid for all the large fish there was."
    article = cleaned("Quayside prices of the week", "", "By Ada Lark", "3 May 2024", lead, *prices)
    assert article.paragraphs[: len(prices) + 1] == (lead, *prices)


def test_page_title_decides_for_the_headline_against_a_line_nearer_to_the_body():
    title = f"{HEADLINE} | The Quay Gazette\n"
    article = cleaned(HEADLINE, "Share", "A look at the harbour from the air", navigation=title + NAVIGATION)
    assert article.headline == HEADLINE


def test_section_of_the_paper_above_a_headline_is_not_the_headline():
    article = cleaned("The Quay Gazette Harbour News", "", HEADLINE, "", "By Ada Lark", "3 May 2024")
    assert (article.headline, article.section, article.source) == (HEADLINE, "News", "The Quay Gazette")


@pytest.mark.parametrize(
    ("lines", "byline"),
    [
        (["By Ada Lark, Staff Writer", "3 May 2024"], "Ada Lark"),
        (["By Ada Lark and Bo Finch, Guest Columnist", "3 May 2024"], "Ada Lark and Bo Finch"),
        (["Von: Ada Lark, dpa", "3. Mai 2024"], "Ada Lark"),
        (["Ada Lark", "3 May 2024"], "Ada Lark"),
        (["3 May 2024", "Ada Lark"], "Ada Lark"),
        (["Words and pictures: Ada Lark", "3 May 2024"], "Ada Lark"),
        (["Ada Lark - 3 May 2024 1:00 pm"], "Ada Lark"),
        (["By", "Ada Lark", "3 May 2024"], "Ada Lark"),
        (["Оксана Лемик", "3 травня 2024"], "Оксана Лемик"),
        (["بقلم ليلى الحدّاد", "3 مايو 2024"], "ليلى الحدّاد"),
        (["Invalid Date", "3 May 2024"], None),
        (["Share Tweet", "3 May 2024"], None),
        (["Published: Dec. 20, 2024"], None),
    ],
)
def test_byline_is_the_people_whatever_stands_beside_them(lines, byline):
    assert cleaned(HEADLINE, "", *lines).byline == byline


def test_credit_for_words_and_pictures_is_no_caption():
    assert cleaned(HEADLINE, "", "Words and pictures: Ada Lark", "3 May 2024").captions == ()


def test_day_of_publishing_goes_before_the_day_of_an_update():
    article = cleaned(HEADLINE, "", "Updated 9 May 2024, 10.15", "3 May 2024, 09.10", "Ada Lark")
    assert article.published == "2024-05-03T09:10"


def test_front_page_without_an_article_has_no_paragraphs_and_no_headline():
    links = [f"{place} council to vote on its harbour" for place in ("Lower Quay", "Upper Quay", "Old Quay")] * 6
    article = clean_capture("\n".join([*links, "A camera caught the otter at four in the morning.", *links]))
    assert (article.headline, article.paragraphs) == (None, ())


def test_box_between_blank_lines_leaves_the_flow_with_its_reason():
    box = "\nThe Gazette Briefing\nWhat matters in the harbour and why.\nTry it free for a month\n\n"
    article = clean_capture(f"{HEADLINE}\n\n{BODY}{box}{BODY.replace('Monday', 'Tuesday')}")
    reasons = {removed.text: str(removed.reason) for removed in article.removed}
    assert reasons["The Gazette Briefing"] == reasons["What matters in the harbour and why."] == "newsletter"


def test_article_goes_on_below_a_link_to_another_story_near_its_end():
    last = "The council will meet on Friday to hear what a new wall would cost, and who is to pay for it all."
    article = clean_capture(f"{HEADLINE}\n\n{BODY}\nALSO READ: How to moor a boat in a storm\n\n{last}\n{FOOTER}")
    assert article.paragraphs[-1] == last


words = st.sampled_from(
    [HEADLINE, STANDFIRST, "By Ada Lark", "3 May 2024", "Ada Lark", "Home » News", "Share", "Read more: a b c", ""]
)
lines = st.lists(words | st.text(max_size=60) | st.sampled_from(BODY.split("\n")), max_size=30)


@given(lines)
@example(["", "By", "Ada Lark"])
def test_every_character_of_a_capture_is_in_one_of_its_parts(pieces):
    text = "\n".join(pieces)
    article = clean_capture(text)
    assert "".join(part.text for part in article.parts) == text
    assert all((part.reason is not None) == (part.role is Role.REMOVED) for part in article.parts)


@given(lines)
def test_headline_is_a_line_and_section_a_piece_of_one(pieces):
    text = "\n".join(pieces)
    article = clean_capture(text)
    tidied = [tidy(line) for line in text.splitlines()]
    assert article.headline is None or article.headline in tidied
    assert article.section is None or any(article.section in line for line in tidied)


def test_byline_and_date_below_a_first_paragraph_are_the_articles():
    lead = "The wall had stood since 1911, and people sat on it in the evening to watch the boats come in."
    article = cleaned(HEADLINE, "", lead, "", "By Ada Lark", "", "Published 3 May 2024")
    assert (article.authors, article.published) == (("Ada Lark",), "2024-05-03")


def test_name_above_a_post_is_the_byline():
    assert cleaned(HEADLINE, "", STANDFIRST, "", "Ada Lark", "", "Senior Editor").authors == ("Ada Lark",)


def test_line_of_dates_that_ends_with_a_time_of_day_is_the_date():
    line = "PUBLISHED: May 3, 2024 at 8:48 p.m. | UPDATED: May 4, 2024 at 10:54 a.m."
    assert cleaned(HEADLINE, "", "By Ada Lark", line).published == "2024-05-03T20:48"


def test_caption_ends_where_people_and_agencies_are_named():
    line = "The wall on Tuesday, seen from the Lower Quay. Photo by Ada Lark / Agency"
    (caption,) = cleaned(HEADLINE, "", "By Ada Lark", "3 May 2024", "", line).captions
    assert (caption.text, caption.credit) == ("The wall on Tuesday, seen from the Lower Quay.", "Ada Lark / Agency")
