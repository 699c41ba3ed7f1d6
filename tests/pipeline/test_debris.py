"""What recurs over a source's stories is learned, left out of later captures, and never against an editor's word."""

import json
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django_q.models import OrmQ

from articles.editing.captures import remove_line
from articles.editing.debris import rule_debris
from articles.editing.decisions import undo
from articles.editing.log import Conflict
from articles.models import Capture, CaptureBody, DebrisLine, Decision, Source, Version
from articles.pipeline.cleaning_jobs import learn_queued, queue_reclean
from articles.pipeline.debris import learn_all, learn_debris
from articles.pipeline.dumps import register_dump
from articles.pipeline.ingest import ingest
from articles.pipeline.jobs import advance_dump
from articles.pipeline.reclean import Scope, reclean
from articles.pipeline.work_jobs import advance_work
from articles.text.keeping import unpacked_parts
from tests.pipeline.dump_texts import invented_body, invented_object

pytestmark = pytest.mark.django_db

FURNITURE = "Read more from the coast"
Ruling = DebrisLine.Ruling


def write_with(path: Path, numbers: range, line: str = FURNITURE) -> Path:
    """Write articles that all end with the same line of their site."""
    objects = [invented_object(number) for number in numbers]
    rows = [each | {"text": f"{each['text']}\n{line}", "title": f"{each['title']} {path.stem}"} for each in objects]
    path.write_text("\n".join(map(json.dumps, rows)) + "\n")
    return path


@pytest.fixture
def source(tmp_path: Path) -> Source:
    """A source with three stories that share a line."""
    ingest(write_with(tmp_path / "a.jsonl", range(3)))
    return Source.objects.get()


def last_lines() -> list[str]:
    return [version.body.paragraphs[-1] for version in Version.objects.order_by("pk")]


def test_a_line_of_three_stories_is_proposed(source: Source) -> None:
    learned = learn_debris(source)
    assert (learned.stories, learned.new, learned.proposed) == (3, 1, 1)
    row = DebrisLine.objects.get()
    assert (row.text, row.stories, row.ruling) == (FURNITURE, 3, Ruling.PROPOSED)
    assert learn_debris(source).new == 0


def test_many_captures_of_one_story_propose_nothing(tmp_path: Path) -> None:
    path = write_with(tmp_path / "a.jsonl", range(1))
    path.write_text(path.read_text() * 6)
    ingest(path)
    assert Capture.objects.count() == 6
    assert [learned.proposed for _, learned in learn_all()] == [0]


def test_it_is_left_out_of_later_captures_with_its_reason(source: Source, tmp_path: Path) -> None:
    learn_debris(source)
    ingest(write_with(tmp_path / "b.jsonl", range(5, 6)))
    assert last_lines()[-1] == invented_body(5)[-1]
    assert FURNITURE in last_lines()[0]
    removed = [part for part in unpacked_parts(bytes(CaptureBody.objects.latest("pk").parts)) if part.reason]
    assert [(part.text, part.reason) for part in removed] == [(FURNITURE, "repeated across the source")]


def test_recleaning_reaches_the_captures_of_before_and_counting_goes_on(source: Source) -> None:
    learn_debris(source)
    assert reclean(Scope()).changed == 3
    assert FURNITURE not in last_lines()
    assert learn_debris(source).proposed == 1
    assert reclean(Scope()).changed == 0


def test_what_an_editor_keeps_stays_and_is_not_forgotten(source: Source, editor: User) -> None:
    learn_debris(source)
    done = rule_debris(DebrisLine.objects.get().pk, by=editor, ruling=Ruling.KEPT)
    assert reclean(Scope()).changed == 0
    learn_debris(source)
    assert DebrisLine.objects.get().ruled_by == editor
    undo(Decision.objects.get(pk=done.decision_id), by=editor)
    assert DebrisLine.objects.get().ruling == Ruling.PROPOSED
    assert reclean(Scope()).changed == 3


def test_a_sentence_goes_once_an_editor_calls_it_debris(tmp_path: Path, editor: User) -> None:
    sentence = "Sign up for our morning letter and never miss a story from the coast."
    ingest(write_with(tmp_path / "a.jsonl", range(3), sentence))
    learn_debris(Source.objects.get())
    assert reclean(Scope()).changed == 0
    rule_debris(DebrisLine.objects.get().pk, by=editor, ruling=Ruling.DEBRIS)
    assert reclean(Scope()).changed == 3
    assert sentence not in last_lines()


def test_the_same_ruling_twice_says_who_was_first(source: Source, editor: User) -> None:
    learn_debris(source)
    line = DebrisLine.objects.get().pk
    rule_debris(line, by=editor, ruling=Ruling.DEBRIS)
    with pytest.raises(Conflict, match="edda did this"):
        rule_debris(line, by=editor, ruling=Ruling.DEBRIS)


def test_of_a_word_on_a_story_and_one_in_the_list_the_later_holds(source: Source, editor: User) -> None:
    learn_debris(source)
    capture, line = Capture.objects.order_by("pk")[0], DebrisLine.objects.get().pk
    at = [part.text for part in unpacked_parts(bytes(capture.body.parts))].index(FURNITURE)
    remove_line(capture, by=editor, part=at, everywhere=True)
    rule_debris(line, by=editor, ruling=Ruling.KEPT)
    assert reclean(Scope()).changed == 0
    undo(Decision.objects.latest("pk"), by=editor)
    assert reclean(Scope()).changed == 2
    rule_debris(line, by=editor, ruling=Ruling.KEPT)
    assert reclean(Scope()).changed == 2
    assert [FURNITURE in line for line in last_lines()] == [False, True, True]
    restored = Capture.objects.order_by("pk")[1]
    remove_line(restored, by=editor, part=at, everywhere=True)
    assert reclean(Scope()).changed == 1


def test_what_recurs_no_longer_is_forgotten_unless_ruled_on(source: Source, editor: User) -> None:
    common = {"source": source, "line": "old", "text": "old", "stories": 5, "stories_needed": 3}
    DebrisLine.objects.create(**common, digest="a" * 64)
    kept = DebrisLine.objects.create(**common, digest="b" * 64)
    rule_debris(kept.pk, by=editor, ruling=Ruling.KEPT)
    learn_debris(source)
    assert set(DebrisLine.objects.values_list("text", flat=True)) == {"old", FURNITURE}
    assert DebrisLine.objects.filter(text="old").get() == kept


def test_the_worker_learns_after_a_dump(tmp_path: Path) -> None:
    dump = register_dump(write_with(tmp_path / "a.jsonl", range(4))).dump
    advance_dump(dump.pk)
    assert OrmQ.objects.get().task["name"] == f"learn debris of dump {dump.pk}"
    assert "1 lines recur over 4 stories" in learn_queued(dump.pk, 0)
    assert learn_queued(dump.pk, Source.objects.get().pk) == "every source is counted"


def test_recleaning_in_the_background_queues_the_next_slice(source: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("articles.pipeline.reclean.BATCH", 2)
    monkeypatch.setattr("articles.pipeline.work_jobs.SLICE_SECONDS", 0)
    learn_debris(source)
    work = queue_reclean(source_id=source.pk)
    assert OrmQ.objects.get().task["args"] == (work.pk,)
    assert "running" in advance_work(work.pk)
    work.refresh_from_db()
    assert (work.cursor, work.counts["changed"]) == (Capture.objects.order_by("pk")[1].pk, 2)
    assert OrmQ.objects.latest("pk").task["args"] == (work.pk,)
    while "running" in advance_work(work.pk):
        pass
    assert FURNITURE not in last_lines()


def test_the_command_says_what_it_learned(source: Source, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("learn_debris")
    assert "1 sources counted: 1 lines recur, 1 of them new" in capsys.readouterr().out
    call_command("learn_debris", "--source", "courier.example")
    assert "0 of them new" in capsys.readouterr().out
    with pytest.raises(CommandError, match="no source 'Nobody'"):
        call_command("learn_debris", "--source", "Nobody")
