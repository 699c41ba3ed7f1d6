"""A paper and its site are one source, by whichever name it came first."""

import pytest

from articles.models import Source
from articles.pipeline.captures import sources_named

pytestmark = pytest.mark.django_db


def test_site_takes_the_papers_name_when_that_is_known():
    first = sources_named({"tarrowrecord.example"})["tarrowrecord"]
    assert first.name == "tarrowrecord.example"
    second = sources_named({"The Tarrow Record", "Skarne Islander"})["tarrowrecord"]
    assert (second.pk, second.name) == (first.pk, "The Tarrow Record")
    assert Source.objects.count() == 2


def test_papers_name_stays_when_its_site_comes_later():
    sources_named({"The Tarrow Record"})
    assert sources_named({"tarrowrecord.example"})["tarrowrecord"].name == "The Tarrow Record"


def test_name_without_letters_is_no_source():
    assert sources_named({"***", ""}) == {}
