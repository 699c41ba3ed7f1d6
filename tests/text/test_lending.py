"""Captures of one text lend each other what they know, by rules that do not depend on who comes first."""

from hypothesis import given
from hypothesis import strategies as st

from articles.text.article import CleanArticle
from articles.text.lending import VersionFacts, facts_of, lent

LINE = st.sampled_from(["", "Ada Brandt", "ADA BRANDT", "By Ada Brandt, in Vessel Bay", "Ivo Marek"])
FACTS = st.builds(
    VersionFacts,
    headline=LINE,
    byline=LINE,
    published=st.sampled_from(["", "2020-09-23", "2020-09-23T00:32", "2020-09-24"]),
    captured=st.sampled_from(["", "2020-09-23", "2020-09-24"]),
    tags=st.sampled_from([(), ("port",), ("port", "ferries")]),
    doubts=st.sampled_from([frozenset(), frozenset({"headline"})]),
)


@given(FACTS, FACTS)
def test_lent_does_not_depend_on_which_comes_first(one: VersionFacts, other: VersionFacts):
    assert lent(one, other) == lent(other, one)


@given(FACTS)
def test_lent_to_itself_changes_nothing_it_says(facts: VersionFacts):
    again = lent(facts, facts)
    assert (again.headline, again.byline, again.published, again.conflicts) == (
        facts.headline,
        facts.byline,
        facts.published,
        {},
    )


def test_lent_any_reading_beats_none_and_an_undoubted_one_a_doubted():
    doubted = facts_of(CleanArticle(headline="Bureau chief", doubts=("headline",)))
    sure = facts_of(CleanArticle(headline="Harbour stays closed until Friday", byline="Ada Brandt"))
    both = lent(doubted, sure)
    assert (both.headline, both.byline) == ("Harbour stays closed until Friday", "Ada Brandt")
    assert not both.doubts
    assert both.conflicts == {"headline": ("Bureau chief", "Harbour stays closed until Friday")}


def test_lent_the_more_exact_date_is_no_conflict():
    day, minute = VersionFacts(published="2020-09-23"), VersionFacts(published="2020-09-23T00:32")
    both = lent(day, minute)
    assert both.published == "2020-09-23T00:32"
    assert not both.conflicts


def test_lent_typography_is_no_conflict():
    assert not lent(VersionFacts(byline="Ada Brandt"), VersionFacts(byline="ADA  BRANDT")).conflicts
