"""WARC archives give their pages; what is cut off, lies about its length or is no page says so at its byte."""

import gzip
import zlib
from pathlib import Path

import pytest

from articles.text.formats import BadRecord, Limits, MediaKind, Problem, RawRecord, Record, read_dump
from tests.quality.gold import GOLD, needs_gold

PAGE = "<html><head><title>Ferry</title></head><body><p>The ferry left at nine – in fog.</p></body></html>"


def http(body: bytes, *headers: str, status: str = "200 OK") -> bytes:
    return "\r\n".join([f"HTTP/1.1 {status}", *headers, "", ""]).encode() + body


def record(block: bytes, *headers: str, kind: str = "response", length: int | None = None) -> bytes:
    lines = [
        "WARC/1.0",
        f"WARC-Type: {kind}",
        "WARC-Target-URI: https://paper.example/1",
        "WARC-Date: 2026-03-01T09:00:00Z",
        f"Content-Length: {len(block) if length is None else length}",
        *(headers or ["Content-Type: application/http; msgtype=response"]),
    ]
    return "\r\n".join([*lines, "", ""]).encode() + block + b"\r\n\r\n"


def page(text: str = PAGE) -> bytes:
    return record(http(text.encode(), "Content-Type: text/html; charset=utf-8"))


def read(folder: Path, *records: bytes) -> list[Record]:
    path = folder / "a.warc.gz"
    path.write_bytes(b"".join(map(gzip.compress, records)))
    plain = folder / "a.warc"
    plain.write_bytes(b"".join(records))
    found = list(read_dump(plain, limits=Limits(record_bytes=100_000)))
    packed = list(read_dump(path, limits=Limits(record_bytes=100_000)))
    assert [made.place.record for made in packed] == [made.place.record for made in found]
    return found


def problems(records: list[Record]) -> list[Problem | None]:
    return [made.problem if isinstance(made, BadRecord) else None for made in records]


def test_page_has_its_address_date_and_text(tmp_path: Path) -> None:
    info = record(b"software: crawler\r\n", "Content-Type: application/warc-fields", kind="warcinfo")
    (made,) = read(tmp_path, info, page())
    assert isinstance(made, RawRecord)
    assert (made.kind, made.text, made.raw) == (MediaKind.PAGE, PAGE, PAGE.encode())
    assert (made.url, made.captured) == ("https://paper.example/1", "2026-03-01T09:00:00Z")
    assert made.place.offset == len(info)


def test_wet_gives_texts(tmp_path: Path) -> None:
    (made,) = read(tmp_path, record(b"The ferry left.", "Content-Type: text/plain", kind="conversion"))
    assert isinstance(made, RawRecord)
    assert (made.kind, made.text) == (MediaKind.TEXT, "The ferry left.")


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (gzip.compress(PAGE.encode()), ["Content-Encoding: gzip"]),
        (zlib.compress(PAGE.encode()), ["Content-Encoding: deflate"]),
        (PAGE.encode(), ["Content-Encoding: gzip"]),
        (b"5\r\n" + PAGE.encode()[:5] + b"\r\n%x\r\n" % (len(PAGE.encode()) - 5) + PAGE.encode()[5:] + b"\r\n0\r\n\r\n",
         ["Transfer-Encoding: chunked"]),
        (PAGE.encode(), ["Transfer-Encoding: chunked"]),
    ],
)  # fmt: skip
def test_body_is_the_page_however_it_was_sent(tmp_path: Path, body: bytes, headers: list[str]) -> None:
    (made,) = read(tmp_path, record(http(body, "Content-Type: text/html", *headers)))
    assert isinstance(made, RawRecord)
    assert made.text == PAGE


def test_what_is_no_page_is_a_rejection_and_the_rest_is_read(tmp_path: Path) -> None:
    made = read(
        tmp_path,
        record(b"", kind="revisit"),
        record(http(b"%PDF", "Content-Type: application/pdf")),
        record(http(b"gone", "Content-Type: text/html", status="404 Not Found")),
        record(
            http(PAGE.encode(), "Content-Type: text/html"), "Content-Type: application/http", "WARC-Truncated: time"
        ),
        record(http(b"x" * 200_000, "Content-Type: text/html")),
        record(http(gzip.compress(b" " * 900_000), "Content-Type: text/html", "Content-Encoding: gzip")),
        page(),
    )
    assert problems(made) == [
        Problem.EMPTY,
        Problem.NOT_TEXT,
        Problem.NO_ARTICLE,
        Problem.TRUNCATED,
        Problem.TOO_LARGE,
        Problem.TOO_LARGE,
        None,
    ]


def test_cut_off_archive_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(page() + page()[:-60])
    made = list(read_dump(tmp_path / "a.warc"))
    assert problems(made) == [None, Problem.TRUNCATED]
    assert f"byte {len(page()):,}" in made[1].detail  # type: ignore[union-attr]  # a bad record, as asserted


@pytest.mark.parametrize("by", [-20, 20])
def test_length_that_lies_is_told_and_reading_goes_on(tmp_path: Path, by: int) -> None:
    block = http(PAGE.encode(), "Content-Type: text/html")
    made = read(tmp_path, record(block, length=len(block) + by), page(), page())
    assert Problem.MALFORMED in problems(made)
    assert problems(made)[-1] is None


@needs_gold
@pytest.mark.gold
def test_gold_archives_are_read_and_the_cut_off_one_says_so() -> None:
    whole = list(read_dump(GOLD / "formats" / "warcio-example.warc.gz"))
    assert sum(isinstance(made, RawRecord) for made in whole) >= 1
    cut = list(read_dump(GOLD / "formats" / "warcio-example-truncated.warc"))
    assert problems(cut) == [Problem.TRUNCATED, Problem.MALFORMED]
