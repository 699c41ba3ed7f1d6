"""`manage.py clean` on what an operator may name by mistake or by malice: an answer each time, within bounds."""

import json
import os
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from tests.pipeline.dump_texts import invented_body

pytestmark = pytest.mark.django_db

TEXT = "\n\n".join(invented_body(1))
RUSSIAN_PARAGRAPHS = [
    "Совет Нижней Венды в понедельник проголосовал за открытие старого парома, который стоял с весны на приколе.",
    "По словам депутатов, лодке нужны новые доски, новый двигатель и, прежде всего, капитан, которого ещё надо найти.",
    "«Мы искали на обоих берегах», — сказал секретарь порта Одо Прюитт, который ведёт список желающих.",
    "Первый рейс намечен на вторую неделю июня, если позволит река, сообщил мэр после заседания.",
]
RUSSIAN = "\n\n".join(RUSSIAN_PARAGRAPHS)
HEBREW = "\n\n".join(
    f"\u202e\u200fמועצת העיר הצביעה ביום שני לפתוח מחדש את מעבורת מספר {number}, שעמדה מאז האביב.\u202c"
    for number in range(6)
)


def clean(*paths: Path) -> tuple[list[dict[str, Any]], str, int]:
    """The articles that the command prints for the files, what it complains of, and its exit status."""
    out, err = StringIO(), StringIO()
    try:
        call_command("clean", "--json", *map(str, paths), stdout=out, stderr=err)
        status = 0
    except SystemExit as ended:
        status = int(ended.code or 0)
    return [json.loads(line) for line in out.getvalue().split("\n") if line], err.getvalue(), status


@pytest.mark.parametrize(
    ("name", "raw", "complaint"),
    [
        ("a.txt", b"", "a.txt: empty: there is nothing in it: leave it out, or send it again"),
        ("a.html", b" \n" * 1_000, "a.html: empty: there is nothing in it"),
        ("a.bin", bytes(range(256)) * 500, "a.bin: not text: the bytes are no text in windows-1252: save it as UTF-8"),
        ("a.pdf", b"%PDF-1.7\n", "a.pdf: unsupported: it is a PDF document: save its text"),
        ("a.html", b"\x89PNG\r\n\x1a\n" + b"\x01" * 99, "a.html: unsupported: it is a picture: save its text"),
        ("a.txt", b"word " * 10_000_000, "a.txt: too large: one record has more than 33,554,432 bytes"),
        ("a.json", b"[" * 100_000 + b"]" * 100_000, "a.json: no article text: there is no object in this JSON"),
        ("a.html.gz", b"\x1f\x8b\x08broken", "a.html.gz: truncated: "),
    ],
    ids=["zero bytes", "blanks", "binary", "pdf", "picture", "50 MB line", "nested json", "broken gzip"],
)
def test_clean_names_the_file_the_fault_and_the_cure(tmp_path, name, raw, complaint):
    (tmp_path / name).write_bytes(raw)
    articles, complaints, status = clean(tmp_path / name)
    assert (articles, status) == ([], 1)
    assert complaints.startswith(complaint)


def test_clean_goes_on_after_a_file_that_is_missing(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    articles, complaints, status = clean(tmp_path / "none.txt", tmp_path / "a.txt")
    assert (len(articles), status) == (1, 2)
    assert complaints == f"{tmp_path / 'none.txt'}: No such file or directory: name a file that this account can read\n"


def test_clean_reads_the_files_of_a_folder(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").write_bytes(b"")
    articles, complaints, status = clean(tmp_path)
    assert (len(articles), status) == (1, 1)
    assert complaints.startswith("b.txt: empty")


def test_clean_says_that_a_folder_is_empty(tmp_path):
    assert clean(tmp_path)[1:] == (f"{tmp_path}: no file stands in it: name a folder with articles, or a file\n", 1)


def test_clean_does_not_wait_for_a_pipe(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    _, complaints, status = clean(tmp_path / "pipe")
    assert status == 1
    assert complaints == "pipe: unsupported: it is no regular file but a pipe, a socket or a device: name a file\n"


@pytest.mark.parametrize(
    ("raw", "paragraphs"),
    [
        (TEXT.encode("utf-16"), TEXT.split("\n\n")),
        (TEXT.encode("utf-16-be"), TEXT.split("\n\n")),
        (RUSSIAN.encode("cp1251"), RUSSIAN_PARAGRAPHS),
        (TEXT.replace(". ", ".\0 ").encode(), TEXT.split("\n\n")),
        (TEXT.replace("\n", "\r").encode("utf-8-sig"), TEXT.split("\n\n")),
    ],
    ids=["UTF-16", "UTF-16 without a mark", "windows-1251", "NUL", "old line ends"],
)
def test_clean_reads_text_in_any_charset(tmp_path, raw, paragraphs):
    (tmp_path / "a.txt").write_bytes(raw)
    ((article,), complaints, status) = clean(tmp_path / "a.txt")
    assert (complaints, status) == ("", 0)
    assert article["paragraphs"] == paragraphs


@pytest.mark.parametrize(
    "raw",
    [
        TEXT.encode() + "\n\nGröße – “so”.\n\n".encode("cp1252") + RUSSIAN.encode("cp1251"),
        TEXT.encode() + b"\n\n\xed\xa0\x80 lone \xed\xb0\x80\n\n" + TEXT.encode(),
        HEBREW.encode(),
    ],
    ids=["mixed encodings", "lone surrogates", "marks of direction"],
)
def test_clean_reads_what_no_charset_fits_without_what_databases_refuse(tmp_path, raw):
    (tmp_path / "a.txt").write_bytes(raw)
    ((article,), _, status) = clean(tmp_path / "a.txt")
    printed = json.dumps(article, ensure_ascii=False)
    assert (status, "\0" in printed) == (0, False)
    assert printed.encode()
    assert article["paragraphs"]


@pytest.mark.parametrize(
    "raw",
    [
        b"<div>" * 100_000 + "".join(f"<p>{paragraph}</p>" for paragraph in invented_body(1)).encode(),
        b"<h1>Ferry</h1>"
        + b"<p>The ferry left Port Amber at nine in the morning, and nobody was on the pier.</p>" * 120_000,
    ],
    ids=["100,000 deep", "10 MB"],
)
def test_clean_reads_a_hostile_page_and_doubts_it(tmp_path, raw):
    (tmp_path / "a.html").write_bytes(raw)
    ((article,), _, status) = clean(tmp_path / "a.html")
    assert status == 0
    assert "paragraphs" in article["doubts"]
