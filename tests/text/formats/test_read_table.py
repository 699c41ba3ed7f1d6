"""CSV and TSV give a record a row; a bad row says its line and does not spoil the next."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.text.formats import BadRecord, Limits, Problem, RawRecord, Record, read_dump
from articles.text.formats.read import read_again

ROWS = [["Ferry, fog", 'First "line".\nSecond line.', "2026-03-01"], ["Größe", "Ein Wort – zwei.", "2026-03-02"]]


def table(rows: list[list[str]], delimiter: str = ",") -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows([["Title", "Text", "Date"], *rows])
    return text.getvalue()


def read(folder: Path, content: str, charset: str = "utf-8", limits: Limits | None = None) -> list[Record]:
    (folder / "a.csv").write_bytes(content.encode(charset))
    return list(read_dump(folder / "a.csv", limits=limits))


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_rows_are_records_in_any_delimiter_and_charset(tmp_path: Path, delimiter: str, charset: str) -> None:
    first, second = read(tmp_path, table(ROWS, delimiter), charset)
    assert isinstance(first, RawRecord)
    assert isinstance(second, RawRecord)
    assert (first.given["headline"], first.text) == (ROWS[0][0], ROWS[0][1])
    assert (second.given["published"], second.text) == ("2026-03-02", ROWS[1][1])


def test_stored_row_reads_as_before(tmp_path: Path) -> None:
    first, _ = read(tmp_path, table(ROWS))
    assert isinstance(first, RawRecord)
    again = read_again(first.raw, place=first.place)
    assert isinstance(again, RawRecord)
    assert (again.text, again.given) == (first.text, first.given)


def test_bad_row_says_its_line_and_byte(tmp_path: Path) -> None:
    content = table(ROWS[:1]) + "a,b,c,d,e\r\n" + table(ROWS)[len("Title,Text,Date\r\n") :]
    made = read(tmp_path, content)
    assert [isinstance(one, RawRecord) for one in made] == [True, False, True, True]
    assert isinstance(made[1], BadRecord)
    assert made[1].detail.startswith(f"line 4 at byte {len(table(ROWS[:1]))}: 5 cells")


def test_quotation_that_never_closes_is_bounded(tmp_path: Path) -> None:
    content = table(ROWS) + 'T,"never closed\r\n' + "more words\r\n" * 2000
    made = read(tmp_path, content, limits=Limits(record_bytes=5000))
    assert isinstance(made[0], RawRecord)
    assert Problem.MALFORMED in [one.problem for one in made if isinstance(one, BadRecord)]


def test_long_cell_is_read_whole(tmp_path: Path) -> None:
    (made,) = read(tmp_path, table([["T", "word " * 50_000, "2026-03-01"]]))
    assert isinstance(made, RawRecord)
    assert len(made.text) == 250_000


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1), min_size=3, max_size=3)))
@settings(max_examples=60, deadline=None)
def test_any_table_gives_a_row_a_record(tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]) -> None:
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    made = read(tmp_path_factory.mktemp("table"), table(rows)) if rows else []
    assert len(made) == len(rows)


def test_number_and_text_alone_make_a_table(tmp_path: Path) -> None:
    made = read(tmp_path, "Body ID,articleBody\r\n0,One text.\r\n1,Another text.\r\n")
    assert [one.text for one in made if isinstance(one, RawRecord)] == ["One text.", "Another text."]


@pytest.mark.parametrize(
    "prose", ["Text, headline and all\nsaid the editor, again.", "The body; the url\nwere not found."]
)
def test_prose_with_commas_is_no_table(tmp_path: Path, prose: str) -> None:
    (made,) = read(tmp_path, prose)
    assert isinstance(made, RawRecord)
    assert made.text == prose
