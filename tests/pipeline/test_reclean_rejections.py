"""Captures are cleaned again: records that were rejected become articles where they have text by now."""

from pathlib import Path

import pytest
from django.contrib.auth.models import User

from articles.models import (
    Capture,
    LineRuling,
    Rejection,
)
from articles.pipeline import clean as clean_module
from articles.pipeline.check import check_store
from articles.pipeline.ingest import ingest
from articles.text.article import CleanArticle, Part, Reason, Role
from tests.pipeline.dump_texts import invented_body
from tests.pipeline.reclean_texts import everything, paragraphs, run, write_capture

pytestmark = pytest.mark.django_db


def test_a_rejection_whose_record_has_text_by_now_is_mended(tmp_path: Path, old_cleaner: pytest.MonkeyPatch) -> None:
    write_capture(tmp_path / "a", 1)
    old_cleaner.setattr(clean_module, "clean_capture", lambda _text: CleanArticle())
    ingest(tmp_path / "a")
    assert Rejection.objects.get().problem == "no article text"
    old_cleaner.undo()
    assert run().mended == 1
    assert paragraphs() == invented_body(1)
    assert check_store(read_bytes=True) == ()
    before = everything()
    assert run().mended == 0
    assert everything() == before


def test_a_rejection_is_mended_by_an_editor_s_word_on_its_lines(
    tmp_path: Path, old_cleaner: pytest.MonkeyPatch, editor: User
) -> None:
    def nothing(text: str) -> CleanArticle:
        parts = [Part(line, Role.REMOVED, Reason.OUTSIDE) for line in text.splitlines(keepends=True)]
        return CleanArticle(parts=tuple(parts))

    write_capture(tmp_path / "a", 1)
    old_cleaner.setattr(clean_module, "clean_capture", nothing)
    ingest(tmp_path / "a")
    line = invented_body(1)[0].casefold()
    LineRuling.objects.create(capture=Capture.objects.get(), line=line, part=0, role=Role.BODY, made_by=editor)
    assert run().mended == 1
    assert paragraphs() == invented_body(1)[:1]
    assert (run().changed, LineRuling.objects.get().part) == (0, 2)
    assert check_store(read_bytes=True) == ()
