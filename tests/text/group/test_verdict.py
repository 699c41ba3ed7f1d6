"""Verdicts: what is one article, what only looks so, and what the machine leaves to an editor."""

import datetime as dt
import re

from hypothesis import given
from hypothesis import strategies as st

from articles.text.group import Answer, Fingerprint, fingerprint, same_article
from articles.text.group.choice import MOST_VERIFIED, Candidate, choose
from articles.text.group.likeness import headline_likeness
from tests.pipeline.group_texts import invented_article, sentence

DAY = dt.date(2021, 3, 4)
TEXTS = st.lists(st.text(max_size=80), max_size=6)


def print_of(*paragraphs: str, headline: str | None = None, day: dt.date | None = None) -> Fingerprint:
    return fingerprint(paragraphs, headline=headline, published=day)


def lines(story: int, first: int, last: int) -> list[str]:
    return [sentence(story, line) for line in range(first, last)]


@given(TEXTS, TEXTS)
def test_same_article_is_symmetric_and_answers_any_two_texts(one: list[str], other: list[str]):
    a, b = print_of(*one), print_of(*other)
    assert same_article(a, b) == same_article(b, a)


@given(TEXTS)
def test_same_article_says_same_of_a_text_and_itself(text: list[str]):
    assert same_article(print_of(*text), print_of(*text)).answer == Answer.SAME


def test_same_article_expanded_cut_and_reordered_texts_are_versions():
    base = lines(1, 0, 12)
    for revision in (base + lines(1, 20, 30), base[:3], [base[0], *reversed(base[1:])], base[:1] + base[4:]):
        verdict = same_article(print_of(*base), print_of(*revision))
        assert verdict.answer == Answer.SAME, verdict


def test_same_article_shared_background_is_not_enough():
    background = lines(1, 8, 12)
    one, other = print_of(*lines(1, 0, 12)), print_of(*lines(2, 0, 10), *background)
    verdict = same_article(one, other)
    assert verdict.answer == Answer.DIFFERENT
    assert "the leads differ" in verdict.reasons


def test_same_article_a_text_written_out_begins_with_its_first_words_while_the_rest_of_its_lead_moves_down():
    base = lines(1, 0, 12)
    grown = [base[0], *lines(2, 0, 8), *base[2:9], *lines(2, 8, 12)]
    like = same_article(print_of(*base), print_of(*grown)).likeness
    assert like.opening > 0.9 > like.lead


def test_same_article_a_brief_in_the_background_of_another_is_asked_about():
    brief = lines(1, 0, 3)
    other = [*lines(2, 0, 6), *brief[1:]]
    verdict = same_article(print_of(*brief), print_of(*other))
    assert verdict.likeness.words < 100
    assert verdict.answer != Answer.SAME


def test_headlines_in_scripts_without_spaces_are_alike_where_they_share_characters():
    one, other = "港湾罢工持续到周五", "港湾罢工周五结束，渡轮复航"
    assert 0.2 < (headline_likeness(one, other) or 0) < 0.8
    assert headline_likeness(one, one) == 1
    assert headline_likeness(one, "市场行情") == 0


def test_same_article_a_piece_that_quotes_another_is_not_a_version_of_it():
    base = lines(1, 0, 10)
    rebuttal = [part for at, quoted in enumerate(base[:8]) for part in (sentence(2, at), f"“{quoted}”")]
    verdict = same_article(print_of(*base), print_of(*rebuttal))
    assert verdict.answer != Answer.SAME
    assert any("quoted speech" in reason for reason in verdict.reasons)


def test_same_article_a_column_with_new_numbers_is_another():
    column = [
        f"{line} It closed at {1000 + at * 37} points, after {2000 + at} before."
        for at, line in enumerate(lines(1, 0, 10))
    ]
    renewed = [re.sub(r"\d+", lambda found: str(int(found[0]) + 11), line) for line in column]
    verdict = same_article(print_of(*column), print_of(*renewed))
    assert verdict.answer == Answer.DIFFERENT
    assert "of the numbers differ" in verdict.reasons[0]


def test_same_article_one_corrected_number_leaves_it_the_same():
    base = [*lines(1, 0, 10), "The port took 4,200 tonnes on 12 ships in 2020, and 3,100 tonnes on 9 ships in 2019."]
    corrected = [*base[:-1], base[-1].replace("4,200", "4,300")]
    assert same_article(print_of(*base), print_of(*corrected)).answer == Answer.SAME


def test_same_article_weeks_apart_is_another_unless_nearly_the_same_text():
    base, later = lines(1, 0, 12), DAY + dt.timedelta(30)
    verdict = same_article(print_of(*base, day=DAY), print_of(*base[:8], *lines(2, 0, 6), day=later))
    assert verdict.answer == Answer.DIFFERENT
    assert verdict.reasons[0] == "30 days apart"
    assert same_article(print_of(*base, day=DAY), print_of(*base, "Reprinted.", day=later)).answer == Answer.SAME


def test_same_article_one_figure_corrected_twice_is_no_column():
    body = lines(1, 0, 8)
    told = [
        f"{body[3]} It will cost {{}} million crowns to build the new pier.",
        *body[4:],
        "Of the {} million half is paid.",
    ]
    old, new = ([*body[:3], *(line.format(cost, cost) for line in told)] for cost in ("4.2", "4.6"))
    assert same_article(print_of(*old, day=DAY), print_of(*new, day=DAY)).answer == Answer.SAME
    later = same_article(print_of(*old, day=DAY), print_of(*new, day=DAY + dt.timedelta(days=1)))
    assert later.answer == Answer.UNSURE
    assert any("of the numbers differ" in reason for reason in later.reasons)


def test_same_article_asks_where_a_like_lead_has_other_numbers():
    lead = "Copper closed at 883 pounds a tonne in London on Tuesday, up 7 pounds, or 1417 dollars, up 11 dollars."
    body = [f"{line} It had stood at {2000 + at} pounds." for at, line in enumerate(lines(1, 0, 10))]
    other = re.sub(r"\d+", lambda found: str(int(found[0]) + 5), lead)
    verdict = same_article(print_of(lead, *body), print_of(other, *body))
    assert verdict.answer == Answer.UNSURE
    assert "the leads read alike but for their numbers" in verdict.reasons


def test_choose_verifies_no_more_than_its_bound_and_stops_at_a_near_copy():
    base = print_of(*lines(1, 0, 12))
    copies = [Candidate(number, print_of(*lines(1, 0, 12), f"Note {number}."), number) for number in range(3)]
    choice = choose(base, copies)
    assert choice.near_copy
    assert len(choice.same) == 1
    others = [Candidate(number, print_of(*lines(number, 0, 12)), number) for number in range(2, 40)]
    choice = choose(base, [*others, *copies])
    assert not choice.same
    assert len(others) > MOST_VERIFIED


def test_choose_looks_at_no_other_text_of_a_story_it_is_sure_of():
    base = print_of(*lines(1, 0, 12))
    versions = [Candidate(number, print_of(*lines(1, 0, 16 + number)), "one story") for number in range(4)]
    assert len(choose(base, versions).same) == 1


def test_invented_articles_share_no_passage():
    one, other = invented_article(1), invented_article(2)
    assert same_article(print_of(*one.paragraphs), print_of(*other.paragraphs)).likeness.contained < 0.05
