"""The commands of ingestion: what they print, where, and with which exit status."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command

from articles.models import (
    Capture,
    CaptureBody,
    Dump,
    EventTerm,
    SearchText,
    Story,
    StoryLink,
    TermCount,
    Topic,
    Version,
)
from articles.models.search import matching_stories
from articles.text.article import CleanArticle
from tests.factories import make_note, make_tag, make_topic
from tests.pipeline.dump_texts import invented_body, write_lines

pytestmark = pytest.mark.django_db


def run(*arguments: object) -> tuple[str, int]:
    """Run a command; give what it printed and its exit status."""
    out = StringIO()
    try:
        call_command(*map(str, arguments), stdout=out, stderr=StringIO())
    except SystemExit as ended:
        return out.getvalue(), int(ended.code or 0)
    return out.getvalue(), 0


def test_ingest_reports_in_words(tmp_path: Path) -> None:
    printed, status = run("ingest", write_lines(tmp_path / "a.jsonl", range(3), broken=frozenset([1])))
    assert status == 0
    assert "3 records read" in printed
    assert "rejected a.jsonl, record 2: malformed: line 2 at byte" in printed


def test_ingest_reports_each_dump_as_a_line_of_json(tmp_path: Path) -> None:
    paths = [write_lines(tmp_path / f"{n}.jsonl", range(n, n + 2)) for n in (0, 5)]
    printed, _ = run("ingest", "--json", *paths)
    first, second = map(json.loads, printed.splitlines())
    assert (first["read"], first["new_stories"], first["known"]) == (2, 2, False)
    assert second["dump"] == "5.jsonl"


def test_ingest_of_what_cannot_be_read_ends_with_2_and_goes_on(tmp_path: Path) -> None:
    printed, status = run("ingest", tmp_path / "none", write_lines(tmp_path / "a.jsonl", range(2)))
    assert status == 2
    assert "2 records read" in printed


def test_ingest_that_stops_before_the_end_ends_with_1(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "a.jsonl", range(2))
    run("ingest", path)
    Dump.objects.update(state=Dump.State.READING, lease_owner="elsewhere:1:x")
    assert run("ingest", path)[1] == 1


def test_dry_run_stores_nothing(tmp_path: Path) -> None:
    printed, _ = run("ingest", "--dry-run", "--json", write_lines(tmp_path / "a.jsonl", range(3)))
    assert json.loads(printed)["new_stories"] == 3
    assert Dump.objects.count() == 0


def test_clean_prints_the_fields_of_a_clean_article(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("\n\n".join(invented_body(1)))
    printed, status = run("clean", "--json", path)
    article = json.loads(printed)
    assert set(article) == set(CleanArticle.__slots__)
    assert article["paragraphs"] == invented_body(1)
    assert (status, Capture.objects.count()) == (0, 0)


def test_clean_says_what_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7")
    assert run("clean", tmp_path / "a.pdf")[1] == 1
    assert run("clean", tmp_path / "none")[1] == 2


def exported() -> list[dict[str, Any]]:
    return [json.loads(line) for line in run("export", "stories", "--format", "jsonl")[0].splitlines()]


def test_export_gives_a_story_a_line_with_its_captures_by_locator(tmp_path: Path) -> None:
    run("ingest", write_lines(tmp_path / "a.jsonl", range(3)))
    first, _, third = exported()
    assert first["versions"][0]["paragraphs"] == invented_body(0)
    assert first["versions"][0]["captures"][0]["locator"] == "a.jsonl"
    assert third["versions"][0]["captures"][0]["locator"] == "a.jsonl #2"
    assert third["headline"]


def test_export_gives_topics_with_their_path_and_notes_with_their_quote(tmp_path: Path, editor: User) -> None:
    run("ingest", write_lines(tmp_path / "a.jsonl", range(1)))
    version = Version.objects.get()
    topic = make_topic(label="Ferries", broader=make_topic(label="Shipping"))
    make_tag(story=version.story, topic=topic, made_by=editor)
    make_note(version=version, author=editor, text="Who says so?")
    (story,) = exported()
    assert story["topics"][0]["path"] == ["Shipping", "Ferries"]
    assert (story["notes"][0]["text"], story["notes"][0]["exact"]) == ("Who says so?", invented_body(0)[0])


def test_export_reads_stories_in_a_flat_number_of_queries(tmp_path: Path, django_assert_max_num_queries: Any) -> None:
    run("ingest", write_lines(tmp_path / "a.jsonl", range(40)))
    with django_assert_max_num_queries(16):
        assert len(exported()) == 40


def damage_story(version: Version) -> None:
    Story.objects.filter(pk=version.story_id).update(version_count=7)


def damage_search(version: Version) -> None:
    SearchText.objects.filter(story=version.story_id).update(body="other words")


def damage_capture(_: Version) -> None:
    Capture.objects.filter(number=0).delete()


def damage_bytes(_: Version) -> None:
    CaptureBody.objects.update(raw=b"damaged")


def damage_topic(_: Version) -> None:
    Topic.objects.update(story_count=9)


@pytest.mark.parametrize(
    ("damage", "found"),
    [
        (damage_story, "stories with a wrong count of versions"),
        (damage_search, "stories with an outdated search text"),
        (damage_capture, "dumps that have not one capture for each record read"),
        (damage_bytes, "captures whose bytes are damaged"),
        (damage_topic, "topics with a wrong count of stories"),
    ],
)
def test_check_store_finds_what_is_wrong(tmp_path: Path, damage: Any, found: str) -> None:
    run("ingest", write_lines(tmp_path / "a.jsonl", range(2)))
    make_topic()
    assert run("check_store", "--bytes") == ("The store is sound.\n", 0)
    damage(Version.objects.earliest("pk"))
    printed, status = run("check_store", "--bytes")
    assert (found in printed, status) == (True, 1)


def test_rebuild_mends_derived_columns_and_search(tmp_path: Path) -> None:
    run("ingest", write_lines(tmp_path / "a.jsonl", range(2)))
    make_topic()
    Topic.objects.update(story_count=9)
    Story.objects.update(version_count=7, headline="", related_count=3, topic_count=2)
    SearchText.objects.all().delete()
    assert "wrong count of topics" in run("check_store")[0]
    run("rebuild")
    assert run("check_store")[1] == 0
    words = invented_body(0)[0].split(".")[0]
    assert Version.objects.get(captures__number=0).story in Story.objects.filter(id__in=matching_stories(words))
    assert Story.objects.exclude(headline="").count() == 2


def test_rebuild_finds_related_stories_anew(tmp_path: Path) -> None:
    run("ingest", "sample_dump/port-ansel-herald")
    pairs = set(StoryLink.objects.values_list("first", "second", "kind"))
    counts = dict(TermCount.objects.values_list("key", "stories"))
    assert pairs
    StoryLink.objects.all().delete()
    EventTerm.objects.all().delete()
    TermCount.objects.update(stories=9)
    run("rebuild", "--related")
    related = {pair for pair in pairs if pair[2] == StoryLink.Kind.RELATED}
    assert related <= set(StoryLink.objects.values_list("first", "second", "kind"))
    assert TermCount.objects.count() >= len(counts)
    assert not TermCount.objects.filter(stories=9).exclude(key__in=[k for k, n in counts.items() if n >= 9]).exists()
    assert run("check_store")[1] == 0
