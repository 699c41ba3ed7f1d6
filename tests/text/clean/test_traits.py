"""What the forest is told of a page's blocks."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from articles.text.clean.page import read_page, shipped_forest
from articles.text.clean.traits import Hints, judged_blocks, page_traits

PIECES = st.sampled_from([
    "<p>", "</p>", "<div class=related>", "</div>", "<ul><li>", "<a href=/>", "</a>", "<h1>", "</h1>",
    "<nav>Menu</nav>", "The harbour reopened on Monday. ", "More", "<article>", "</article>", "«Ja», sagte sie. ",
    "東京で会議。",
])  # fmt: skip


@given(st.lists(PIECES, max_size=30).map("".join))
def test_page_traits_are_finite_numbers_and_as_many_as_the_forest_was_trained_on(html):
    page = read_page(html, url=None).page
    judged = judged_blocks(page)
    if judged:
        rows = page_traits(page, Hints(headline="The harbour", body="«Ja», sagte sie."), judged)
        assert rows.shape == (len(judged), shipped_forest().width)
        assert np.isfinite(rows).all()


def test_page_traits_skip_plain_links_but_their_neighbours_see_them():
    html = "<body><p>The ferry sails again on Monday, the port said.</p>{}</body>"
    alone, beside = (read_page(html.format(more), url=None).page for more in ("", "<p><a href=/>More news</a></p>"))
    assert judged_blocks(alone) == judged_blocks(beside) == [0]
    assert not np.array_equal(page_traits(alone, Hints(), [0]), page_traits(beside, Hints(), [0]))


def test_page_traits_find_a_paragraph_in_structured_text_with_other_quotes_and_spaces():
    page = read_page("<p>“We sail – é – again,” the port’s master said on Monday.</p>", url=None).page
    same, other = (
        page_traits(page, Hints(body=body), [0])
        for body in ('"We sail – é – again,"\n the port\'s master  said on Monday.', "Something else é altogether.")
    )
    assert not np.array_equal(same, other)
