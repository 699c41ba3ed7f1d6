"""A file that is one article: a text capture or an HTML page."""

from collections.abc import Iterator

from articles.text.formats.door import declared_charset, decode
from articles.text.formats.limits import Reading
from articles.text.formats.record import MediaKind, Place, RawRecord
from articles.text.formats.stream import Stream


def read_text(stream: Stream, member: str, reading: Reading) -> Iterator[RawRecord]:
    """Give the whole file as one text. Raises UnreadableError when it is too large or no text."""
    raw = stream.all(reading.limits.record_bytes)
    text, charset = decode(raw)
    yield RawRecord(Place(member), raw, text, MediaKind.TEXT, "text/plain", charset)


def read_page(stream: Stream, member: str, reading: Reading) -> Iterator[RawRecord]:
    """Give the whole file as one HTML page. Raises UnreadableError when it is too large or no text."""
    raw = stream.all(reading.limits.record_bytes)
    text, charset = decode(raw, declared=declared_charset(stream.head))
    yield RawRecord(Place(member), raw, text, MediaKind.PAGE, "text/html", charset)
