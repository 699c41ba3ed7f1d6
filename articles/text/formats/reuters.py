"""Reuters SGML (the .sgm files of Reuters-21578) -> one record a story.

Written here because it is no XML: references name control characters, and a file has no root.
"""

import html
import re
from collections.abc import Iterator

from articles.text.formats.door import decode
from articles.text.formats.fields import record_of
from articles.text.formats.limits import EXCERPT_BYTES, Reading, UnreadableError
from articles.text.formats.record import BadRecord, Place, Problem, RawRecord
from articles.text.formats.stream import Stream

REUTERS_TYPE = "text/sgml"
CHUNK_BYTES = 256 * 1024
END = b"</REUTERS>"

_FIELD = re.compile(r"<(TITLE|DATELINE|AUTHOR|BODY|DATE|TOPICS|PLACES)>(.*?)</\1>", re.DOTALL)
_TEXT = re.compile(r"<TEXT[^>]{0,100}>(.*?)</TEXT>", re.DOTALL)
_TAG = re.compile(r"</?[A-Z]{1,20}[^<>]{0,100}>")
_ENTRY = re.compile(r"<D>([^<]{1,100})</D>")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f]")
# The telex ends each story with the agency's name alone on a line.
_SIGN_OFF = re.compile(r"\n[ ]{0,8}reuter\s*\Z", re.IGNORECASE)
_INDENTED = re.compile(r"\n {3,}(?=\S)")


def read_reuters(stream: Stream, member: str, reading: Reading) -> Iterator[RawRecord | BadRecord]:
    """Give each story as a record whose bytes are its own element; one without an end is cut off."""
    for number, (offset, raw) in enumerate(_stories(stream, reading.limits.record_bytes)):
        place = Place(member, number, offset)
        try:
            _check_end(raw)
            fields = _fields(decode(raw)[0])
            yield record_of(fields, place=place, raw=raw, media_type=REUTERS_TYPE, fields=reading.fields)
        except UnreadableError as error:
            detail = f"story {number + 1} at byte {offset:,}: {error.detail}"
            yield BadRecord(place, error.problem, detail, raw[:EXCERPT_BYTES], REUTERS_TYPE)


def _stories(stream: Stream, most: int) -> Iterator[tuple[int, bytes]]:
    held, offset = b"", 0
    while chunk := stream.read(CHUNK_BYTES):
        held += chunk
        *whole, held = held.split(END)
        for piece in whole:
            start = max(0, piece.find(b"<REUTERS"))
            yield offset + start, piece[start:] + END
            offset += len(piece) + len(END)
        if len(held) > most:
            raise UnreadableError(Problem.TOO_LARGE, f"a story of more than {most:,} bytes: its end is missing")
    if b"<REUTERS" in held:
        start = held.index(b"<REUTERS")
        yield offset + start, held[start:]


def _check_end(raw: bytes) -> None:
    if not raw.endswith(END):
        raise UnreadableError(Problem.TRUNCATED, "its end is missing: copy the file again, it is cut off")


def _fields(story: str) -> dict[str, str | list[str]]:
    given = {name.lower(): content for name, content in _FIELD.findall(story)}
    found = _TEXT.search(story)
    body = given.get("body") or _TAG.sub(" ", found.group(1) if found else "")
    return {
        "title": _plain(given.get("title", "")),
        "author": _plain(given.get("author", "")).removeprefix("by "),
        "dateline": _plain(given.get("dateline", "")),
        "date": _plain(given.get("date", "")),
        "tags": [*_ENTRY.findall(given.get("topics", "")), *_ENTRY.findall(given.get("places", ""))],
        "paragraphs": _paragraphs(body),
    }


def _paragraphs(body: str) -> list[str]:
    """Give the paragraphs: each begins on an indented line, its own lines are broken by a telex's width."""
    text = _SIGN_OFF.sub("", _CONTROL.sub("", html.unescape(body)).rstrip())
    return [" ".join(piece.split()) for piece in _INDENTED.split(f"\n   {text.lstrip()}") if piece.strip()]


def _plain(text: str) -> str:
    return " ".join(_CONTROL.sub("", html.unescape(text)).split())
