"""The store's check of how common names and words are, and that rebuilding mends what it finds."""

from pathlib import Path

import pytest
from django.core.management import call_command

from articles.models import EventTerm, TermCount, Version
from articles.models.terms import ALL_STORIES
from articles.pipeline.check import check_store
from articles.pipeline.ingest import ingest

pytestmark = pytest.mark.django_db


@pytest.fixture
def herald() -> None:
    """A paper's stories, with the terms they turn on."""
    ingest(Path("sample_dump/port-ansel-herald"))
    assert EventTerm.objects.exists()


def told(*, read_bytes: bool = False) -> list[str]:
    return [finding.what for finding in check_store(read_bytes=read_bytes)]


def test_the_counts_of_an_ingest_are_sound(herald: None):
    assert told(read_bytes=True) == []


def test_counts_that_are_gone_are_found_and_mended(herald: None):
    TermCount.objects.all().delete()
    assert told() == ["count of stories by their terms that cannot be that of the store"]
    call_command("rebuild", "--related")
    assert told(read_bytes=True) == []


def test_a_term_in_more_stories_than_there_are_is_found_and_mended(herald: None):
    term = TermCount.objects.exclude(pk=ALL_STORIES).order_by("pk")[:1].get()
    TermCount.objects.filter(pk=term.pk).update(stories=5_000)
    (finding,) = check_store()
    assert (finding.rows, "--related" in finding.cure) == ((term.pk,), True)
    call_command("rebuild", "--related")
    assert told(read_bytes=True) == []


def test_counts_that_are_not_those_of_the_texts_are_found_by_reading_them(herald: None):
    TermCount.objects.exclude(pk=ALL_STORIES).update(stories=Version.objects.count())
    assert told() == []
    assert told(read_bytes=True) == ["terms whose counts are not those of the texts"]
    call_command("rebuild", "--related")
    assert told(read_bytes=True) == []


def test_a_count_of_many_times_the_store_is_found(herald: None):
    TermCount.objects.filter(pk=ALL_STORIES).update(stories=100_000)
    assert told() == ["count of stories by their terms that cannot be that of the store"]
