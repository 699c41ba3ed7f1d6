"""Captures of one text lend each other what they know, by rules that do not depend on who comes first."""

from hypothesis import given
from hypothesis import strategies as st

from articles.text.article import CleanArticle
from articles.text.imprint import Imprint, contradicts
from articles.text.lending import IMPRINTED, VersionFacts, facts_of, imprint_of, lent

LINE = st.sampled_from(["", "Ada Brandt", "ADA BRANDT", "By Ada Brandt, in Vessel Bay", "Ivo Marek"])
FACTS = st.builds(
    VersionFacts,
    headline=LINE,
    byline=LINE,
    source=st.sampled_from(["", "Vessel Bay Herald", "www.vesselbayherald.example", "The Argus"]),
    published=st.sampled_from(["", "2020-09-23", "2020-09-23T00:32", "2020-09-24"]),
    captured=st.sampled_from(["", "2020-09-23", "2020-09-24"]),
    tags=st.sampled_from([(), ("port",), ("port", "ferries")]),
    doubts=st.frozensets(st.sampled_from(["headline", "byline", "source", "published"])),
)


@given(FACTS, FACTS)
def test_lent_does_not_depend_on_which_comes_first(one: VersionFacts, other: VersionFacts):
    assert lent(one, other) == lent(other, one)


@given(FACTS, FACTS, FACTS, FACTS)
def test_lent_by_many_does_not_depend_on_which_met_first(a: VersionFacts, b: VersionFacts, c: VersionFacts, d):
    one = lent(lent(lent(a, b), c), d)
    other = lent(lent(d, b), lent(c, a))
    assert [getattr(one, name) for name in IMPRINTED] == [getattr(other, name) for name in IMPRINTED]
    assert (one.imprints, one.doubts) == (other.imprints, other.doubts)


@given(FACTS, FACTS)
def test_lent_of_captures_that_contradict_each_other_is_what_one_of_them_says(one: VersionFacts, other: VersionFacts):
    both = lent(one, other)
    if contradicts(imprint_of(one), imprint_of(other)):
        assert imprint_of(both) in (imprint_of(one), imprint_of(other))


def test_lent_a_reprints_byline_does_not_stand_under_the_first_papers_name():
    first = VersionFacts(source="Vessel Bay Herald", published="2020-09-23")
    reprint = VersionFacts(source="The Argus", byline="Ivo Marek", section="Coast", published="2020-09-24")
    both = lent(reprint, first)
    assert (both.source, both.byline, both.section, both.published) == ("Vessel Bay Herald", "", "", "2020-09-23")
    assert both.conflicts == {
        "source": ("The Argus", "Vessel Bay Herald"),
        "published": ("2020-09-23", "2020-09-24"),
    }


def test_lent_a_source_that_is_not_shown_is_not_doubted_in_any_order():
    first = VersionFacts(byline="Ada Brandt", published="2020-09-23")
    sure = VersionFacts(source="The Argus", published="2020-09-24")
    doubted = VersionFacts(source="The Argus", published="2020-09-24", doubts=frozenset({"source"}))
    orders = (lent(lent(first, sure), doubted), lent(lent(first, doubted), sure))
    assert [(both.source, both.doubts) for both in orders] == [("", frozenset())] * 2


def test_lent_a_field_is_filled_by_a_capture_that_contradicts_nothing():
    page = VersionFacts(source="Vessel Bay Herald", published="2020-09-23T00:32")
    bare = VersionFacts(byline="Ada Brandt", published="2020-09-23")
    both = lent(page, bare)
    assert (both.source, both.byline, both.published) == ("Vessel Bay Herald", "Ada Brandt", "2020-09-23T00:32")


def test_lent_a_page_stamped_anew_by_its_own_paper_lends_its_byline():
    page = VersionFacts(source="Vessel Bay Herald", published="2020-09-23")
    anew = VersionFacts(source="vesselbayherald.example", byline="Ada Brandt", published="2020-10-01")
    assert imprint_of(lent(page, anew)) == Imprint("Vessel Bay Herald", "Ada Brandt", "2020-09-23")


def test_lent_a_doubted_imprint_gives_way_to_a_sure_one_that_contradicts_it():
    doubted = VersionFacts(byline="Bureau Chief", published="2020-09-22", doubts=frozenset({"byline"}))
    sure = VersionFacts(byline="Ada Brandt", published="2020-09-23")
    both = lent(doubted, sure)
    assert (both.byline, both.published, both.doubts) == ("Ada Brandt", "2020-09-23", frozenset())


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
