"""What is hostile, damaged or too large is refused at its place, within bounds, and the rest is read."""

import gzip
import io
import json
import os
import random
import struct
import tarfile
import zipfile
import zlib
from pathlib import Path

import pytest
import zstandard

from articles.text.formats import BadRecord, Limits, Problem, RawRecord, read_dump
from articles.text.formats.archives import Budget
from articles.text.formats.limits import MIB
from tests.text.formats.test_read_dump import COMPRESS

BODY = b"The ferry left Port Amber at nine. Nobody was on the pier."
SMALL = Limits(record_bytes=10_000, expanded_floor=1 * MIB, expansion=20, members=50)


def problems(path: Path, limits: Limits = SMALL) -> list[Problem | None]:
    return [record.problem if isinstance(record, BadRecord) else None for record in read_dump(path, limits=limits)]


def random_bytes(seed: int, size: int) -> bytes:
    return random.Random(seed).randbytes(size)  # noqa: S311 # bytes that do not compress, the same on each run


def zipped(folder: Path, members: dict[str, bytes]) -> Path:
    path = folder / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


@pytest.mark.parametrize("name", ["../up.txt", "/etc/x.txt", "a/../../x.txt", "C:\\x.txt", "..\\x.txt"])
def test_member_that_leads_outside_is_refused_alone(tmp_path: Path, name: str) -> None:
    assert problems(zipped(tmp_path, {name: BODY, "good.txt": BODY})) == [Problem.UNSAFE_PATH, None]


def test_links_and_devices_in_a_tar_are_refused(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "a.tar", "w") as tar:
        link = tarfile.TarInfo("link")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(link)
        info = tarfile.TarInfo("good.txt")
        info.size = len(BODY)
        tar.addfile(info, io.BytesIO(BODY))
    assert problems(tmp_path / "a.tar") == [Problem.UNSAFE_PATH, None]


def test_zip_bomb_is_refused_by_what_it_declares(tmp_path: Path) -> None:
    path = zipped(tmp_path, {"bomb.txt": b"0" * (40 * MIB), "good.txt": BODY})
    assert problems(path) == [Problem.TOO_LARGE, None]


def test_zip_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path, {"liar.txt": b"0" * 500_000, "good.txt": BODY})
    raw = path.read_bytes()
    path.write_bytes(raw.replace(struct.pack("<I", 500_000), struct.pack("<I", 500)))
    first, second = read_dump(path, limits=SMALL)
    assert isinstance(first, BadRecord)
    assert isinstance(second, RawRecord)


@pytest.mark.parametrize("compress", [gzip.compress, zstandard.ZstdCompressor().compress])
def test_compressed_bomb_is_refused_by_what_comes_out(tmp_path: Path, compress: object) -> None:
    path = tmp_path / "bomb.jsonl.gz"
    path.write_bytes(compress(b"\n" * (30 * MIB)))  # type: ignore[operator]  # both take bytes
    assert problems(path) == [Problem.EMPTY] or problems(path) == [Problem.TOO_LARGE]


def test_bomb_behind_good_lines_keeps_the_good_lines(tmp_path: Path) -> None:
    line = json.dumps({"title": "T", "text": BODY.decode()}).encode() + b"\n"
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(line * 3 + b" " * (40 * MIB)))
    assert problems(path)[:3] == [None] * 3
    assert problems(path)[-1] is Problem.TOO_LARGE


def test_nested_archive_is_refused_alone(tmp_path: Path) -> None:
    inner = zipped(tmp_path, {"x.txt": BODY}).read_bytes()
    assert problems(zipped(tmp_path, {"inner.zip": inner, "good.txt": BODY})) == [Problem.UNSUPPORTED, None]


def test_encrypted_member_is_refused_alone(tmp_path: Path) -> None:
    path = zipped(tmp_path, {"secret.txt": BODY, "good.txt": BODY})
    raw = bytearray(path.read_bytes())
    directory = raw.index(b"PK\x01\x02")
    raw[directory + 8] |= 1
    path.write_bytes(raw)
    assert problems(path) == [Problem.ENCRYPTED, None]


def test_members_of_one_name_are_numbered_and_never_share_a_label() -> None:
    budget = Budget(left=0)
    assert [budget.label(name) for name in ("a", "a", "a (3)", "a", "a")] == ["a", "a (2)", "a (3)", "a (4)", "a (5)"]


def test_too_many_members_are_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path, {f"{number}.txt": BODY for number in range(51)})
    assert problems(path) == [Problem.TOO_MANY]


def test_tar_header_of_gigabytes_is_refused(tmp_path: Path) -> None:
    info = tarfile.TarInfo("x")
    info.type, info.size = tarfile.GNUTYPE_LONGNAME, 8 << 30
    (tmp_path / "a.tar").write_bytes(info.tobuf(tarfile.GNU_FORMAT) + b"y" * 20_000)
    assert problems(tmp_path / "a.tar") == [Problem.TOO_LARGE]


@pytest.mark.parametrize("keep", [0.4, 0.9])
def test_cut_off_archive_says_so_and_keeps_what_was_whole(tmp_path: Path, keep: float) -> None:
    with tarfile.open(tmp_path / "a.tar.gz", "w:gz") as tar:
        for seed, name in enumerate(("a.txt", "b.txt", "c.txt")):
            content = random_bytes(seed, 20_000).hex().encode()
            info = tarfile.TarInfo(name)
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
    raw = (tmp_path / "a.tar.gz").read_bytes()
    (tmp_path / "a.tar.gz").write_bytes(raw[: int(len(raw) * keep)])
    found = problems(tmp_path / "a.tar.gz", Limits())
    assert found[0] is None
    assert found[-1] in (Problem.TRUNCATED, Problem.MALFORMED)


def test_cut_off_zip_says_so(tmp_path: Path) -> None:
    path = zipped(tmp_path, {"a.txt": BODY * 50})
    path.write_bytes(path.read_bytes()[:-30])
    assert problems(path) == [Problem.TRUNCATED]


@pytest.mark.parametrize("suffix", COMPRESS)
@pytest.mark.parametrize("keep", [0.5, 0.9, 0.999])
def test_cut_off_file_keeps_its_whole_lines_and_says_so(tmp_path: Path, suffix: str, keep: float) -> None:
    lines = [json.dumps({"title": str(n), "text": random_bytes(n, 2000).hex()}) for n in range(90)]
    raw = COMPRESS[suffix]("\n".join(lines).encode())
    path = tmp_path / "a.jsonl"
    path.write_bytes(raw[: int(len(raw) * keep)])
    found = problems(path, Limits())
    assert found[:5] == [None] * 5 or suffix == "bz2"
    assert found[-1] in (Problem.TRUNCATED, Problem.MALFORMED)


def test_bad_line_says_its_number_byte_and_cure(tmp_path: Path) -> None:
    good = json.dumps({"title": "T", "text": BODY.decode()})
    (tmp_path / "a.jsonl").write_text(f"{good}\n\n{{'title': 1}}\n{good}\n[1]\n")
    records = list(read_dump(tmp_path / "a.jsonl"))
    assert [isinstance(record, RawRecord) for record in records] == [True, False, True, False]
    bad = records[1]
    assert isinstance(bad, BadRecord)
    assert bad.place.offset == len(good) + 2
    assert bad.detail.startswith(f"line 3 at byte {len(good) + 2}: ")
    assert "mend it" in bad.detail


def test_broken_first_line_does_not_hide_the_others(tmp_path: Path) -> None:
    good = json.dumps({"title": "T", "text": BODY.decode()})
    (tmp_path / "a.jsonl").write_text(f"{{broken\n{good}\n{good}\n")
    assert problems(tmp_path / "a.jsonl") == [Problem.MALFORMED, None, None]


def test_huge_line_is_refused_and_the_next_is_read(tmp_path: Path) -> None:
    good = json.dumps({"title": "T", "text": BODY.decode()})
    huge = json.dumps({"title": "T", "text": "x" * 3_000_000})
    (tmp_path / "a.jsonl").write_text(f"{good}\n{huge}\n{good}\n")
    assert problems(tmp_path / "a.jsonl") == [None, Problem.TOO_LARGE, None]


def test_deep_nesting_and_giant_numbers_are_refused(tmp_path: Path) -> None:
    good = json.dumps({"title": "T", "text": BODY.decode()})
    lines = [good, '{"a":' * 3000 + "1" + "}" * 3000, '{"a": ' + "9" * 9000 + "}", good]
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    assert problems(tmp_path / "a.jsonl", Limits()) == [None, Problem.MALFORMED, Problem.MALFORMED, None]


def test_nul_and_lone_surrogates_are_normalised(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"title": "a\\u0000b", "text": "x \\ud800 y \\ud83d\\ude00"}')
    (record,) = read_dump(tmp_path / "a.jsonl")
    assert isinstance(record, RawRecord)
    assert (record.given["headline"], record.text) == ("ab", "x � y 😀")


def test_invalid_utf8_keeps_the_rest_of_the_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Die Fähre für Bürger fährt über Nacht, größer denn je".encode() + b" \xc3( Ende")
    (record,) = read_dump(tmp_path / "a.txt")
    assert isinstance(record, RawRecord)
    assert "größer" in record.text
    assert record.text.endswith("Ende")


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", Problem.EMPTY),
        (b" \n\x00\n ", Problem.EMPTY),
        (b"%PDF-1.7 ...", Problem.UNSUPPORTED),
        (b"\x89PNG\r\n\x1a\n", Problem.UNSUPPORTED),
        (random_bytes(1, 4000), Problem.NOT_TEXT),
        (zlib.compress(BODY * 100), Problem.NOT_TEXT),
    ],
)
def test_what_is_no_text_is_refused(tmp_path: Path, content: bytes, problem: Problem) -> None:
    (tmp_path / "a.txt").write_bytes(content)
    assert problems(tmp_path / "a.txt") == [problem]


def test_text_larger_than_a_record_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(BODY * 1000)
    assert problems(tmp_path / "a.txt") == [Problem.TOO_LARGE]


def test_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert problems(tmp_path) == [Problem.UNSUPPORTED]
