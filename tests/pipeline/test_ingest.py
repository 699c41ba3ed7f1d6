"""A dump goes in once, wholly, whatever stops it; every record ends in a version or as a rejection."""

from pathlib import Path

import pytest

from articles.models import Capture, Dump, Rejection, SearchText, Story, Version
from articles.models.search import matching_stories
from articles.pipeline import captures as captures_module
from articles.pipeline import clean as clean_module
from articles.pipeline.check import check_store
from articles.pipeline.clean import unpack
from articles.pipeline.dumps import claim_dump, new_owner, pause_dump, register_dump, resume_dump
from articles.pipeline.ingest import advance, ingest
from articles.text.formats import Problem
from tests.pipeline.dump_texts import invented_body, write_lines

pytestmark = pytest.mark.django_db


def rows() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Dump, Capture, Rejection, Version, Story, SearchText))


def test_every_record_ends_in_a_version_or_as_a_rejection(tmp_path: Path) -> None:
    report = ingest(write_lines(tmp_path / "a.jsonl", range(30), broken=frozenset([3, 29])))
    assert (report.counts.read, report.counts.new_stories, report.counts.rejected) == (30, 28, 2)
    assert list(Capture.objects.values_list("number", flat=True).order_by("number")) == list(range(30))
    assert Rejection.objects.get(capture__number=3).detail.startswith("line 4 at byte")
    assert report.rejected[0].excerpt == "{broken"
    assert check_store(read_bytes=True) == ()


def test_bytes_are_kept_as_received(tmp_path: Path) -> None:
    raw = "\ufeffdate 2026-03-01 ".encode() + "\n\n".join(invented_body(1)).encode() + b"\r\n"
    (tmp_path / "a.txt").write_bytes(raw)
    ingest(tmp_path / "a.txt")
    assert unpack(bytes(Capture.objects.get().body.raw)) == raw


def test_same_dump_twice_changes_nothing_wherever_it_lies(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "a.jsonl", range(5))
    ingest(path)
    before = rows()
    report = ingest(path.rename(tmp_path / "renamed.jsonl"))
    assert report.known
    assert "ingested before" in report.lines()[0]
    assert rows() == before


def test_same_text_in_another_dump_is_one_more_capture_of_its_version(tmp_path: Path) -> None:
    ingest(write_lines(tmp_path / "a.jsonl", range(3)))
    report = ingest(write_lines(tmp_path / "b.jsonl", range(1, 5)))
    assert (report.counts.same_text, report.counts.new_stories) == (2, 2)
    assert Version.objects.count() == 5


def test_dry_run_stores_nothing_and_says_what_would_come(tmp_path: Path) -> None:
    ingest(write_lines(tmp_path / "a.jsonl", range(3)))
    before = rows()
    path = write_lines(tmp_path / "b.jsonl", range(1, 6), broken=frozenset([5]))
    expected = ingest(path, dry_run=True)
    assert rows() == before
    assert expected.counts == ingest(path).counts


def test_slices_go_on_where_the_last_one_ended(tmp_path: Path) -> None:
    dump = register_dump(write_lines(tmp_path / "a.jsonl", range(60))).dump
    cursors = []
    for _ in range(3):
        owner = new_owner()
        assert claim_dump(dump, owner=owner)
        reached = advance(dump, owner=owner, seconds=0)
        cursors.append((dump.cursor, reached.done))
    owner = new_owner()
    claim_dump(dump, owner=owner)
    assert advance(dump, owner=owner, seconds=0).done
    assert cursors == [(25, False), (50, False), (60, False)]
    assert (Capture.objects.count(), Story.objects.count()) == (60, 60)
    assert dump.state == Dump.State.DONE


def test_pause_stops_between_batches_and_resume_completes(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "a.jsonl", range(60))
    report = ingest(path, on_progress=lambda dump: pause_dump(Dump.objects.get(pk=dump.pk)) and None)
    dump = Dump.objects.get()
    assert (report.state, dump.cursor, Capture.objects.count()) == ("paused", 25, 25)
    assert resume_dump(dump)
    assert ingest(path).state == "done"
    assert Capture.objects.count() == 60
    assert check_store() == ()


def test_dump_that_another_process_reads_is_left_to_it(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "a.jsonl", range(3))
    claim_dump(register_dump(path).dump, owner="elsewhere:1:x")
    report = ingest(path)
    assert "another process reads it" in report.error
    assert Capture.objects.count() == 0


def test_dump_whose_file_is_gone_fails_with_the_cure_and_goes_on_when_it_is_back(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "a.jsonl", range(3))
    dump = register_dump(path).dump
    kept = path.read_bytes()
    path.unlink()
    owner = new_owner()
    claim_dump(dump, owner=owner)
    advance(dump, owner=owner)
    assert (dump.state, dump.lease_owner) == (Dump.State.FAILED, "")
    assert "put the file back" in dump.error
    path.write_bytes(kept)
    assert ingest(path).state == "done"


def test_fault_while_storing_stores_nothing_of_the_batch_and_frees_the_dump(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_lines(tmp_path / "a.jsonl", range(30))

    def fail(*_: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as broken:
        broken.setattr(captures_module, "index_stories", fail)
        with pytest.raises(ZeroDivisionError):
            ingest(path)
    assert (Capture.objects.count(), Story.objects.count(), Dump.objects.get().cursor) == (0, 0, 0)
    assert ingest(path).counts.new_stories == 30


def test_fault_of_the_cleaner_is_a_rejection_that_names_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> None:
        raise ValueError("odd page")

    monkeypatch.setattr(clean_module, "clean_record", fail)
    ingest(write_lines(tmp_path / "a.jsonl", range(2)))
    rejection = Rejection.objects.first()
    assert rejection is not None
    assert rejection.problem == Problem.FAILED
    assert "ValueError: odd page" in rejection.detail


def test_new_stories_are_found_by_their_words(tmp_path: Path) -> None:
    ingest(write_lines(tmp_path / "a.jsonl", range(3)))
    words = " ".join(invented_body(1)[0].split()[:4]).strip(".")
    found = Story.objects.filter(id__in=matching_stories(words))
    assert Version.objects.get(captures__number=1).story in found


def test_source_is_what_the_dump_says_else_the_site(tmp_path: Path) -> None:
    ingest(write_lines(tmp_path / "a.jsonl", range(2)))
    story = Story.objects.first()
    assert story is not None
    assert story.source is not None
    assert (story.source.name, story.source.story_count) == ("courier.example", 2)
