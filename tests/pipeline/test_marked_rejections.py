"""An editor marks the lines of a rejected capture, and a retry makes the article of them."""

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles.editing.captures import remove_line
from articles.editing.decisions import undo
from articles.editing.log import Conflict, Refused
from articles.editing.rejected import mark_lines
from articles.models import Capture, Decision, LineRuling, Rejection, Story, Version
from articles.pipeline.check import check_store
from articles.pipeline.ingest import ingest
from articles.pipeline.reclean import Scope, reclean
from articles.pipeline.rejections import retry_rejections
from articles.text.article import Role
from articles.text.keeping import unpacked_parts
from tests.pages import soup

pytestmark = pytest.mark.django_db
LINES = ("Home", "Tide table", "High water 06:14", "Low water 12:31", "Contact")


@pytest.fixture
def rejected(tmp_path: Path) -> Capture:
    (tmp_path / "tides.txt").write_text("\n".join(LINES) + "\n")
    ingest(tmp_path / "tides.txt")
    return Capture.objects.get(state=Capture.State.REJECTED)


def numbers_of(capture: Capture, *texts: str) -> list[int]:
    parts = unpacked_parts(bytes(capture.body.parts))
    return [at for at, part in enumerate(parts) if part.text.strip() in texts]


def mark(capture: Capture, by: User) -> int:
    mark_lines(capture, by=by, parts=numbers_of(capture, LINES[1]), role=Role.HEADLINE)
    return mark_lines(capture, by=by, parts=numbers_of(capture, *LINES[2:4]), role=Role.BODY).decision_id


def retry() -> tuple[int, int]:
    report = retry_rejections(Rejection.objects.values_list("pk", flat=True))
    return report.mended, report.still_rejected


def test_capture_is_still_rejected_until_lines_are_marked(rejected: Capture) -> None:
    assert retry() == (0, 1)


def test_retry_makes_the_article_of_the_marked_lines(rejected: Capture, editor: User) -> None:
    mark(rejected, editor)
    assert retry() == (1, 0)
    version = Version.objects.select_related("body").get()
    assert (version.headline, version.body.paragraphs) == (LINES[1], list(LINES[2:4]))
    assert Story.objects.get().headline == LINES[1]
    assert check_store(read_bytes=True) == ()


def test_marks_stay_when_captures_are_cleaned_again(rejected: Capture, editor: User) -> None:
    mark(rejected, editor)
    retry()
    report = reclean(Scope())
    assert (report.captures, report.kept_whole, report.changed) == (1, 0, 0)
    assert Version.objects.select_related("body").get().body.paragraphs == list(LINES[2:4])


def test_a_line_of_the_mended_article_is_an_editors_to_change(rejected: Capture, editor: User) -> None:
    mark(rejected, editor)
    retry()
    (part,) = numbers_of(rejected, LINES[3])
    remove_line(Capture.objects.get(), by=editor, part=part)
    assert Version.objects.select_related("body").get().body.paragraphs == [LINES[2]]


def test_marks_are_undone_while_nothing_was_made_of_them(rejected: Capture, editor: User) -> None:
    decision = Decision.objects.get(pk=mark(rejected, editor))
    undo(decision, by=editor)
    assert set(LineRuling.objects.values_list("role", flat=True)) == {"headline"}
    assert retry() == (0, 1) or not Version.objects.exists()


def test_marks_of_what_is_an_article_are_not_undone(rejected: Capture, editor: User) -> None:
    decision = Decision.objects.get(pk=mark(rejected, editor))
    retry()
    with pytest.raises(Conflict, match="is an article by now"):
        undo(decision, by=editor)
    with pytest.raises(Conflict, match="is an article by now"):
        mark_lines(rejected, by=editor, parts=[0], role=Role.BODY)


@pytest.mark.parametrize("parts", [[], [999], [0, 999]])
def test_lines_that_are_not_there_are_refused(rejected: Capture, editor: User, parts: list[int]) -> None:
    with pytest.raises(Refused):
        mark_lines(rejected, by=editor, parts=parts, role=Role.BODY)
    assert not LineRuling.objects.exists()


def test_capture_screen_marks_several_lines_at_once_and_retries(
    rejected: Capture, editor_client: Client, manager_client: Client
) -> None:
    address = f"/captures/{rejected.pk}/"
    numbers = numbers_of(rejected, *LINES[2:4])
    boxes = soup(editor_client.get(address)).select("input[type=checkbox][name=part]")
    assert {str(number) for number in numbers} <= {box["value"] for box in boxes}
    editor_client.post(f"{address}lines/", {"part": numbers, "role": "body"})
    rejection = Rejection.objects.get()
    button = soup(manager_client.get(address)).select_one(
        f'form[action="/ingest/rejections/{rejection.pk}/retry/"] button'
    )
    assert button.get_text() == "Retry with the lines marked"
    answer = manager_client.post(f"/ingest/rejections/{rejection.pk}/retry/", {"capture": rejected.pk}, follow=True)
    assert soup(answer).select_one(f'a[href="/stories/{Story.objects.get().pk}/versions/{Version.objects.get().pk}/"]')
