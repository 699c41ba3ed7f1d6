"""The order of versions: dates first, growth where there is none, and the same whatever order they come in."""

from hypothesis import given
from hypothesis import strategies as st

from articles.text.group import fingerprint
from articles.text.order import Basis, VersionClues, moment, order_of
from tests.pipeline.group_texts import sentence

STAMPS = st.sampled_from(["", "2020", "2020-09", "2020-09-23", "2020-09-23T00:32", "2020-09-23T00:32+03:00", "soon"])


def clues(words: int, *, published: str = "", captured: str = "") -> VersionClues:
    print_ = fingerprint([sentence(1, line) for line in range(words)], headline=None, published=None)
    return VersionClues(published, captured, len(print_.word_array), print_.digest, print_)


def test_order_of_goes_by_publication_with_its_zone():
    late, early = clues(5, published="2020-09-23T10:00+00:00"), clues(9, published="2020-09-23T11:00+03:00")
    first, second = order_of([late, early])
    assert (first.index, second.index) == (1, 0)
    assert {first.basis, second.basis} == {Basis.PUBLISHED}


def test_order_of_compares_by_the_clock_where_a_zone_is_missing():
    places = order_of([clues(9, published="2020-09-23T12:30"), clues(5, published="2020-09-23T13:00+03:00")])
    assert [place.index for place in places] == [0, 1]


def test_order_of_goes_by_capture_where_publication_is_the_same_or_unknown():
    places = order_of([clues(5, captured="2020-09-25"), clues(9, captured="2020-09-23")])
    assert [place.index for place in places] == [1, 0]
    assert {place.basis for place in places} == {Basis.CAPTURED}
    same = [
        clues(9, published="2020-09-23", captured="2020-09-25"),
        clues(5, published="2020-09-23", captured="2020-09-24"),
    ]
    assert [place.index for place in order_of(same)] == [1, 0]


def test_order_of_infers_from_growth_and_says_so():
    first, second = order_of([clues(12), clues(6)])
    assert (first.index, second.index, second.basis) == (1, 0, Basis.INFERRED)
    assert "holds 100% of the words of the version before it" in second.why


def test_order_of_puts_an_undated_version_beside_the_one_it_grew_from():
    dated = [clues(4, published="2020-09-20"), clues(12, published="2020-09-25")]
    places = order_of([*dated, clues(14)])
    assert [place.index for place in places] == [0, 1, 2]


@given(
    st.lists(st.tuples(st.integers(1, 12), STAMPS, STAMPS), min_size=1, max_size=6, unique_by=lambda item: item[0]),
    st.randoms(),
)
def test_order_of_places_every_version_once_whatever_the_order_given(given_clues, random):
    made = [clues(words, published=published, captured=captured) for words, published, captured in given_clues]
    places = order_of(made)
    assert sorted(place.index for place in places) == list(range(len(made)))
    mixed = random.sample(made, len(made))
    assert [made[place.index] for place in places] == [mixed[place.index] for place in order_of(mixed)]
    assert all(place.why for place in places)


def test_order_of_no_versions_is_empty():
    assert order_of([]) == ()


@given(st.text(max_size=40))
def test_moment_reads_any_text_without_raising(stamp: str):
    found = moment(stamp)
    assert found is None or found.tzinfo is not None
    assert moment("0001-01-01T00:00+14:00") is None
