"""CSV and TSV -> one record a row; its bytes are kept with the line of the fields' names before them."""

import csv
from collections.abc import Iterator

from articles.text.formats.door import BOMS, decode, decode_as
from articles.text.formats.fields import record_of
from articles.text.formats.limits import EXCERPT_BYTES, Reading, UnreadableError
from articles.text.formats.recognise import head_text, table_delimiter
from articles.text.formats.record import BadRecord, Place, Problem, RawRecord
from articles.text.formats.stream import Stream

TABLE_TYPE = "text/csv"
# A quotation mark that never closes takes all lines after it along; no article has this many.
LINES_A_ROW = 5000
CURE = "close the quotation mark there, or export the table again"


def read_table(stream: Stream, member: str, reading: Reading) -> Iterator[RawRecord | BadRecord]:
    """Give each row as a record; one that does not fit the header or never closes a quotation is a bad record."""
    delimiter = table_delimiter(head_text(stream.head).lstrip("\ufeff").lstrip()) or ","
    most = reading.limits.record_bytes
    csv.field_size_limit(most)  # csv's own bound of 131,072 characters a field is below a long transcript's
    lines = _Lines(stream, most)
    rows = csv.reader(lines, delimiter=delimiter)
    names = [name.strip() for name in next(rows)]
    header = lines.take()[1]
    number = 0
    for row in _rows(rows):
        offset, raw, line = lines.take()
        if isinstance(row, list) and not any(cell.strip() for cell in row):
            continue
        place = Place(member, number, offset)
        number += 1
        try:
            fields = _fields(names, row)
            yield record_of(fields, place=place, raw=header + raw, media_type=TABLE_TYPE, fields=reading.fields)
        except UnreadableError as error:
            detail = f"line {line:,} at byte {offset:,}: {error.detail}"
            yield BadRecord(place, error.problem, detail, (header + raw)[:EXCERPT_BYTES], TABLE_TYPE)


def _rows(rows: Iterator[list[str]]) -> Iterator[list[str] | UnreadableError]:
    """Give each row, or why there is none; csv begins anew behind a fault."""
    while True:
        try:
            yield next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield UnreadableError(Problem.MALFORMED, f"no valid row ({error}): {CURE}")
        except UnreadableError as error:
            yield error


def _fields(names: list[str], row: list[str] | UnreadableError) -> dict[str, str]:
    if isinstance(row, UnreadableError):
        raise row
    if len(row) > len(names):
        what = f"{len(row)} cells where the header names {len(names)}: put quotation marks around text with delimiters"
        raise UnreadableError(Problem.MALFORMED, what)
    return dict(zip(names, row, strict=False))


class _Lines:
    """Gives a stream's lines as text, and remembers what it gave since it was last asked."""

    def __init__(self, stream: Stream, most: int) -> None:
        self._most = most
        self._charset = decode(stream.head[: stream.head.rfind(b"\n") + 1] or stream.head)[1]
        self._lines = self._wide(stream) if self._is_wide(stream.head) else iter(lambda: stream.readline(most + 1), b"")
        self._held: list[bytes] = []
        self._size = self._offset = self._number = 0

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self._held.append(line)
        self._size += len(line)
        if len(self._held) > LINES_A_ROW or self._size > self._most:
            lines, size = len(self._held), self._size
            raise UnreadableError(Problem.MALFORMED, f"a row of {lines:,} lines and {size:,} bytes: {CURE}")
        return decode_as(line, self._charset).lstrip("\ufeff")

    def take(self) -> tuple[int, bytes, int]:
        """Give where the last row began, its bytes, and its 1-based line."""
        offset, raw, number = self._offset, b"".join(self._held), self._number + 1
        self._offset += self._size
        self._number += len(self._held)
        self._held, self._size = [], 0
        return offset, raw, number

    @staticmethod
    def _is_wide(head: bytes) -> bool:
        return any(head.startswith(mark) for mark, name in BOMS if name != "utf-8-sig")

    def _wide(self, stream: Stream) -> Iterator[bytes]:
        """Give lines of UTF-16 or UTF-32 as UTF-8: their bytes do not end where lines do."""
        text, _ = decode(stream.all(self._most))
        self._charset = "utf-8"
        return iter(text.encode().splitlines(keepends=True))
