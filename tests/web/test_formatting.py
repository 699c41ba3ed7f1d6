"""Dates with the precision given, counts in words, and the bar whose slices fill it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from articles.templatetags.formatting import (
    BAR_WIDTH,
    ago,
    count,
    is_web_address,
    long_date,
    printed_date,
    reading_minutes,
    slices,
)


@pytest.mark.parametrize(
    ("given_date", "printed"),
    [
        ("2020-09-23T00:32", "23 Sep 2020, 00:32"),
        ("2020-09-23T00:32:10+03:00", "23 Sep 2020, 00:32 +03:00"),
        ("2020-09-23T00:32:00Z", "23 Sep 2020, 00:32 UTC"),
        ("2020-09-23", "23 Sep 2020"),
        ("2020-09", "Sep 2020"),
        ("2020", "2020"),
        ("late summer", "late summer"),
        ("", ""),
        (None, ""),
        (date(2020, 9, 3), "3 Sep 2020"),
    ],
)
def test_printed_date_keeps_precision_and_zone(given_date: str | date | None, printed: str) -> None:
    assert printed_date(given_date) == printed


def test_long_date_has_the_month_in_full() -> None:
    assert long_date("2020-09-23T00:32") == "23 September 2020, 00:32"


@given(st.text(max_size=30))
def test_printed_date_takes_any_text(text: str) -> None:
    assert isinstance(printed_date(text), str)


@given(st.datetimes(timezones=st.none() | st.just(UTC)))
def test_printed_date_names_the_minute_of_any_moment(moment: datetime) -> None:
    assert f"{moment.hour:02d}:{moment.minute:02d}" in printed_date(moment.isoformat())


@pytest.mark.parametrize(
    ("past", "said"),
    [
        (timedelta(seconds=10), "just now"),
        (timedelta(minutes=5, seconds=1), "5 min ago"),
        (timedelta(hours=2, seconds=1), "2 h ago"),
        (timedelta(days=1, seconds=1), "1 day ago"),
        (timedelta(days=7, seconds=1), "7 days ago"),
    ],
)
def test_ago_rounds_down(past: timedelta, said: str) -> None:
    assert ago(timezone.now() - past) == said


def test_count_agrees_with_its_number() -> None:
    assert [count(1, "version"), count(2, "version"), count(1204, "story", "stories")] == [
        "1 version",
        "2 versions",
        "1,204 stories",
    ]


def test_reading_takes_at_least_a_minute() -> None:
    assert [reading_minutes(words) for words in (0, 200, 537)] == [1, 1, 3]


def test_only_web_addresses_are_links() -> None:
    assert is_web_address("HTTPS://paper.example/")
    assert not is_web_address("javascript:alert(1)")
    assert not is_web_address("data:text/html,x")


@given(st.lists(st.integers(0, 10_000), min_size=4, max_size=4))
def test_slices_fill_the_bar_in_order(counts: list[int]) -> None:
    made = slices(list(zip(("kept", "edited", "moved", "added"), counts, strict=True)))
    assert abs(sum(one.width for one in made) - BAR_WIDTH) < 0.1
    starts = [one.start for one in made]
    assert starts == sorted(starts)
