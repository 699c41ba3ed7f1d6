"""Where a capture's article has ended: at a line that says the headline again, in words of its own."""

import pytest

from articles.text.clean import clean_capture
from articles.text.clean.closing import closed_at

HEADLINE = "Ferry runs aground off Cat Rocks with hundreds aboard"
SENTENCE = (
    "The ferry struck the rocks twenty minutes out of port with two hundred and eighteen people on board, police said."
)
BODY = [SENTENCE.replace("twenty", word) for word in ("ten", "twenty", "thirty", "forty")]


@pytest.mark.parametrize(
    "line",
    [
        f"Share or comment on this article: {HEADLINE}",
        f"12 Kommentare zu „{HEADLINE}“",
        f"The post {HEADLINE.upper()} appeared first on The Herald.",
    ],
)
def test_line_with_the_headline_in_it_ends_the_article(line: str):
    assert closed_at([*BODY, line, *BODY], HEADLINE, 0, 9) == 4


@pytest.mark.parametrize(
    ("line", "headline"),
    [
        (HEADLINE, HEADLINE),  # a picture's caption, or the headline above the text once more
        (f"{SENTENCE} {HEADLINE}, read the front page that editors remade at midnight.", HEADLINE),
        ("Share this: Ferry aground", "Ferry aground"),
        ("Share this", None),
        ("Ferry runs aground off Cat Rocks with dozens aboard, more to come", HEADLINE),
    ],
)
def test_other_lines_do_not_end_it(line: str, headline: str | None):
    assert closed_at([*BODY, line, *BODY], headline, 0, 9) == 9


def test_line_near_the_start_does_not_end_it():
    assert closed_at([BODY[0], f"Watch: {HEADLINE}", *BODY], HEADLINE, 0, 6) == 6


def test_teasers_below_such_a_line_are_left_out():
    teasers = [f"{name} melts hearts as she was seen with her husband on a beach in Barbados." for name in "ABCDEFGH"]
    text = "\n".join([HEADLINE, "By Morwen Aske", *BODY, f"Share this article: {HEADLINE}", *teasers])
    article = clean_capture(text)
    assert article.headline == HEADLINE
    assert article.paragraphs == tuple(BODY)
