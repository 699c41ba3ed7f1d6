"""Rejected records get another try; what becomes an article is placed as any other."""

from pathlib import Path

import pytest

from articles.models import Capture, Dump, Rejection, Story
from articles.pipeline import clean as clean_module
from articles.pipeline.check import check_store
from articles.pipeline.ingest import ingest
from articles.pipeline.rejections import dismiss_rejections, retry_rejections
from tests.pipeline.dump_texts import write_lines

pytestmark = pytest.mark.django_db


def rejected_by_a_fault(path: Path, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    def fail(_: object) -> None:
        raise ValueError

    with monkeypatch.context() as broken:
        broken.setattr(clean_module, "clean_record", fail)
        ingest(path)
    return list(Rejection.objects.values_list("pk", flat=True))


def test_retry_mends_what_the_cleaner_can_do_now(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rejections = rejected_by_a_fault(write_lines(tmp_path / "a.jsonl", range(3)), monkeypatch)
    report = retry_rejections(rejections)
    assert (report.mended, report.still_rejected) == (3, 0)
    dump = Dump.objects.get()
    assert (dump.rejected, dump.new_stories, Story.objects.count()) == (0, 3, 3)
    assert set(Rejection.objects.values_list("state", flat=True)) == {"mended"}
    assert Capture.objects.filter(state="kept", url__startswith="https://courier.example/").count() == 3
    assert check_store(read_bytes=True) == ()


def test_retry_of_a_text_in_another_charset_reads_it_as_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (
        "Паром ушёл из порта в девять часов утра, сообщил начальник пристани.\n\n"
        "На борту было двенадцать пассажиров и один капитан, никто не пострадал.\n\n"
        "Следующий рейс отправится вечером, если ветер к тому времени утихнет.\n"
    )
    (tmp_path / "a.txt").write_bytes(text.encode("cp1251"))
    retry_rejections(rejected_by_a_fault(tmp_path / "a.txt", monkeypatch))
    assert "Паром" in Story.objects.get().versions.get().body.paragraphs[0]


def test_retry_of_a_broken_line_says_so_again(tmp_path: Path) -> None:
    ingest(write_lines(tmp_path / "a.jsonl", range(2), broken=frozenset([1])))
    rejection = Rejection.objects.get()
    report = retry_rejections([rejection.pk])
    assert (report.mended, report.still_rejected) == (0, 1)


def test_dismissed_rejections_are_no_longer_to_do(tmp_path: Path) -> None:
    ingest(write_lines(tmp_path / "a.jsonl", range(2), broken=frozenset([1])))
    assert dismiss_rejections(Rejection.objects.values_list("pk", flat=True)) == 1
    assert not Rejection.objects.to_do().exists()
