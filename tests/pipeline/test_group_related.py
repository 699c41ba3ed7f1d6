"""Stories on one event are linked when they come in, with what they share, and never merged."""

import pytest

from articles.models import EventTerm, Story, StoryLink, Version
from articles.models.grouping import story_ids
from articles.text.article import CleanArticle
from articles.text.related import MOST_HOLDERS
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


def test_related_leads_to_what_a_story_was_merged_into_and_never_to_one_that_is_gone():
    arrive(FIRST)
    arrive(OTHER)
    first, other = Story.objects.order_by("pk")
    Version.objects.filter(story=first).update(story=other)
    Story.objects.filter(pk=first.pk).update(merged_into=other, latest=None, version_count=0)
    arrive(SECOND)
    link = StoryLink.objects.get()
    assert link.first_id == other.pk
    link.delete()
    first.delete()
    arrive(
        report(
            "A court in Vessel Bay heard Ada Brandt of Tarn Lines on Tuesday; Ivo Marek, the mayor, was a witness.",
            "Nobody asked Marek about the tug, nor Brandt about the night on which the Sankt Oluf ran aground.",
            headline="Brandt in court",
        )
    )
    assert [(link.first_id, link.second_id) for link in StoryLink.objects.all()] == [(other.pk + 1, other.pk + 2)]


def test_related_a_story_stands_once_under_a_term_of_its_days():
    arrive(FIRST)
    arrive(report(*FIRST.paragraphs, "Nobody on board was hurt, and the ferry was afloat again by noon."))
    assert Story.objects.count() == 1
    assert EventTerm.objects.exists()
    assert all(term.stories == str(Story.objects.get().pk) for term in EventTerm.objects.all())


def test_related_no_more_stories_are_kept_under_a_term_than_count():
    for number in range(MOST_HOLDERS + 5):
        arrive(
            report(f"Captain Ada Brandt left pier {number}.", f"In port {number} she waits, said Brandt.", headline="")
        )
    most = max(len(story_ids(term.stories)) for term in EventTerm.objects.all())
    assert most == MOST_HOLDERS + 1
