"""Dumps of every layout are read in order, wholly, and again from where reading stopped."""

import bz2
import gzip
import io
import json
import lzma
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.text.formats import (
    BadRecord,
    MediaKind,
    Problem,
    RawRecord,
    Record,
    count_records,
    dump_digest,
    dump_format,
    read_dump,
    survey,
)

BODY = "The ferry left Port Amber at nine. Nobody was on the pier."
OBJECT = {"title": "Ferry leaves", "text": BODY, "url": "https://paper.example/1", "authors": ["Ann Lee", "Bo Ray"]}
COMPRESS: dict[str, Callable[[bytes], bytes]] = {
    "gz": gzip.compress,
    "bz2": bz2.compress,
    "xz": lzma.compress,
    "zst": zstandard.ZstdCompressor().compress,
}


def good(path: Path) -> list[RawRecord]:
    records = list(read_dump(path))
    assert all(isinstance(record, RawRecord) for record in records), records
    return [record for record in records if isinstance(record, RawRecord)]


def places(records: list[Record]) -> list[tuple[str, int]]:
    return [(record.place.member, record.place.record) for record in records]


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_text_capture_is_one_record_with_its_bytes(tmp_path: Path) -> None:
    (record,) = good(written(tmp_path, "a.html", BODY))
    assert (record.kind, record.text, record.raw) == (MediaKind.TEXT, BODY, BODY.encode())


@pytest.mark.parametrize(
    "page",
    [
        f"<!DOCTYPE html><html><body><p>{BODY}</p></body></html>",
        f"\ufeff\n<!-- a comment -->\n<HTML><p>{BODY}",
        f'<?xml version="1.0"?><!DOCTYPE html PUBLIC "x" "y"><html><p>{BODY}</p></html>',
        f"<div><p>{BODY}</p><p>{BODY}</p><a href='/'>x</a></div>",
    ],
)
def test_page_is_told_by_its_content(tmp_path: Path, page: str) -> None:
    (record,) = good(written(tmp_path, "page.txt", page))
    assert record.kind is MediaKind.PAGE


def test_page_charset_is_taken_from_its_declaration(tmp_path: Path) -> None:
    page = '<html><head><meta charset="windows-1251"></head><body><p>Паром ушёл в девять утра</p></body></html>'
    (record,) = good(written(tmp_path, "p", page.encode("cp1251")))
    assert "Паром ушёл" in record.text
    assert record.charset == "windows-1251"


def test_utf16_without_mark_is_text(tmp_path: Path) -> None:
    (record,) = good(written(tmp_path, "a", BODY.encode("utf-16-le")))
    assert record.text == BODY


def test_json_lines_give_one_record_a_line(tmp_path: Path) -> None:
    lines = "\n".join(json.dumps({**OBJECT, "title": f"Ferry {n}"}) for n in range(3))
    records = good(written(tmp_path, "a.txt", lines + "\n\n"))
    assert [record.given["headline"] for record in records] == ["Ferry 0", "Ferry 1", "Ferry 2"]
    assert [record.place.record for record in records] == [0, 1, 2]
    assert records[1].place.offset == len(lines.split("\n")[0]) + 1
    assert records[0].given["authors"] == "Ann Lee\nBo Ray"


@pytest.mark.parametrize(
    "layout",
    [
        json.dumps,
        lambda objects: json.dumps(objects, indent=2),
        lambda objects: json.dumps({"status": "ok", "articles": objects}),
        lambda objects: json.dumps({"hits": {"total": 2, "hits": [{"_id": 1, "_source": item} for item in objects]}}),
        lambda objects: "\n".join(json.dumps(item, indent=1) for item in objects),
    ],
)
def test_json_of_any_layout_gives_its_articles(tmp_path: Path, layout: Callable[[list[object]], str]) -> None:
    objects: list[object] = [{**OBJECT, "title": 'One "quoted" {brace'}, {**OBJECT, "title": "Two"}]
    records = good(written(tmp_path, "a.json", layout(objects)))
    assert [record.given["headline"] for record in records] == ['One "quoted" {brace', "Two"]
    assert all(record.text == BODY for record in records)


def test_json_with_a_page_is_cleaned_as_a_page(tmp_path: Path) -> None:
    page = f"<html><body><p>{BODY}</p></body></html>"
    (record,) = good(written(tmp_path, "a.jsonl", json.dumps({"url": "https://p.example/", "html": page})))
    assert (record.kind, record.text, record.url) == (MediaKind.PAGE, page, "https://p.example/")


@pytest.mark.parametrize(
    ("line", "named"),
    [("null", "nothing (null)"), ('"words"', "a bare text"), ("[1]", "a list"), ("7", "a bare number")],
)
def test_line_that_is_no_object_is_broken_and_said_so_in_plain_words(tmp_path: Path, line: str, named: str) -> None:
    _, record = read_dump(written(tmp_path, "a.jsonl", f"{json.dumps(OBJECT)}\n{line}\n"))
    assert isinstance(record, BadRecord)
    assert record.problem is Problem.MALFORMED
    assert f": {named} where an object with an article's fields is expected" in record.detail


def test_markup_in_a_body_field_becomes_paragraphs(tmp_path: Path) -> None:
    body = "<p>One &amp; <b>two</b></p><script>alert(1)</script><ul><li>Three</li></ul>"
    (record,) = good(written(tmp_path, "a.jsonl", json.dumps({"title": "T", "content": body})))
    assert (record.kind, record.text) == (MediaKind.FIELDS, "One & two\nThree")


def test_mapping_names_fields_that_nobody_knows(tmp_path: Path) -> None:
    path = written(tmp_path, "a.jsonl", json.dumps({"kopf": "Fähre", "inhalt": BODY}))
    (record,) = read_dump(path, fields={"headline": "kopf", "body": "inhalt"})
    assert isinstance(record, RawRecord)
    assert (record.given["headline"], record.text) == ("Fähre", BODY)


@pytest.mark.parametrize("suffix", COMPRESS)
def test_compressed_file_reads_as_the_plain_one(tmp_path: Path, suffix: str) -> None:
    (record,) = good(written(tmp_path, f"a.txt.{suffix}", COMPRESS[suffix](BODY.encode())))
    assert record.text == BODY


def archive_of(folder: Path, kind: str, members: dict[str, bytes]) -> Path:
    path = folder / f"a.{kind}"
    if kind == "zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in members.items():
                archive.writestr(name, content)
        return path
    with tarfile.open(path, "w:gz" if kind == "tar.gz" else "w") as tar:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
    return path


@pytest.mark.parametrize("kind", ["zip", "tar", "tar.gz"])
def test_archive_gives_its_members_with_their_paths(tmp_path: Path, kind: str) -> None:
    members = {
        "b/one.txt": BODY.encode(),
        "two.txt.gz": gzip.compress(BODY.encode()),
        "lines.jsonl": f"{json.dumps(OBJECT)}\n{json.dumps(OBJECT)}\n".encode(),
        ".hidden": b"x",
    }
    records = good(archive_of(tmp_path, kind, members))
    assert places(list(records)) == [("b/one.txt", 0), ("two.txt.gz", 0), ("lines.jsonl", 0), ("lines.jsonl", 1)]


def test_folder_is_read_by_name_without_hidden_files_and_links(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/.hidden", ".git/config", "c.txt"):
        written(tmp_path, f"dump/{name}", BODY)
    (tmp_path / "dump" / "link.txt").symlink_to(tmp_path / "dump" / "b.txt")
    archive_of(tmp_path / "dump", "zip", {"in.txt": BODY.encode()})
    assert places(list(good(tmp_path / "dump"))) == [
        ("a/z.txt", 0),
        ("a.zip/in.txt", 0),
        ("b.txt", 0),
        ("c.txt", 0),
    ]


def test_path_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        list(read_dump(tmp_path / "none"))


@given(st.integers(min_value=0, max_value=9))
@settings(max_examples=10, deadline=None)
def test_reading_goes_on_after_any_record(tmp_path_factory: pytest.TempPathFactory, at: int) -> None:
    folder = tmp_path_factory.mktemp("dump")
    lines = "\n".join([json.dumps(OBJECT), "{broken", json.dumps(OBJECT)])
    archive_of(folder, "zip", {"x.jsonl": lines.encode(), "y.txt": BODY.encode(), "z.bin": b"%PDF-1.4"})
    written(folder, "b.jsonl", lines)
    written(folder, "c.txt", BODY)
    archive_of(folder, "tar", {"t.txt": BODY.encode()})
    whole = list(read_dump(folder))
    assert len(whole) == 10
    assert list(read_dump(folder, after=whole[at].place)) == whole[at + 1 :]


def test_digest_is_that_of_the_content(tmp_path: Path) -> None:
    first = written(tmp_path, "one/a.txt", BODY)
    written(tmp_path, "two/a.txt", BODY).touch()
    assert dump_digest(tmp_path / "one") == dump_digest(tmp_path / "two")
    assert dump_digest(first) == dump_digest(written(tmp_path, "renamed.txt", BODY))
    written(tmp_path, "two/b.txt", "")
    assert dump_digest(tmp_path / "one") != dump_digest(tmp_path / "two")


@given(st.binary(max_size=400))
@settings(max_examples=150, deadline=None)
def test_any_bytes_end_as_records_that_databases_take(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = written(tmp_path_factory.mktemp("any"), "x", content)
    records = list(read_dump(path))
    assert records
    for record in records:
        text = record.detail if isinstance(record, BadRecord) else record.text
        assert "\x00" not in text
        text.encode()


NAMES = st.sampled_from(["title", "text", "authors", "date", "articles", "html", "x"])
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text()


@given(st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(NAMES, inner)))
@settings(max_examples=150, deadline=None)
def test_any_json_ends_as_records(tmp_path_factory: pytest.TempPathFactory, value: object) -> None:
    path = written(tmp_path_factory.mktemp("any"), "x.json", json.dumps(value, ensure_ascii=True))
    for record in read_dump(path):
        assert isinstance(record, BadRecord) or record.text.strip()


@pytest.mark.parametrize(
    ("name", "content", "format_", "count"),
    [
        ("a.txt", BODY.encode(), "text", 1),
        ("a.json", f"\n{json.dumps(OBJECT)}\n\n{json.dumps(OBJECT)}".encode(), "JSON Lines", 2),
        ("a.gz", gzip.compress(f"{json.dumps(OBJECT)}\n{{broken\n".encode()), "JSON Lines, gzip", 2),
        ("a.pdf", b"%PDF-1.7", "", 1),
    ],
)
def test_survey_says_what_a_dump_is(tmp_path: Path, name: str, content: bytes, format_: str, count: int) -> None:
    path = written(tmp_path, name, content)
    assert (dump_format(path), count_records(path)) == (format_, count)


def test_survey_counts_the_lines_of_a_large_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(survey, "COUNTED_BYTES", 0)
    monkeypatch.setattr(survey, "CHUNK_BYTES", 7)
    path = written(tmp_path, "a.jsonl", "\n\n".join([json.dumps(OBJECT)] * 5))
    assert count_records(path) == len(good(path)) == 5
    assert count_records(written(tmp_path, "b.txt", BODY)) is None
