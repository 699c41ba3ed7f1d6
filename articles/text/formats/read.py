"""A dump on disk (file, folder or archive, compressed or not) -> its records, in an order that never changes.

What cannot be read becomes a BadRecord at its place and the rest goes on; memory is bounded whatever the dump's size.
"""

import io
import os
import re
import stat
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import IO, BinaryIO

from articles.text.formats.archives import Member, safe_label, tar_members, zip_members
from articles.text.formats.documents import read_page, read_text
from articles.text.formats.door import decode_as
from articles.text.formats.feeds import read_feed
from articles.text.formats.json_records import read_json, read_json_lines
from articles.text.formats.limits import EXCERPT_BYTES, HEAD_BYTES, Limits, Reading, UnreadableError
from articles.text.formats.news_xml import read_news_xml
from articles.text.formats.recognise import Form, recognise
from articles.text.formats.record import BadRecord, MediaKind, Place, Problem, RawRecord
from articles.text.formats.reuters import read_reuters
from articles.text.formats.stream import DAMAGE, Stream, compression, damaged, expand
from articles.text.formats.tables import read_table
from articles.text.formats.warc import read_warc

Record = RawRecord | BadRecord
Reader = Callable[[Stream, str, Reading], Iterator[Record]]

READERS: Mapping[Form, Reader] = MappingProxyType({
    Form.TEXT: read_text,
    Form.PAGE: read_page,
    Form.JSON_LINES: read_json_lines,
    Form.JSON: read_json,
    Form.TABLE: read_table,
    Form.WARC: read_warc,
    Form.FEED: read_feed,
    Form.NEWS_XML: read_news_xml,
    Form.REUTERS: read_reuters,
})  # fmt: skip


# What packers of dumps put beside the articles, by the names that the world has agreed on.
DESCRIPTION = re.compile(
    r"(?:readme|licen[cs]e|copying|notice|changelog|manifest)(?:\.(?:md|txt|rst))?$", re.IGNORECASE
)


def read_dump(
    path: Path,
    *,
    limits: Limits | None = None,
    fields: Mapping[str, str] | None = None,
    after: Place | None = None,
) -> Iterator[Record]:
    """Give every record of a dump, good or bad, in an order that depends on its content and names alone.

    `fields` maps our names (headline, body, published, ...) to the dump's, where it names them as nobody does. With
    `after`, the place of a record given earlier, only what follows it is given; what lies before is skipped cheaply.
    Raises OSError when `path` itself cannot be opened.
    """
    reading = Reading(limits or Limits(), fields or MappingProxyType({}), after)
    if path.is_dir():
        files: Iterator[tuple[str, Path]] = _files(path, path)
    else:
        if stat.S_ISREG(path.stat().st_mode):  # opening a pipe would wait for its writer
            path.open("rb").close()
        files = iter([(safe_label(path.name), path)])
    waiting = after.member if after else None
    for label, file in files:
        if waiting is None or _holds(label, waiting, single=not path.is_dir()):
            yield from _unread(_read_file(file, label, reading, inside=path.is_dir()), reading)
            waiting = None


def read_again(raw: bytes, *, place: Place, charset: str | None = None) -> Record:
    """Read one stored record once more, by its bytes alone; `charset` is what it was found to be in."""
    made = next(read_stream(Stream(io.BytesIO(raw)), place.member, Reading()), None)
    if made is None:
        return BadRecord(place, Problem.EMPTY, "there is nothing in it", raw)
    if isinstance(made, RawRecord) and charset and made.charset != charset and made.kind is not MediaKind.FIELDS:
        made = replace(made, text=decode_as(raw, charset), charset=charset)
    return replace(made, place=place, raw=raw)


def read_stream(stream: Stream, member: str, reading: Reading) -> Iterator[Record]:
    """Give the records of one member that is no archive; where reading fails, the last one says why."""
    record = 0
    try:
        for made in _reader(stream.head, member)(stream, member, reading):
            record = made.place.record + 1
            yield made
    except UnreadableError as error:
        yield _failed(member, record, error, stream.head)
    except DAMAGE as error:
        yield _failed(member, record, damaged(error), stream.head)


def _reader(head: bytes, member: str) -> Reader:
    form = recognise(head)
    if form not in READERS:
        raise UnreadableError(Problem.UNSUPPORTED, f"{form.value} inside an archive or compressed: unpack it first")
    if form is Form.TEXT and DESCRIPTION.match(member.rsplit("/", 1)[-1]):
        raise UnreadableError(Problem.NO_ARTICLE, "by its name it describes the dump: rename it if it is an article")
    return READERS[form]


def _failed(member: str, record: int, error: UnreadableError, head: bytes = b"") -> BadRecord:
    return BadRecord(Place(member, record), error.problem, error.detail, head[:EXCERPT_BYTES])


def _holds(label: str, waiting: str, *, single: bool) -> bool:
    """Tell whether the record that was taken last stands in this file, or in this archive."""
    return single or waiting == label or waiting.startswith(label + "/")


def _unread(records: Iterator[Record], reading: Reading) -> Iterator[Record]:
    """Leave out what was taken of the member where reading goes on; its reader may have skipped that already."""
    after = reading.after
    for made in records:
        if after is None or made.place.member != after.member or made.place.record > after.record:
            yield made


def _files(root: Path, folder: Path) -> Iterator[tuple[str, Path]]:
    """Give a folder's files by name; hidden ones are skipped and links are not followed."""
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: os.fsencode(entry.name))
    for entry in entries:
        path = Path(entry.path)
        if entry.name.startswith(".") or entry.is_symlink():
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _files(root, path)
        else:
            yield safe_label(path.relative_to(root).as_posix()), path


def _read_file(path: Path, label: str, reading: Reading, *, inside: bool) -> Iterator[Record]:
    try:
        size = _regular_size(path)
        with path.open("rb") as source:
            yield from _read_source(source, label, size, reading, prefix=f"{label}/" if inside else "")
    except UnreadableError as error:
        yield _failed(label, 0, error)
    except OSError as error:
        detail = f"{error.strerror or error}: let the account that runs newsdesk read it"
        yield _failed(label, 0, UnreadableError(Problem.NO_ACCESS, detail))


def _regular_size(path: Path) -> int:
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableError(
            Problem.UNSUPPORTED, "it is no regular file but a pipe, a socket or a device: name a file"
        )
    return status.st_size


def _read_source(source: BinaryIO, label: str, size: int, reading: Reading, *, prefix: str) -> Iterator[Record]:
    """Read one file of the disk: an archive's members, or what it holds, decompressed."""
    head = source.read(HEAD_BYTES)
    source.seek(0)
    ended = bool(prefix) and reading.after is not None and reading.after.member == label
    if compression(head) is None and _form(head) is Form.ZIP:
        if ended:
            return  # the record that was taken last says that the archive could not be read on
        yield from _read_members(zip_members(source, size, reading.limits), prefix, reading)
        return
    stream = expand(source, head=head, size=size, limits=reading.limits)
    if _form(stream.head) is not Form.TAR:
        yield from read_stream(stream, label, reading)
    elif not ended:
        yield from _read_members(tar_members(_whole(stream), size, reading.limits), prefix, reading)


def _whole(stream: Stream) -> IO[bytes]:
    return stream


def _form(head: bytes) -> Form | None:
    try:
        return recognise(head)
    except UnreadableError:
        return None


def _read_members(members: Iterator[Member], prefix: str, reading: Reading) -> Iterator[Record]:
    waiting = reading.after.member if reading.after else None
    for member in members:
        label = prefix + member.label
        if waiting is not None and waiting.startswith(prefix):
            if waiting != label:
                continue
            waiting = None
        yield from _read_member(member, label, reading)


def _read_member(member: Member, label: str, reading: Reading) -> Iterator[Record]:
    """Read one file of an archive; it may be compressed once more, but is no archive itself."""
    if member.source is None:
        yield _failed(label, 0, member.error or UnreadableError(Problem.EMPTY, "no content"))
        return
    try:
        with member.source:
            outer = Stream(member.source)
            stream = expand(_joined(outer), head=outer.head, size=member.size, limits=reading.limits)
            yield from read_stream(stream, label, reading)
    except UnreadableError as error:
        yield _failed(label, 0, error)
    except DAMAGE as error:
        yield _failed(label, 0, damaged(error))


def _joined(stream: Stream) -> BinaryIO:
    return stream
