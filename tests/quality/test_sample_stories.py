"""The sample dump, ingested wholly, becomes the stories and versions that an editor expects: what every newcomer sees.

KNOWN lists what still differs; a difference that is mended must be struck off, a new one fails.
"""

import json
from collections import defaultdict
from pathlib import Path

import pytest

from articles.models import Capture, PairDoubt, Story, StoryLink, Version
from articles.models.upkeep import article_of
from articles.pipeline.check import check_store
from articles.pipeline.ingest import ingest
from articles.pipeline.rebuild import rebuild_stories
from articles.text.compare import compare, summary

ROOT = Path(__file__).resolve().parents[2]
EXPECTED = json.loads((ROOT / "tests" / "quality" / "sample_dump_expected.json").read_text())
DOUBTED = {
    "election"
}  # a lead rewritten around another count: the machine asks on the review screen instead of joining
# Related, and not found: a rebuttal a week after the news, which shares one name with it.
KNOWN_UNRELATED = {("signs-news", "rebuttal")}


@pytest.fixture
def captures(db) -> dict[tuple[str, int], Capture]:
    ingest(ROOT / "sample_dump")
    kept = Capture.objects.filter(state=Capture.State.KEPT).select_related("version__story")
    return {(capture.member, capture.record): capture for capture in kept}


def expected_captures(kind: str) -> dict[str, set[tuple[str, int]]]:
    groups: dict[str, set[tuple[str, int]]] = defaultdict(set)
    for capture in EXPECTED["captures"]:
        if "rejected" not in capture:
            groups[capture[kind]].add((capture["file"], capture.get("record", 0)))
    return groups


def test_captures_of_one_article_are_one_story_and_no_other(captures):
    expected = expected_captures("story")
    assert {key for keys in expected.values() for key in keys} == set(captures)
    found = {name: {captures[key].version.story_id for key in keys} for name, keys in expected.items()}
    assert {name for name, stories in found.items() if len(stories) != 1} == DOUBTED
    assert len({story for stories in found.values() for story in stories}) == len(expected) + len(DOUBTED)
    asked = {frozenset((doubt.first.story_id, doubt.second.story_id)) for doubt in PairDoubt.objects.queue()}
    assert {frozenset(found[name]) for name in DOUBTED} <= asked


def test_captures_of_one_text_are_one_version_and_no_other(captures):
    expected = expected_captures("version")
    found = {name: {captures[key].version_id for key in keys} for name, keys in expected.items()}
    assert {name for name, versions in found.items() if len(versions) != 1} == set()
    assert len({version for versions in found.values() for version in versions}) == len(expected)


def test_related_stories_are_linked_and_shown_apart(captures):
    stories = {
        name: {captures[key].version.story_id for key in keys} for name, keys in expected_captures("story").items()
    }
    linked = {frozenset(pair) for pair in StoryLink.objects.values_list("first", "second")}
    missing = {
        (one, other)
        for one, other in EXPECTED["related"]
        if not any(frozenset((a, b)) in linked for a in stories[one] for b in stories[other])
    }
    assert missing == KNOWN_UNRELATED


def test_desk_counts_of_every_story_are_those_of_first_against_latest(captures):
    stories = Story.objects.standing().filter(version_count__gt=1)
    assert len(stories) > 5
    for story in stories:
        first, *_, latest = Version.objects.filter(story=story).in_order().with_body()
        counts = summary(compare(article_of(first), article_of(latest)))
        stored = {name: getattr(story, name) for name in counts.__slots__ if hasattr(story, name)}
        assert stored == {name: getattr(counts, name) for name in stored}, story.headline


def test_check_finds_a_wrong_change_summary_and_rebuild_mends_it(captures):
    assert check_store(read_bytes=True) == ()
    wrong = Story.objects.filter(version_count__gt=1).order_by("-changed_at", "-id")[0]
    Story.objects.filter(pk=wrong.pk).update(added=wrong.added + 1)
    for read_bytes in (False, True):
        (finding,) = check_store(read_bytes=read_bytes)
        assert (finding.count, finding.rows) == (1, (wrong.pk,))
    rebuild_stories()
    assert check_store() == ()
