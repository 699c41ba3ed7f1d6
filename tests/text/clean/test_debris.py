"""Debris: what recurs over a source's stories, and what an article is without it."""

from hypothesis import given
from hypothesis import strategies as st

from articles.text.article import CleanArticle, Part, Reason, Role
from articles.text.clean.debris import debris_key, propose_debris, without_debris

FLOW = (
    "The ferry sailed at noon with the mayor on board and a band on deck.",
    "He declined to comment on the price of the band.",
)
SLOGAN = "The Bugle is printed on paper from forests that the Bugle has never harmed in any way."


def article(*paragraphs):
    return CleanArticle(paragraphs=paragraphs, parts=tuple(Part(f"{text}\n", Role.BODY) for text in paragraphs))


def test_line_in_three_stories_is_proposed_and_in_two_is_not():
    proposed = propose_debris({"slogan": 3, "chance": 2}, stories=20)
    assert [(debris.key, debris.stories) for debris in proposed] == [("slogan", 3)]


def test_line_in_few_of_very_many_stories_is_chance():
    assert propose_debris({"chance": 3}, stories=10_000) == ()


def test_debris_below_the_body_is_removed_with_its_reason():
    cleaned = without_debris(article(*FLOW, SLOGAN), {debris_key(SLOGAN)})
    assert cleaned.paragraphs == FLOW
    assert [(removed.text, removed.reason, removed.line) for removed in cleaned.removed] == [
        (SLOGAN, Reason.SOURCE_DEBRIS, 2)
    ]


def test_sentence_inside_the_flow_is_never_removed():
    whole = article(FLOW[0], SLOGAN, FLOW[1])
    assert without_debris(whole, {debris_key(SLOGAN)}) == whole


def test_short_line_inside_the_flow_is_removed():
    assert without_debris(article(FLOW[0], "Read more", FLOW[1]), {"read more"}).paragraphs == FLOW


def test_article_of_nothing_but_debris_is_left():
    whole = article(SLOGAN)
    assert without_debris(whole, {debris_key(SLOGAN)}) == whole


@given(
    st.lists(st.sampled_from([*FLOW, SLOGAN, "Read more"]), max_size=8),
    st.sets(st.sampled_from([*FLOW, SLOGAN, "Read more"])),
)
def test_parts_stay_whole_and_paragraphs_are_their_body(paragraphs, lines):
    cleaned = without_debris(article(*paragraphs), {debris_key(line) for line in lines})
    assert [part.text for part in cleaned.parts] == [f"{text}\n" for text in paragraphs]
    assert [part.text.strip() for part in cleaned.parts if part.role is Role.BODY] == list(cleaned.paragraphs)
