"""The seeds go all the way: read, cleaned, grouped and stored as an editor expects."""

import json
from typing import Any

import pytest

from articles.models import Capture, Story, Version
from articles.pipeline.check import check_store
from articles.pipeline.ingest import ingest
from tests.quality.gold import SEEDS, needs_seeds

pytestmark = [needs_seeds, pytest.mark.gold, pytest.mark.django_db]


@pytest.fixture
def expected() -> dict[str, Any]:
    ingest(SEEDS)
    return json.loads((SEEDS / "expected.json").read_text("utf-8"))


def members_of(version: Version) -> list[str]:
    return sorted(version.captures.values_list("member", flat=True))


def test_seeds_make_the_stories_expected(expected: dict[str, Any]) -> None:
    captures = [story.versions.values_list("captures__member", flat=True) for story in Story.objects.all()]
    stories = [sorted(members) for members in captures]
    assert sorted(stories) == sorted(expected["stories"])


def test_seeds_versions_stand_in_the_order_expected(expected: dict[str, Any]) -> None:
    story = Story.objects.get(version_count=2)
    assert [members_of(version) for version in story.versions.in_order()] == expected["versions_of_first_story"]


def test_seeds_bodies_are_stored_line_by_line(expected: dict[str, Any]) -> None:
    for name, answers in expected["captures"].items():
        capture = Capture.objects.select_related("version__body").get(member=name)
        assert capture.version is not None
        assert capture.version.body.paragraphs == answers["body"]


def test_seeds_other_files_are_rejected_with_a_reason(expected: dict[str, Any]) -> None:
    others = Capture.objects.exclude(member__in=expected["captures"])
    assert {capture.rejection.problem for capture in others} == {"no article text"}


def test_seeds_leave_a_sound_store(expected: dict[str, Any]) -> None:
    assert check_store(read_bytes=True) == ()
