"""Dates as papers print them, in the languages they print them in."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.clean.dates import around_date, is_ambiguous, is_date_line, is_update_line, read_date
from articles.text.clean.months import month_of


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("SEPTEMBER 23, 2020 00:32", "2020-09-23T00:32"),
        ("Monday 14 October 2024, 11.00", "2024-10-14T11:00"),
        ("November 19, 2024 | 2:12 p.m.", "2024-11-19T14:12"),
        ("2024-05-03T09:10:00+02:00", "2024-05-03T09:10+02:00"),
        ("06. 01. 2026, 14:59 Uhr", "2026-01-06T14:59"),
        ("25.04.24 | 14:07 Uhr", "2024-04-25T14:07"),
        ("10 فبراير 2026، 12:30", "2026-02-10T12:30"),
        ("10 شباط/فبراير 2026", "2026-02-10"),
        ("3 كانون الثاني 2024", "2024-01-03"),
        ("24 червня 2025, 09:15", "2025-06-24T09:15"),
        ("3 серпня 2024", "2024-08-03"),
        ("1 мая 2024", "2024-05-01"),
        ("9 Αυγούστου 2024", "2024-08-09"),
        ("1er août 2024", "2024-08-01"),
        ("5 giugno 2024", "2024-06-05"),
        ("12 de março de 2024", "2024-03-12"),
        ("12 de julio de 2024", "2024-07-12"),
        ("7 mrt. 2024", "2024-03-07"),
        ("7 července 2024", "2024-07-07"),
        ("7 června 2024", "2024-06-07"),
        ("7 września 2024", "2024-09-07"),
        ("3. tammikuuta 2024", "2024-01-03"),
        ("2024. március 3., 12:00", "2024-03-03T12:00"),
        ("12 ביולי 2023", "2023-07-12"),
        ("5 मार्च 2024", "2024-03-05"),
        ("3 Eylül 2024", "2024-09-03"),
        ("2024年5月3日", "2024-05-03"),
        ("3 people in 2024", None),
        ("2024-05-06T07:75:00Z", "2024-05-06"),
        ("2024-05-06T24:00:00Z", "2024-05-06"),
        ("31 February 2024", None),
        ("chapter 3.2.1", None),
    ],
)
def test_date_is_read_with_the_precision_it_has(printed, read):
    assert read_date(printed) == read


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("Publié le 30 août 2023 à 14h52, modifié le 30 août 2023 à 15h54", True),
        ("Published Aug 28, 2024 • Last updated 1 hour ago • 4 minute read", True),
        ("The council met on 3 May 2024 and put off the repairs to the wall, as it had twice before that.", False),
    ],
)
def test_line_of_a_date_is_told_from_a_sentence_with_one(line, is_one):
    assert is_date_line(line) is is_one


@pytest.mark.parametrize("line", ["Updated 3 May 2024", "Aktualisiert am 3. Mai 2024", "Оновлено 3 травня 2024"])
def test_line_of_an_update_says_so(line):
    assert is_update_line(line)


def test_two_numbers_that_can_both_be_months_are_ambiguous():
    assert [is_ambiguous(text) for text in ("3/5/2024", "13/5/2024", "5/5/2024", "3/5/24")] == [
        True,
        False,
        False,
        True,
    ]


def test_words_beside_a_date_come_without_it():
    before, after = around_date("Ada Lark - May 5, 2024, Lower Quay")
    assert (before.strip(), after.strip()) == ("Ada Lark -", ", Lower Quay")


@given(st.dates(date(1990, 1, 1), date(2099, 12, 31)))
def test_day_as_iso_reads_as_itself(day):
    assert read_date(day.isoformat()) == day.isoformat()


@given(st.text(max_size=200))
def test_reading_a_date_gives_a_day_of_the_calendar_or_nothing(text):
    found = read_date(text)
    assert found is None or re.fullmatch(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(Z|[+-]\d\d:\d\d)?)?", found)
    assert found is None or date.fromisoformat(found[:10])


@given(st.text(max_size=30))
def test_month_is_one_of_twelve_or_none(word):
    assert month_of(word) in {None, *range(1, 13)}
