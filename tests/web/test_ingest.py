"""The ingest screen: who may look and who may act, uploads, progress, rejections, captures as received."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from django_q.models import OrmQ

from articles.models import Dump, Rejection
from articles.pipeline.ingest import ingest
from articles.text.article import Part, Reason, Role
from tests.factories import make_capture, make_dump, make_rejection, make_story, make_version
from tests.pages import HTMX, outcomes, soup, texts

pytestmark = pytest.mark.django_db

ONLY_MANAGERS = {"anonymous": 302, "reader": 403, "editor": 403, "manager": 302}
STORY = b"Harbour stays closed\n\n" + b"The harbour of Vessel Bay will stay closed until Friday, he said. " * 8


def uploads() -> list[Path]:
    return [path for path in (Path(settings.DATA_DIR) / "uploads").glob("*/*") if path.is_file()]


@pytest.fixture(autouse=True)
def own_uploads(tmp_path, settings):
    settings.DATA_DIR = tmp_path


def send(client: Client, *files: tuple[str, bytes], **extra: str):
    given = [SimpleUploadedFile(name, content) for name, content in files]
    return client.post("/ingest/upload/", {"files": given}, **extra)


@pytest.mark.parametrize("path", ["/ingest/", "/captures/{}/", "/captures/{}/raw/"])
def test_ingest_and_captures_are_read_by_all_who_may_read(clients, path):
    address = path.format(make_capture(raw=b"text").pk)
    codes = {name: client.get(address).status_code for name, client in clients.items()}
    assert codes == {"anonymous": 302, "reader": 200, "editor": 200, "manager": 200}


def test_only_managers_see_what_changes_something(reader_client, manager_client):
    make_dump(state=Dump.State.READING)
    make_rejection()
    assert not soup(reader_client.get("/ingest/")).select("main form[method=post]")
    assert len(soup(manager_client.get("/ingest/")).select("main form[method=post]")) == 4


@pytest.mark.parametrize("act", ["pause", "resume", "undo"])
def test_dump_acts_are_the_managers(clients, act):
    dump = make_dump(state=Dump.State.PAUSED)
    assert outcomes(f"/ingest/dumps/{dump.pk}/{act}/", clients) == ONLY_MANAGERS


@pytest.mark.parametrize("act", ["retry", "dismiss"])
def test_rejection_acts_are_the_managers(clients, act):
    rejection = make_rejection()
    assert outcomes(f"/ingest/rejections/{rejection.pk}/{act}/", clients) == ONLY_MANAGERS


def test_uploads_are_the_managers(clients):
    codes = {name: send(client, ("a.txt", STORY + name.encode())).status_code for name, client in clients.items()}
    assert codes == ONLY_MANAGERS
    assert Dump.objects.count() == 1
    assert len(uploads()) == 1


def test_more_files_than_an_upload_may_have_are_refused_with_the_cure(manager_client, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 2
    response = send(manager_client, ("a.txt", STORY), ("b.txt", STORY), ("c.txt", STORY))
    [why] = texts(response, "#upload .wrong[role=alert]:not([hidden])")
    assert response.status_code == 422
    assert "more than the 2 files" in why
    assert "zip" in why
    assert not uploads()


@pytest.mark.parametrize("path", ["upload/", "dumps/1/pause/", "rejections/1/retry/"])
def test_acts_are_not_done_by_a_link(manager_client, path):
    assert manager_client.get(f"/ingest/{path}").status_code == 405


@pytest.mark.parametrize("path", ["dumps/1/stop/", "dumps/99/pause/", f"dumps/{2**64}/undo/", "rejections/1/burn/"])
def test_act_that_is_none_or_on_nothing_is_404(manager_client, path):
    assert manager_client.post(f"/ingest/{path}").status_code == 404


def test_upload_lies_in_the_data_folder_and_waits_for_a_worker(manager_client, manager):
    response = send(manager_client, ("courier.txt", STORY), ("herald.txt", STORY + b"More."))
    assert response.status_code == 302
    assert sorted(path.name for path in uploads()) == ["courier.txt", "herald.txt"]
    dumps = Dump.objects.order_by("name")
    assert [(dump.name, dump.state, dump.created_by, dump.uploaded) for dump in dumps] == [
        ("courier.txt", Dump.State.QUEUED, manager, True),
        ("herald.txt", Dump.State.QUEUED, manager, True),
    ]
    assert {Path(dump.path).read_bytes() for dump in dumps} == {STORY, STORY + b"More."}
    assert OrmQ.objects.count() == 2


def test_same_dump_twice_says_so_and_leaves_nothing_behind(manager_client):
    send(manager_client, ("courier.txt", STORY))
    ingest(Path(Dump.objects.get().path))
    send(manager_client, ("again.txt", STORY))
    said = texts(manager_client.get("/ingest/"), "#undo .undobar span")
    assert any("ingested before as courier.txt" in one and "nothing changed" in one for one in said)
    assert [path.name for path in uploads()] == ["courier.txt"]
    assert Dump.objects.count() == 1


def test_upload_beyond_the_bound_is_refused_with_the_cure(manager_client, settings):
    settings.NEWSDESK_UPLOAD_BYTES = 100_000
    response = send(manager_client, ("large.txt", b"x" * 300_000))
    assert response.status_code == 422
    [why] = texts(response, "#upload .wrong[role=alert]:not([hidden])")
    assert "97.7" in why
    assert "NEWSDESK_UPLOAD_MB" in why
    assert not uploads()


@pytest.mark.parametrize(("files", "why"), [((), "Choose at least one file"), ((("a.txt", b""),), "a.txt: empty")])
def test_upload_of_nothing_is_refused(manager_client, files, why):
    response = send(manager_client, *files, **HTMX)
    assert response.status_code == 422
    assert why in texts(response, "#upload .wrong")[0]
    assert not soup(response).select("header")
    assert not uploads()


def test_upload_without_the_token_is_refused_and_leaves_nothing_behind(manager):
    client = Client(enforce_csrf_checks=True)
    client.force_login(manager)
    assert send(client, ("a.txt", STORY)).status_code == 403
    assert not uploads()


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "..\\..\\boot.ini", ".hidden", "a/b/c.txt", "x" * 400, "\u202egnp.txt"]
)
def test_upload_never_leaves_its_folder_whatever_its_name(manager_client, name):
    send(manager_client, (name, STORY))
    [path] = uploads()
    assert path.parent.parent == Path(settings.DATA_DIR) / "uploads"
    assert not path.name.startswith(".")


def test_pause_and_resume_move_the_dump_and_queue_it(manager_client):
    dump = make_dump(state=Dump.State.READING)
    manager_client.post(f"/ingest/dumps/{dump.pk}/pause/")
    dump.refresh_from_db()
    assert dump.state == Dump.State.PAUSED
    manager_client.post(f"/ingest/dumps/{dump.pk}/resume/")
    dump.refresh_from_db()
    assert dump.state == Dump.State.QUEUED
    assert OrmQ.objects.count() == 1


def test_undo_takes_a_small_dump_back_at_once_and_leaves_a_large_one_to_a_worker(manager_client):
    small, large = make_dump(name="small"), make_dump(name="large", captures_read=5_000)
    manager_client.post(f"/ingest/dumps/{small.pk}/undo/")
    manager_client.post(f"/ingest/dumps/{large.pk}/undo/")
    assert Dump.objects.get(pk=small.pk).state == Dump.State.UNDONE
    assert OrmQ.objects.count() == 1


def test_dumps_are_looked_at_again_while_one_is_read_and_no_longer(reader_client):
    dump = make_dump(state=Dump.State.READING, cursor=61, expected=100, captures_read=61, seconds=0.5)
    part = reader_client.get("/ingest/", **HTMX, HTTP_HX_TARGET="dumps")
    assert soup(part).select_one("#dumps")["hx-trigger"] == "every 2s"
    assert soup(part).select_one("progress")["value"] == "61"
    assert "HX-Trigger" not in part.headers
    Dump.objects.filter(pk=dump.pk).update(state=Dump.State.DONE)
    part = reader_client.get("/ingest/", **HTMX, HTTP_HX_TARGET="dumps")
    assert not soup(part).select_one("#dumps").has_attr("hx-trigger")
    assert part.headers["HX-Trigger"] == "dumps-done"


def test_dump_that_no_worker_reads_says_so(reader_client):
    long_ago = timezone.now() - timedelta(minutes=5)
    for name, columns in (
        ("fresh", {"state": "queued"}),
        ("waiting", {"state": "queued", "created_at": long_ago}),
        ("read", {"state": "reading", "created_at": long_ago, "lease_until": timezone.now() + timedelta(minutes=1)}),
        ("left", {"state": "reading", "created_at": long_ago, "lease_until": long_ago}),
        ("done", {"state": "done", "created_at": long_ago}),
    ):
        make_dump(name=name, **columns)
    page = soup(reader_client.get("/ingest/"))
    hinted = [row.select_one(".name").get_text() for row in page.select("#dumps tbody tr") if row.select(".hint")]
    assert sorted(hinted) == ["left", "waiting"]


def test_rejection_says_where_why_and_what_to_do(reader_client):
    dump = make_dump(name="news.warc.gz")
    rejection = make_rejection(
        dump=dump, member="news.warc.gz", problem="no article text", detail="2 lines left of 214"
    )
    rejection.capture.record, rejection.capture.offset = 8111, 377_120_884
    rejection.capture.save()
    [row] = texts(reader_client.get("/ingest/"), "#rejections tbody tr")
    for words in (
        "record 8,112 at byte 377,120,884",
        "No article text found",
        "2 lines left of 214",
        "mark the lines of its text, then retry",
    ):
        assert words in row


def test_rejections_are_narrowed_by_dump_reason_and_state(reader_client):
    make_rejection(dump=make_dump(name="one"), problem="empty")
    other = make_dump(name="two")
    make_rejection(dump=other, problem="encrypted")
    make_rejection(dump=other, problem="empty", state=Rejection.State.DISMISSED)

    def shown(query: str) -> list[str]:
        return texts(reader_client.get(f"/ingest/?{query}"), "#rejections td:nth-child(2) b")

    assert shown("") == ["Encrypted", "Empty"]
    assert shown(f"dump={other.pk}") == ["Encrypted"]
    assert shown("problem=empty") == ["Empty"]
    assert shown("all=1") == ["Empty", "Encrypted", "Empty"]
    assert shown("problem=nonsense&dump=x&before=-1") == ["Encrypted", "Empty"]


def test_older_rejections_are_a_page_away(reader_client):
    for number in range(27):
        make_rejection(member=f"{number}.txt")
    first = reader_client.get("/ingest/")
    assert len(soup(first).select("#rejections tbody tr")) == 25
    older = soup(first).select_one("#rejections > p a.link")["href"].split("#")[0]
    assert len(soup(reader_client.get(f"/ingest/{older}")).select("#rejections tbody tr")) == 2


def test_dismissed_rejection_is_no_longer_to_do(manager_client):
    rejection = make_rejection()
    manager_client.post(f"/ingest/rejections/{rejection.pk}/dismiss/")
    rejection.refresh_from_db()
    assert rejection.state == Rejection.State.DISMISSED


def test_capture_is_shown_as_text_with_its_parts_and_reasons(reader_client):
    raw = b"<script>alert(1)</script>\nHarbour stays closed\n"
    parts = [
        Part("<script>alert(1)</script>", Role.REMOVED, Reason.SCRIPT),
        Part("Harbour stays closed", Role.HEADLINE),
    ]
    capture = make_capture(version=make_story().latest, raw=raw, parts=parts)
    response = reader_client.get(f"/captures/{capture.pk}/")
    assert "<script>alert(1)</script>" in texts(response, "pre.raw")[0]
    assert texts(response, ".parts td:last-child") == ["left out: script", "headline"]
    assert not soup(response).select(".parts input")
    assert not [script for script in soup(response).select("script") if not script.get("src")]


@pytest.fixture
def ruled_capture():
    parts = [
        Part("Harbour stays closed", Role.HEADLINE),
        Part("Nothing moves until Friday.", Role.BODY),
        Part("Three ferries wait.", Role.BODY),
        Part("The pier on Monday.", Role.REMOVED, Reason.OUTSIDE),
    ]
    story = make_story(versions=0)
    version = make_version(story=story, paragraphs=["Nothing moves until Friday.", "Three ferries wait."])
    return make_capture(version=version, parts=parts, raw=b"as received")


def test_line_roles_are_the_editors(ruled_capture, clients):
    codes = outcomes(f"/captures/{ruled_capture.pk}/lines/", clients, part="3", role="body")
    assert codes == {"anonymous": 302, "reader": 403, "editor": 302, "manager": 302}


def test_editor_says_what_a_line_is_and_sees_it_as_their_word(ruled_capture, editor_client):
    address = f"/captures/{ruled_capture.pk}/"
    assert len(soup(editor_client.get(address)).select(".parts input[type=radio]")) == 4
    editor_client.post(f"{address}lines/", {"part": "3", "role": "body"})
    ruled_capture.refresh_from_db()
    assert "The pier on Monday." in ruled_capture.version.body.paragraphs
    page = editor_client.get(address)
    assert texts(page, ".parts tr:last-child td:last-child") == ["body an editor’s word"]
    assert soup(page).select_one("#undo button[data-key=z]")


def test_line_that_cannot_be_so_says_why(ruled_capture, editor_client):
    address = f"/captures/{ruled_capture.pk}/"
    editor_client.post(f"{address}lines/", {"part": "99", "role": "body"})
    assert "no such line" in texts(editor_client.get(address), "#undo .undobar.error")[0]


@pytest.mark.parametrize("given", [{}, {"part": "1"}, {"part": "x", "role": "body"}, {"part": "1", "role": "king"}])
def test_line_role_without_line_or_role_is_said_to_be_incomplete(ruled_capture, editor_client, given):
    address = f"/captures/{ruled_capture.pk}/"
    assert editor_client.post(f"{address}lines/", given).status_code == 302
    assert "Choose a line" in texts(editor_client.get(address), "#undo .undobar.error")[0]


def test_capture_that_is_no_text_is_shown_as_hexadecimal(reader_client):
    capture = make_capture(raw=b"\x89PNG\x00\x01" * 10)
    assert texts(reader_client.get(f"/captures/{capture.pk}/"), "pre.raw")[0].startswith("8950 4e47 0001")


@pytest.mark.parametrize("charset", ["windows-1251", "no-such-charset", ""])
def test_capture_in_any_charset_is_shown(reader_client, charset):
    capture = make_capture(raw="Порт закрыт".encode("windows-1251"), charset=charset)
    assert reader_client.get(f"/captures/{capture.pk}/").status_code == 200


def test_capture_is_downloaded_as_received_and_never_shown_by_the_browser(reader_client):
    raw = b"<html>\xff\x00" * 40_000
    response = reader_client.get(f"/captures/{make_capture(raw=raw).pk}/raw/")
    assert b"".join(response.streaming_content) == raw
    assert response.headers["Content-Type"] == "application/octet-stream"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Disposition"].startswith("attachment;")


@pytest.mark.parametrize("path", ["/captures/999/", "/captures/999/raw/"])
def test_capture_that_is_not_there_is_404(reader_client, path):
    assert reader_client.get(path).status_code == 404


def test_ingest_takes_the_same_number_of_queries_for_any_number_of_rows(reader_client, django_assert_max_num_queries):
    for number in range(12):
        dump = make_dump(name=f"dump {number}", digest=f"{number:064}")
        make_rejection(dump=dump)
    with django_assert_max_num_queries(9):  # session, user, two of permissions, review count, and four of the screen
        reader_client.get("/ingest/")


def test_undone_dump_says_what_was_removed_and_what_was_kept(reader_client):
    make_dump(state=Dump.State.UNDONE, captures_read=7)
    kept = make_dump(name="kept.zip", state=Dump.State.UNDONE, captures_read=3)
    make_capture(version=make_story().versions.get(), dump=kept)
    newest, oldest = texts(reader_client.get("/ingest/"), "#dumps tbody td.state")
    assert oldest == "Undone everything it brought was removed"
    assert newest == "Undone 2 captures removed, 1 capture kept for editors’ work on them"


def test_capture_without_a_headline_is_named_as_its_place_is_counted(reader_client):
    capture = make_capture(member="a.jsonl", record=3)
    page = soup(reader_client.get(f"/captures/{capture.pk}/"))
    assert page.h1.get_text() == "a.jsonl, record 4"
    assert "record 4" in page.select_one("dl.facts").get_text()
