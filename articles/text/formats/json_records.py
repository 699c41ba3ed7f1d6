"""JSON Lines, and JSON of any other layout (one object, an array, objects one after another) -> records, streamed.

Written here because json.load takes the whole file into memory, and streaming parsers stop at the first fault:
this one cuts the stream at top-level objects by their braces and goes on behind a bad one.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from articles.text.formats.door import BOMS, decode
from articles.text.formats.fields import articles_in, record_of
from articles.text.formats.limits import EXCERPT_BYTES, Reading, UnreadableError
from articles.text.formats.record import BadRecord, Place, Problem, RawRecord
from articles.text.formats.stream import Stream, too_large

LINES_TYPE = "application/jsonl"
JSON_TYPE = "application/json"
CHUNK_BYTES = 1024 * 1024

_MARKS = re.compile(rb'\\.|["{}\[\]]', re.DOTALL)
_BETWEEN = b" \t\r\n,[]\x1e"  # RFC 7464 puts a record separator before each text


def read_json_lines(stream: Stream, member: str, reading: Reading) -> Iterator[RawRecord | BadRecord]:
    """Give one record a line; blank lines count for nothing. A bad line says its number, byte and cure."""
    skip, record, number, offset = reading.skip(member), 0, 0, 0
    most = reading.limits.record_bytes
    while line := stream.readline(most + 1):
        number, start = number + 1, offset
        offset += len(line)
        if len(line) > most:
            offset += _skip_line(stream)
            line = line[:EXCERPT_BYTES]
            made: RawRecord | BadRecord = _bad(Place(member, record, start), too_large(most), line, f"line {number}")
        elif not line.strip(b" \t\r\n\x00\x1e\xef\xbb\xbf"):
            continue
        elif record < skip:
            record += 1
            continue
        else:
            made = _from_line(line.rstrip(b"\r\n"), Place(member, record, start), reading, number)
        if record >= skip:
            yield made
        record += 1


def read_json(stream: Stream, member: str, reading: Reading) -> Iterator[RawRecord | BadRecord]:
    """Give each article of a JSON file: its one object, the list in it, the members of its array."""
    record = 0
    for offset, raw in _top_objects(_utf8(stream, reading), reading.limits.record_bytes):
        place = Place(member, record, offset)
        try:
            loaded = load(raw)
            found = list(articles_in(loaded)) if isinstance(loaded, dict) else [loaded]
        except UnreadableError as error:
            yield _bad(place, error, raw, f"byte {offset:,}")
            record += 1
            continue
        for article in found:
            place = Place(member, record, offset)
            own = raw if len(found) == 1 else json.dumps(article, ensure_ascii=False).encode("utf-8", "replace")
            yield _made(article, own, place, reading, JSON_TYPE, f"byte {offset:,}")
            record += 1
    if record == 0:
        raise UnreadableError(Problem.NO_ARTICLE, "there is no object in this JSON: each article must be one")


def load(raw: bytes) -> Any:
    """Give the value of a JSON text in any charset. Raises UnreadableError with the fault's place and cure."""
    text, _ = decode(raw)
    try:
        return json.loads(text.strip("\ufeff\x1e \t\r\n"))
    except json.JSONDecodeError as error:
        cut = error.pos >= len(error.doc.rstrip())
        cure = "it is cut off: export it again" if cut else "mend it there, or export it again"
        raise UnreadableError(
            Problem.TRUNCATED if cut else Problem.MALFORMED,
            f"no valid JSON at character {error.pos:,} ({error.msg}): {cure}",
        ) from error
    except (RecursionError, ValueError) as error:
        raise UnreadableError(Problem.MALFORMED, f"no usable JSON: {str(error)[:200]}") from error


def _from_line(line: bytes, place: Place, reading: Reading, number: int) -> RawRecord | BadRecord:
    try:
        loaded = load(line)
    except UnreadableError as error:
        return _bad(place, error, line, f"line {number}")
    return _made(loaded, line, place, reading, LINES_TYPE, f"line {number}")


def _made(
    loaded: object, raw: bytes, place: Place, reading: Reading, media_type: str, where: str
) -> RawRecord | BadRecord:
    if not isinstance(loaded, dict):
        expected = "where an object with an article's fields is expected: take it out, or make it one"
        what = UnreadableError(Problem.MALFORMED, f"{_named(loaded)} {expected}")
        return _bad(place, what, raw, where)
    try:
        return record_of(loaded, place=place, raw=raw, media_type=media_type, fields=reading.fields)
    except UnreadableError as error:
        return _bad(place, error, raw, where)


def _named(loaded: object) -> str:
    """Name a JSON value that is no object, as people call it."""
    if loaded is None:
        return "nothing (null)"
    if isinstance(loaded, bool):
        return "a yes or no (true or false)"
    names: dict[type, str] = {str: "a bare text", list: "a list", int: "a bare number", float: "a bare number"}
    return names[type(loaded)]


def _bad(place: Place, error: UnreadableError, raw: bytes, where: str) -> BadRecord:
    at = f" at byte {place.offset:,}" if place.offset is not None and not where.startswith("byte") else ""
    return BadRecord(place, error.problem, f"{where}{at}: {error.detail}", raw[:EXCERPT_BYTES], JSON_TYPE)


def _skip_line(stream: Stream) -> int:
    skipped = 0
    while piece := stream.readline(CHUNK_BYTES):
        skipped += len(piece)
        if piece.endswith(b"\n"):
            break
    return skipped


def _utf8(stream: Stream, reading: Reading) -> Iterator[bytes]:
    """Give the stream in chunks of UTF-8; another charset is rare enough to be taken as one piece."""
    if any(stream.head.startswith(mark) for mark, name in BOMS if name != "utf-8-sig"):
        yield decode(stream.all(reading.limits.record_bytes))[0].encode()
        return
    while chunk := stream.read(CHUNK_BYTES):
        yield chunk


def _top_objects(chunks: Iterator[bytes], most: int) -> Iterator[tuple[int, bytes]]:
    """Cut the stream at its outermost braces; what stands between must be array syntax.

    An object that never closes comes last, cut off. Raises UnreadableError when one object has more than `most` bytes.
    """
    cutter = _Cutter()
    for chunk in chunks:
        yield from cutter.cut(chunk)
        if len(cutter.held) > most:
            raise too_large(most)
    if cutter.held.strip(_BETWEEN + b"\xef\xbb\xbf"):
        yield cutter.offset, cutter.held


class _Cutter:
    """Holds the bytes of the object that is open, and where the search in them stands."""

    def __init__(self) -> None:
        self.held = b""
        self.offset = 0
        self._at = 0
        self._depth = 0
        self._quoted = False

    def cut(self, chunk: bytes) -> Iterator[tuple[int, bytes]]:
        self.held += chunk
        done = 0
        end = len(self.held) - (1 if self.held.endswith(b"\\") else 0)
        for mark in _MARKS.finditer(self.held, self._at, end):
            if self._closes(mark.group()):
                piece = self.held[done : mark.end()]
                lead = len(piece) - len(piece.lstrip(_BETWEEN))
                yield self.offset + done + lead, piece[lead:]
                done = mark.end()
        self._at = end - done
        self.offset += done
        self.held = self.held[done:]

    def _closes(self, mark: bytes) -> bool:
        """Take one mark in; tell whether it closes an outermost object."""
        if mark[0] == 0x5C:  # a backslash with what it escapes
            return False
        if mark == b'"':
            self._quoted = not self._quoted
        elif not self._quoted and mark == b"{":
            self._depth += 1
        elif not self._quoted and mark == b"}" and self._depth:
            self._depth -= 1
            return self._depth == 0
        return False
