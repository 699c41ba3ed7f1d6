"""Captures are cleaned again: what editors said, noted and ruled stays, and is found wherever it stands by then."""

from pathlib import Path

import pytest
from django.contrib.auth.models import User

from articles.editing.captures import remove_line, restore_line, set_role
from articles.editing.decisions import undo
from articles.editing.notes import annotate
from articles.models import (
    Annotation,
    Capture,
    Decision,
    LineRuling,
    Source,
    Story,
    Version,
)
from articles.models.placements import text_of
from articles.pipeline import clean as clean_module
from articles.pipeline.again import Looked, look_at
from articles.pipeline.check import check_store
from articles.pipeline.clean import Prepared
from articles.pipeline.ingest import ingest
from articles.pipeline.reclean import Scope, reclean
from articles.text.article import CleanArticle, Part, Reason, Role
from articles.text.clean import clean_capture
from articles.text.clean.rulings import told
from tests.pipeline.dump_texts import invented_body, write_lines
from tests.pipeline.reclean_texts import TEASER, everything, paragraphs, run, worse, write_capture

pytestmark = pytest.mark.django_db


def test_notes_follow_their_passage(tmp_path: Path, old_cleaner: pytest.MonkeyPatch, editor: User) -> None:
    write_capture(tmp_path / "a", 1)
    ingest(tmp_path / "a")
    version = Version.objects.select_related("body").get()
    exact = invented_body(1)[3][:30].strip()
    start = text_of(version).index(exact)
    annotate(version, by=editor, passage=(start, start + len(exact)), exact=exact, text="?")
    old_cleaner.undo()
    run()
    note, version = Annotation.objects.get(), Version.objects.select_related("body").get()
    assert (note.start or 0) < start
    assert text_of(version)[note.start or 0 : note.end] == exact
    assert note.placements.get().start == note.start


def test_a_version_whose_note_stands_on_what_goes_stays_beside_the_new_one(
    tmp_path: Path, old_cleaner: pytest.MonkeyPatch, editor: User
) -> None:
    write_capture(tmp_path / "a", 1)
    ingest(tmp_path / "a")
    version = Version.objects.select_related("body").get()
    start = text_of(version).index(TEASER)
    annotate(version, by=editor, passage=(start, start + len(TEASER)), exact=TEASER, text="An advert?")
    old_cleaner.undo()
    report = run()
    assert (report.versions_made, report.versions_kept_for_editors) == (1, 1)
    note = Annotation.objects.get()
    assert text_of(note.version)[note.start or 0 : note.end] == TEASER
    assert paragraphs(Capture.objects.get().version) == invented_body(1)
    assert set(note.placements.values_list("state", flat=True)) == {"placed", "orphan"}
    assert check_store(read_bytes=True) == ()
    before = everything()
    assert run().changed == 0
    assert everything() == before


def test_an_editor_s_word_on_a_line_wins_wherever_the_line_stands(
    tmp_path: Path, old_cleaner: pytest.MonkeyPatch, editor: User
) -> None:
    write_capture(tmp_path / "a", 1)
    ingest(tmp_path / "a")
    capture = Capture.objects.get()
    parts = clean_capture((tmp_path / "a" / "1.txt").read_text()).parts
    second = next(at for at, part in enumerate(parts) if part.text.strip() == invented_body(1)[1])
    remove_line(capture, by=editor, part=second)
    set_role(capture, by=editor, part=second + 1, role=Role.HEADLINE)
    old_cleaner.setattr(clean_module, "clean_capture", one_part_more)
    run()
    assert paragraphs() == [invented_body(1)[0], *invented_body(1)[3:]]
    assert Version.objects.get().headline == Story.objects.get().headline == invented_body(1)[2]
    assert sorted(LineRuling.objects.values_list("part", flat=True)) == [second + 1, second + 2]
    assert run().changed == 0


def one_part_more(text: str) -> CleanArticle:
    """Clean as today, with one part more at the start: every line has another number."""
    article = clean_capture(text)
    empty = Part("", Role.REMOVED, Reason.EMPTY)
    return told(CleanArticle(**{**fields(article), "parts": (empty, *article.parts)}), {})


def fields(article: CleanArticle) -> dict[str, object]:
    return {name: getattr(article, name) for name in CleanArticle.__slots__}


def test_an_act_from_before_is_still_undone(tmp_path: Path, editor: User) -> None:
    write_capture(tmp_path / "a", 1)
    ingest(tmp_path / "a")
    capture = Capture.objects.get()
    at = next(at for at, part in enumerate(parts_of(capture)) if part.text.strip() == TEASER)
    restore_line(capture, by=editor, part=at)
    assert run().changed == 0
    undo(Decision.objects.get(), by=editor)
    assert paragraphs() == invented_body(1)
    assert not LineRuling.objects.exists()


def test_an_act_from_before_is_undone_in_the_text_of_today(
    tmp_path: Path, old_cleaner: pytest.MonkeyPatch, editor: User
) -> None:
    write_capture(tmp_path / "a", 1)
    ingest(tmp_path / "a")
    capture = Capture.objects.get()
    at = next(at for at, part in enumerate(parts_of(capture)) if part.text.strip() == invented_body(1)[1])
    remove_line(capture, by=editor, part=at)
    old_cleaner.setattr(clean_module, "clean_capture", one_part_more)
    run()
    assert paragraphs() == [invented_body(1)[0], *invented_body(1)[2:]]
    undo(Decision.objects.get(), by=editor)
    assert paragraphs() == invented_body(1)
    assert not LineRuling.objects.exists()
    assert run().changed == 0
    assert check_store() == ()


def parts_of(capture: Capture) -> tuple[Part, ...]:
    return clean_capture(clean_module.unpack(bytes(capture.body.raw)).decode()).parts


def test_a_source_s_ruling_reaches_captures_of_before(tmp_path: Path, editor: User) -> None:
    ingest(write_lines(tmp_path / "a.jsonl", range(3)))
    source, line = Source.objects.get(), invented_body(1)[2]
    LineRuling.objects.create(source=source, line=line.casefold(), role=Role.REMOVED, made_by=editor)
    assert reclean(Scope(source_id=source.pk + 1)).captures == 0
    assert reclean(Scope(source_id=source.pk)).changed == 1
    version = Version.objects.get(captures__number=1)
    assert paragraphs(version) == [*invented_body(1)[:2], *invented_body(1)[3:]]
    LineRuling.objects.all().delete()
    assert run().changed == 1
    assert paragraphs(Version.objects.get(captures__number=1)) == invented_body(1)


def test_a_source_s_ruling_holds_for_captures_from_now_on(tmp_path: Path, editor: User) -> None:
    ingest(write_lines(tmp_path / "a.jsonl", range(1)))
    line = invented_body(1)[2]
    LineRuling.objects.create(source=Source.objects.get(), line=line.casefold(), role=Role.CAPTION, made_by=editor)
    assert ingest(write_lines(tmp_path / "b.jsonl", range(1, 3)), dry_run=True).counts.new_stories == 2
    ingest(write_lines(tmp_path / "b.jsonl", range(1, 3)))
    body = Version.objects.get(captures__dump__name="b.jsonl", captures__number=0).body
    assert line not in body.paragraphs
    assert body.captions == [{"text": line, "credit": None}]
    assert run().changed == 0


def test_a_shared_version_s_headline_is_the_one_an_editor_said(
    tmp_path: Path, old_cleaner: pytest.MonkeyPatch, editor: User
) -> None:
    for number in range(3):
        write_capture(tmp_path / "a", 1, name=f"{number}.txt", more=f"© {number} the paper")
    ingest(tmp_path / "a")
    parts = [part.text.strip() for part in worse((tmp_path / "a" / "1.txt").read_text()).parts]
    capture = Capture.objects.get(number=1)
    set_role(capture, by=editor, part=parts.index("© 1 the paper"), role=Role.HEADLINE)
    old_cleaner.undo()
    assert run().changed == 3
    assert Version.objects.get().headline == Story.objects.get().headline == "© 1 the paper"
    assert paragraphs() == invented_body(1)
    assert run().changed == 0


def test_what_an_editor_does_while_a_batch_is_cleaned_is_not_lost(
    tmp_path: Path, old_cleaner: pytest.MonkeyPatch, editor: User
) -> None:
    write_capture(tmp_path / "a", 1)
    ingest(tmp_path / "a")
    old_cleaner.undo()
    second = [part.text.strip() for part in parts_of(Capture.objects.get())].index(invented_body(1)[1])
    looks = []

    def look_and_be_overtaken(cleaned: dict[int, Prepared]) -> Looked:
        looked = look_at(cleaned)
        if not looks:
            remove_line(Capture.objects.get(), by=editor, part=second)
        looks.append(looked)
        return looked

    old_cleaner.setattr("articles.pipeline.reclean.look_at", look_and_be_overtaken)
    report = run()
    assert (len(looks), report.busy) == (2, 0)
    assert paragraphs() == [invented_body(1)[0], *invented_body(1)[2:]]
    assert LineRuling.objects.get().part == second
    assert check_store(read_bytes=True) == ()
