"""Every view of the desk has an address, and any address is a view of the desk."""

from urllib.parse import parse_qsl

from hypothesis import given
from hypothesis import strategies as st

from articles.reads.filters import SHOWS, SORTS, Filters, Month, filters_of

FILTERS = st.builds(
    Filters,
    words=st.text(max_size=40).map(lambda text: text.replace("\x00", "").strip()).filter(lambda t: t == t.strip()),
    shows=st.sets(st.sampled_from(SHOWS)).map(lambda some: tuple(show for show in SHOWS if show in some)),
    topic=st.none() | st.integers(1, 2**63 - 1),
    source=st.none() | st.integers(1, 2**63 - 1),
    month=st.none() | st.builds(Month, st.integers(1000, 9999), st.none() | st.integers(1, 12)),
    week=st.booleans(),
    sort=st.sampled_from(SORTS),
    after=st.just("") | st.just("2026-01-02~7"),
)


@given(FILTERS)
def test_filters_come_back_from_their_address(filters: Filters) -> None:
    assert filters_of(dict(parse_qsl(filters.query.lstrip("?"), errors="surrogatepass"))) == filters


@given(st.dictionaries(st.sampled_from(["q", "show", "topic", "source", "month", "week", "sort", "after"]), st.text()))
def test_filters_of_takes_any_address(query: dict[str, str]) -> None:
    assert isinstance(filters_of(query), Filters)


def test_shows_combine_in_one_readable_address() -> None:
    combined = Filters().with_or_without("names").with_or_without("numbers")
    assert combined.query == "?show=numbers,names"
    assert combined.with_or_without("names") == Filters(shows=("numbers",))
    assert filters_of({"show": "all"}) == Filters()


def test_a_month_that_no_year_has_is_left_out() -> None:
    assert [filters_of({"month": f"2020-{month}"}).month for month in ("00", "13", "0129")] == [None] * 3


def test_month_reads_as_one_says_it() -> None:
    assert str(Month(2020, 9)) == "September 2020"
    assert str(Month(2020)) == "2020"


def test_an_order_alone_narrows_nothing() -> None:
    assert not Filters(sort="published", after="2020-09-23~1").narrowed
    assert Filters(words="harbour").narrowed
