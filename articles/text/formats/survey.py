"""A dump before it is read -> what it is, in words, and how many records it has where that is cheap to know."""

from pathlib import Path

from articles.text.formats.digest import dump_size
from articles.text.formats.limits import HEAD_BYTES, Limits, UnreadableError
from articles.text.formats.read import read_dump
from articles.text.formats.recognise import Form, recognise
from articles.text.formats.stream import compression, expand

# Reading, without cleaning, this many bytes takes about a second at most: compressed ones become ten times as many.
COUNTED_BYTES = 20 * 1024 * 1024
COUNTED_PACKED = 4 * 1024 * 1024
CHUNK_BYTES = 1024 * 1024


def dump_format(path: Path) -> str:
    """Name what a dump is, like "JSON Lines, gzip" or "folder"; "" where that cannot be told.

    Raises OSError when `path` cannot be opened.
    """
    if path.is_dir():
        return "folder"
    with path.open("rb") as source:
        head = source.read(HEAD_BYTES)
        source.seek(0)
        try:
            form = recognise(expand(source, head=head, size=path.stat().st_size, limits=Limits()).head)
        except UnreadableError:
            return ""
    packed = compression(head)
    return f"{form.value}, {packed}" if packed else form.value


def count_records(path: Path) -> int | None:
    """Count a dump's records, bad ones included; None where counting would take more than seconds.

    Raises OSError when `path` cannot be opened.
    """
    size, form = dump_size(path), dump_format(path)
    packed = path.is_file() and ("," in form or form in (Form.ZIP, Form.TAR))
    if size <= (COUNTED_PACKED if packed else COUNTED_BYTES):
        return sum(1 for _ in read_dump(path))
    return _count_lines(path) if form == Form.JSON_LINES else None


def _count_lines(path: Path) -> int:
    """Count the lines that are not blank: half a gigabyte a second."""
    count, begun = 0, False
    with path.open("rb") as source:
        while chunk := source.read(CHUNK_BYTES):
            lines = chunk.split(b"\n")
            begun = begun or bool(lines[0].strip())
            for line in lines[1:]:
                count += begun
                begun = bool(line.strip())
    return count + begun
