"""How a line of the log names the stories that were merged."""

import pytest

from articles.editing.log import LONGEST_SUMMARY
from articles.editing.titles import merge_summary
from articles.models import Story
from tests.factories import make_source, make_story

pytestmark = pytest.mark.django_db


def stories(*headlines: str) -> list[Story]:
    return [make_story(headline=headline, paragraphs=[f"Text {at}."]) for at, headline in enumerate(headlines)]


@pytest.mark.parametrize(
    ("headlines", "said"),
    [
        ("XA", "Merged “A” into “X”"),
        ("XAB", "Merged “A” and “B” into “X”"),
        ("XABC", "Merged “A”, “B” and “C” into “X”"),
        ("XABCDE", "Merged “A”, “B”, “C” and 2 more into “X”"),
    ],
)
def test_what_went_is_named(headlines: str, said: str):
    into, *gone = stories(*headlines)
    assert merge_summary(into, gone) == said


def test_equal_headlines_have_source_and_date_beside_them():
    into = make_story(headline="Budget", source=make_source(), published="2020-09-01")
    gone = make_story(headline="BUDGET", source=make_source(name="The Gazette"), published="2020-09-03")
    said = "Merged “BUDGET” (The Gazette, 3 Sep 2020) into “Budget” (The Bay Courier, 1 Sep 2020)"
    assert merge_summary(into, [gone]) == said


def test_equal_headlines_of_equal_source_and_date_have_their_numbers():
    into, gone, other = stories("Budget", "Budget", "Ferries")
    said = f"Merged “Budget” (no. {gone.pk}) and “Ferries” into “Budget” (no. {into.pk})"
    assert merge_summary(into, [gone, other]) == said


def test_the_longest_names_leave_room_for_all():
    source = make_source(name="S" * 200)
    into, *gone = (
        make_story(headline="H" * 900, paragraphs=[str(day)], source=source, published=f"2020-09-0{day}")
        for day in range(1, 9)
    )
    said = merge_summary(into, gone)
    assert len(said) <= LONGEST_SUMMARY
    assert said.endswith("1 Sep 2020)")
    assert "and 4 more into" in said
