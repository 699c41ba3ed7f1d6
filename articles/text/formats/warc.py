"""WARC and WET (ISO 28500) -> one record a page.

Written here because fastwarc and warcio both end in silence on a file that is cut off and on a Content-Length that
lies; this reader says so at the byte, and goes on at the next record it can find.
"""

import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from articles.text.formats.door import admit, declared_charset, decode
from articles.text.formats.limits import EXCERPT_BYTES, MIB, Reading, UnreadableError
from articles.text.formats.record import BadRecord, MediaKind, Place, Problem, RawRecord
from articles.text.formats.stream import Stream, too_large

PAGES = frozenset(["response", "resource", "conversion"])
# What an archive says about itself and its crawl; no page.
SILENT = frozenset(["warcinfo", "request", "metadata", "continuation"])
KINDS: Mapping[str, MediaKind] = MappingProxyType(
    {"text/html": MediaKind.PAGE, "application/xhtml+xml": MediaKind.PAGE, "text/plain": MediaKind.TEXT}
)
# Headers of real records have some hundred bytes; cookies make some thousand.
HEADER_BYTES = 1 * MIB
OK = range(200, 300)

_STATUS = re.compile(rb"HTTP/\d(?:\.\d)? (\d{3})")
_CHUNK = re.compile(rb"([0-9a-fA-F]{1,8})[^\r\n]{0,200}\r?\n")


@dataclass(frozen=True, slots=True)
class _Entry:
    """One record of the archive: where it begins, its headers in small letters, its block, and what was wrong."""

    offset: int
    headers: Mapping[str, str]
    block: bytes = b""
    error: UnreadableError | None = None


def read_warc(stream: Stream, member: str, reading: Reading) -> Iterator[RawRecord | BadRecord]:
    """Give each page of an archive; what is no page, cut off, too large or only a revisit is a bad record."""
    number = 0
    for entry in _entries(stream, reading.limits.record_bytes):
        if entry.error is None and entry.headers.get("warc-type", "").lower() in SILENT:
            continue
        place = Place(member, number, entry.offset)
        number += 1
        try:
            yield _page(entry, place, reading.limits.record_bytes)
        except UnreadableError as error:
            url = entry.headers.get("warc-target-uri", "").strip("<>")
            detail = f"record {number} at byte {entry.offset:,} {url}: {error.detail}"
            yield BadRecord(place, error.problem, detail, entry.block[:EXCERPT_BYTES], "application/warc")


def _page(entry: _Entry, place: Place, most: int) -> RawRecord:
    """Give the page in a record. Raises UnreadableError with the reason where there is none."""
    _check(entry)
    headers, body = _payload(entry, most)
    media_type, _, parameters = headers.get("content-type", "").partition(";")
    media_type = media_type.strip().lower()
    if media_type not in KINDS:
        raise UnreadableError(Problem.NOT_TEXT, f"{media_type or 'no content type'}: only pages and texts are read")
    if not body.strip():
        raise UnreadableError(Problem.EMPTY, "its body is empty")
    charset = declared_charset(parameters.encode("ascii", "ignore")) or declared_charset(body)
    text, charset = decode(body, declared=charset)
    return RawRecord(
        place=place,
        raw=body,
        text=text,
        kind=KINDS[media_type],
        media_type=media_type,
        charset=charset,
        url=entry.headers.get("warc-target-uri", "").strip("<>") or None,
        captured=entry.headers.get("warc-date"),
    )


def _check(entry: _Entry) -> None:
    if entry.error is not None:
        raise entry.error
    kind = entry.headers.get("warc-type", "").lower()
    if kind == "revisit":
        earlier = entry.headers.get("warc-refers-to-date", "an earlier time")
        raise UnreadableError(Problem.EMPTY, f"a revisit: the same page as at {earlier}, which holds the text")
    if kind not in PAGES:
        raise UnreadableError(Problem.UNSUPPORTED, f"a record of the type {kind or '(none)'}")
    if cut := entry.headers.get("warc-truncated"):
        raise UnreadableError(Problem.TRUNCATED, f"the crawler cut it off ({cut}): crawl the page again")


def _payload(entry: _Entry, most: int) -> tuple[Mapping[str, str], bytes]:
    """Give a record's content with the headers that describe it: those of HTTP where it was fetched by that."""
    if not entry.headers.get("content-type", "").lower().startswith("application/http"):
        return entry.headers, entry.block
    status = _STATUS.match(entry.block)
    if status is None:
        raise UnreadableError(Problem.MALFORMED, "it says that it is HTTP and is not")
    if int(status.group(1)) not in OK:
        raise UnreadableError(Problem.NO_ARTICLE, f"the site answered with the status {status.group(1).decode()}")
    head, _, body = entry.block.partition(b"\r\n\r\n" if b"\r\n\r\n" in entry.block else b"\n\n")
    headers = _headers(head.splitlines()[1:])
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _joined(body)
    return headers, _expanded(body, headers.get("content-encoding", "").strip().lower(), most)


def _joined(body: bytes) -> bytes:
    """Join the chunks of RFC 9112, 7.1; crawlers that joined them already left the header as it was."""
    parts: list[bytes] = []
    at = 0
    while match := _CHUNK.match(body, at):
        size = int(match.group(1), 16)
        if size == 0:
            return b"".join(parts)
        parts.append(body[match.end() : match.end() + size])
        at = match.end() + size
        at += 2 if body[at : at + 2] == b"\r\n" else 1
    return b"".join(parts) if parts and at >= len(body) else body


def _expanded(body: bytes, encoding: str, most: int) -> bytes:
    """Expand a compressed body; crawlers that did so already left the header as it was."""
    if encoding in ("gzip", "x-gzip") and body.startswith(b"\x1f\x8b"):
        return _inflated(body, zlib.MAX_WBITS | 16, most)
    if encoding == "deflate" and body.startswith((b"\x78\x01", b"\x78\x9c", b"\x78\xda")):
        return _inflated(body, zlib.MAX_WBITS, most)
    return body


def _inflated(body: bytes, bits: int, most: int) -> bytes:
    try:
        inflater = zlib.decompressobj(bits)
        expanded = inflater.decompress(body, most + 1)
    except zlib.error as error:
        raise UnreadableError(Problem.MALFORMED, f"its compressed body is damaged ({error})") from error
    if len(expanded) > most:
        raise too_large(most)
    if not inflater.eof:
        raise UnreadableError(Problem.TRUNCATED, f"its compressed body is cut off after {len(expanded):,} bytes")
    return expanded


def _headers(lines: list[bytes]) -> dict[str, str]:
    pairs = (admit(line.decode("utf-8", "replace")).partition(":") for line in lines)
    return {name.strip().lower(): value.strip() for name, colon, value in pairs if colon}


def _entries(stream: Stream, most: int) -> Iterator[_Entry]:
    """Cut the archive into records by their declared lengths; where one lies, go on at the next record."""
    offset = 0
    while line := stream.readline(HEADER_BYTES):
        start = offset
        offset += len(line)
        if line.startswith(b"WARC/"):
            entry, size = _entry(stream, start, most)
            offset += size
            yield entry
        elif line.strip():
            offset += _seek(stream)
            lied = f"no record begins here: the Content-Length before it is wrong; {offset - start:,} bytes are skipped"
            yield _Entry(start, {}, line, UnreadableError(Problem.MALFORMED, lied))


def _entry(stream: Stream, start: int, most: int) -> tuple[_Entry, int]:
    """Read a record's headers and block; give it with the bytes they took."""
    lines, size = [], 0
    while (line := stream.readline(HEADER_BYTES)).strip() and size < HEADER_BYTES:
        lines.append(line)
        size += len(line)
    size += len(line)
    headers = _headers(lines)
    declared = headers.get("content-length", "")
    if not declared.isdigit():
        return _Entry(start, headers, b"", UnreadableError(Problem.MALFORMED, "it has no Content-Length")), size
    length = int(declared)
    block = stream.read(min(length, most))
    read = len(block)
    while read < length and (more := stream.read(min(MIB, length - read))):
        read += len(more)
    error = None
    if read < length:
        what = f"the file ends {length - read:,} bytes before the record does: copy it again"
        error = UnreadableError(Problem.TRUNCATED, what)
    elif length > most:
        error = too_large(most)
    return _Entry(start, headers, block, error), size + read


def _seek(stream: Stream) -> int:
    """Skip to the next line that begins a record; give the bytes skipped."""
    skipped = 0
    while not stream.peek(5).startswith(b"WARC/") and (line := stream.readline(MIB)):
        skipped += len(line)
    return skipped
