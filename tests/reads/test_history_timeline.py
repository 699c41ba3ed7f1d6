"""The history's timeline: bars along time in layers, and marks for hours, days, months or years."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.reads.history_timeline import MOST_TICKS, TIMELINE_HEIGHT, along_time, layers, ticks

FIRST = datetime(2026, 3, 1, 10, 20, tzinfo=UTC)


def said(*moments: datetime | None) -> list[str]:
    return [tick.says for tick in ticks(moments, along_time(moments))]


@pytest.mark.parametrize(
    ("length", "expected"),
    [
        (timedelta(hours=4), ["11:00", "12:00", "13:00", "14:00"]),
        (timedelta(hours=30), ["12:00", "18:00", "2 Mar", "06:00", "12:00"]),
        (timedelta(days=4), ["2 Mar", "3 Mar", "4 Mar", "5 Mar"]),
        (timedelta(days=100), ["Apr 2026", "May 2026", "Jun 2026"]),
        (timedelta(days=60), ["15 Mar", "29 Mar", "12 Apr", "26 Apr"]),
        (timedelta(days=300), ["Apr 2026", "Jul 2026", "Oct 2026"]),
        (timedelta(days=1500), ["2027", "2028", "2029", "2030"]),
    ],
)
def test_marks_suit_the_length_of_the_story(length, expected):
    assert said(FIRST, FIRST + length) == expected


def test_no_marks_where_versions_do_not_stand_by_time():
    assert said(FIRST, None, FIRST + timedelta(days=1)) == []
    assert said(FIRST, FIRST - timedelta(days=1)) == []
    assert said(FIRST, FIRST) == []


def test_marks_go_with_bars_that_were_moved_apart():
    moments = [FIRST, *(FIRST + timedelta(minutes=number) for number in range(1, 20)), FIRST + timedelta(days=3)]
    places = along_time(moments)
    noon = ticks(moments, places)[0]
    assert noon.says == "12:00"
    assert float(noon.at.rstrip("%")) > places[19] / 1000 * 96 + 2


def test_layers_share_the_bar_out_and_stand_on_each_other():
    edited, added = layers(80, [("edited", 3), ("moved", 0), ("added", 1)])
    assert (edited.kind, edited.top, edited.bottom) == ("edited", 40.0, TIMELINE_HEIGHT)
    assert (added.kind, added.top, added.bottom) == ("added", 20.0, 40.0)


def test_bar_of_a_version_that_changed_no_sentence_is_seen():
    (bar,) = layers(0, [("edited", 0), ("added", 0)])
    assert bar.bottom - bar.top == 3


@given(st.lists(st.integers(min_value=0, max_value=50 * 365 * 24 * 3600), min_size=2, max_size=40))
def test_marks_are_few_in_order_and_within_the_picture(seconds):
    found = sorted(FIRST + timedelta(seconds=second) for second in seconds)
    marks = ticks(found, along_time(found))
    places = [float(tick.at.rstrip("%")) for tick in marks]
    assert len(marks) <= MOST_TICKS + 2
    assert places == sorted(places)
    assert all(2 <= place <= 98 for place in places)
