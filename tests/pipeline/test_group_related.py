"""Stories on one event are linked when they come in, with what they share, and never merged."""

import pytest

from articles.models import Story, StoryLink
from articles.text.article import CleanArticle
from tests.pipeline.test_group import arrive

pytestmark = pytest.mark.django_db


def report(*sentences: str, day: str | None = "2021-03-04", headline: str = "Ferry runs aground") -> CleanArticle:
    return CleanArticle(headline=headline, published=day, paragraphs=sentences)


FIRST = report(
    "The ferry Sankt Oluf ran aground off Vessel Bay on Monday, and its captain, Ada Brandt, blamed the pilot.",
    "A spokesman for Tarn Lines said that Brandt had sailed the strait for years. The mayor, Ivo Marek, thanked Tarn.",
)
SECOND = report(
    "Divers looked at the hull of the Sankt Oluf today while the mayor of the town, Ivo Marek, visited the pier.",
    "He had asked for a tug for years, said Marek; in Vessel Bay nobody doubts Ada Brandt, whom Tarn Lines suspended.",
    headline="Divers inspect the hull",
)
OTHER = report(
    "The county of Merrow will count its bees again this spring, said Lena Holm, who keeps the register in Linden.",
    "In the last count Holm found nine thousand hives between Linden and the hills of Upper Merrow.",
    headline="Bees to be counted",
)


def test_related_stories_of_one_event_are_linked_with_what_they_share():
    arrive(FIRST)
    arrive(SECOND)
    link = StoryLink.objects.get()
    assert link.kind == StoryLink.Kind.RELATED
    assert "Marek" in link.why[0]
    assert Story.objects.standing().count() == 2
    assert set(Story.objects.values_list("related_count", flat=True)) == {1}


def test_related_is_found_within_one_batch_and_not_for_another_event():
    arrive(FIRST, OTHER, SECOND)
    assert StoryLink.objects.count() == 1


def test_related_needs_days_that_are_near():
    arrive(FIRST)
    arrive(report(*SECOND.paragraphs, day="2021-05-04", headline="Divers inspect the hull"))
    assert not StoryLink.objects.exists()


def test_related_finds_an_undated_text_among_dated_ones_and_back():
    arrive(FIRST)
    arrive(report(*SECOND.paragraphs, day=None, headline="Divers inspect the hull"))
    assert StoryLink.objects.count() == 1


def test_related_stories_that_share_only_what_every_story_has_are_not_linked():
    fields = (
        "county",
        "harbour",
        "council",
        "theatre",
        "orchard",
        "railway",
        "brewery",
        "library",
        "quarry",
        "stadium",
    )
    for number, field in enumerate(fields * 5):
        arrive(report(f"On Tuesday in Merrow the Mayor of the Upper Valley opened {field} number {number}."))
    StoryLink.objects.all().delete()
    arrive(report("On Tuesday in Merrow the Mayor of the Upper Valley opened a school.", headline="School opened"))
    assert not StoryLink.objects.exists()
