"""What an editor moved stays where it is: through cleaning again, grouping again, and captures that come in later."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from django.contrib.auth.models import User

from articles.editing.decisions import undo
from articles.editing.moving import move_capture
from articles.models import Capture, Decision, Story, Version
from articles.pipeline.check import check_store
from articles.pipeline.ingest import ingest
from articles.pipeline.reclean import Scope, reclean
from articles.pipeline.regroup import regroup
from tests.pipeline.dump_texts import write_lines

pytestmark = pytest.mark.django_db
OnCommit = Callable[..., AbstractContextManager[list[Callable[[], None]]]]


@pytest.fixture
def twice(tmp_path: Path) -> list[Capture]:
    """Two captures of one text, from two dumps."""
    ingest(write_lines(tmp_path / "a.jsonl", [1]))
    ingest(write_lines(tmp_path / "b.jsonl", [1, 2]))
    return list(Capture.objects.filter(version=Capture.objects.earliest("pk").version).order_by("pk"))


def homes() -> dict[int, int]:
    return dict(Capture.objects.order_by("pk").values_list("pk", "version__story"))


def test_a_moved_capture_stays_through_cleaning_and_grouping_again(
    twice: list[Capture], editor: User, django_capture_on_commit_callbacks: OnCommit
):
    assert len(twice) == 2
    with django_capture_on_commit_callbacks(execute=True):
        move_capture(twice[1], by=editor, to=None)
    before = homes()
    assert before[twice[0].pk] != before[twice[1].pk]
    assert regroup().moves == ()
    assert reclean(Scope()).changed == 0
    assert homes() == before
    assert list(check_store()) == []


def test_a_later_capture_of_the_text_joins_the_older_version(twice: list[Capture], editor: User, tmp_path: Path):
    move_capture(twice[1], by=editor, to=None)
    before = homes()
    ingest(write_lines(tmp_path / "c.jsonl", [1, 3]))
    assert {pk: home for pk, home in homes().items() if pk in before} == before
    assert Version.objects.filter(digest=Version.objects.get(captures=twice[0]).digest).count() == 2


def test_moved_together_a_text_of_another_story_stays_there(
    twice: list[Capture], editor: User, django_capture_on_commit_callbacks: OnCommit
):
    other = Story.objects.standing().exclude(pk=homes()[twice[0].pk]).get()
    with django_capture_on_commit_callbacks(execute=True):
        done = [move_capture(capture, by=editor, to=other) for capture in twice]
    assert regroup().moves == ()
    assert set(homes().values()) == {other.pk}
    with django_capture_on_commit_callbacks(execute=True):
        for one in reversed(done):
            undo(Decision.objects.get(pk=one.decision_id), by=editor)
    assert list(check_store()) == []
    assert len(set(homes().values())) == 2
