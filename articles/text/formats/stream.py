"""One member of a dump as a stream: decompressed, counted against the bounds, its head known before it is read.

Written here because Python's own wrappers expand without a bound, and a bomb must cost no more than its refusal.
"""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from typing import BinaryIO, cast

import zstandard

from articles.text.formats.limits import HEAD_BYTES, Limits, UnreadableError
from articles.text.formats.record import Problem
from articles.text.formats.zstd_frames import is_whole

BUFFER_BYTES = 256 * 1024
# RFC 8878 asks decoders to take 8 MiB; `zstd --long` writes up to 128 MiB.
ZSTD_WINDOW = 128 * 1024 * 1024

# What Python's readers raise on damaged bytes; NotImplementedError is zipfile's for unknown compressions.
DAMAGE = (
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    zlib.error,
    lzma.LZMAError,
    zstandard.ZstdError,
    zipfile.BadZipFile,
    tarfile.TarError,
)


class _Counted(io.RawIOBase):
    """A source that gives its head first and raises UnreadableError after `most` bytes."""

    def __init__(self, source: BinaryIO, most: int | None) -> None:
        self._source = cast("io.BufferedIOBase", source)
        self._most = most
        self._seen = 0
        self._damage: Exception | None = None
        self.head = self._fill()
        self._pending = memoryview(self.head)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # typeshed's Buffer has no length
        size = len(buffer)
        chunk = self._pending[:size] if self._pending else memoryview(self._more(size))
        self._pending = self._pending[size:]
        buffer[: len(chunk)] = chunk
        self._seen += len(chunk)
        if self._most is not None and self._seen > self._most:
            raise UnreadableError(
                Problem.TOO_LARGE,
                f"it expands to more than {self._most:,} bytes: unpack it and ingest what you need of it",
            )
        return len(chunk)

    def _more(self, size: int) -> bytes:
        """Read once, so that damage comes after all that was whole before it, and not instead."""
        if self._damage is not None:
            raise self._damage
        return self._source.read1(size)

    def _fill(self) -> bytes:
        parts = bytearray()
        try:
            while len(parts) < HEAD_BYTES and (chunk := self._more(HEAD_BYTES - len(parts))):
                parts += chunk
        except DAMAGE as error:
            self._damage = error
            if not parts:
                raise
        return bytes(parts)


class _Zstd(io.RawIOBase):
    """A zstd stream that raises EOFError at its end when the file is cut off, as gzip's does."""

    def __init__(self, source: BinaryIO) -> None:
        self._source = source
        decompressor = zstandard.ZstdDecompressor(max_window_size=ZSTD_WINDOW)
        self._reader = decompressor.stream_reader(source, read_across_frames=True)

    def read1(self, size: int) -> bytes:
        chunk = self._reader.read1(size)
        if not chunk and self._source.seekable():
            length = self._source.seek(0, io.SEEK_END)
            if not is_whole(self._source, length):
                raise EOFError("Compressed file ended before the end-of-stream marker was reached")
        return chunk


class Stream(io.BufferedReader):
    """A member's bytes from front to back. `head` is its start, up to HEAD_BYTES, whatever was read since."""

    def __init__(self, source: BinaryIO, *, most: int | None = None) -> None:
        counted = _Counted(source, most)
        super().__init__(counted, BUFFER_BYTES)
        self.head = counted.head

    def all(self, most: int) -> bytes:
        """Give everything that is left. Raises UnreadableError when it is more than `most` bytes."""
        raw = self.read(most + 1)
        if len(raw) > most:
            raise too_large(most)
        return raw


def too_large(most: int) -> UnreadableError:
    """Say that a record passes the bound."""
    return UnreadableError(
        Problem.TOO_LARGE,
        f"one record has more than {most:,} bytes: is it a whole collection? Split it into one article a file or line",
    )


def compression(head: bytes) -> str | None:
    """Name the compression whose signature `head` begins with."""
    for signature, name in (
        (b"\x1f\x8b", "gzip"),
        (b"BZh", "bzip2"),
        (b"\xfd7zXZ\x00", "xz"),
        (b"\x28\xb5\x2f\xfd", "zstd"),
    ):
        if head.startswith(signature):
            return name
    return None


def expand(source: BinaryIO, *, head: bytes, size: int, limits: Limits) -> Stream:
    """Give the stream of what `source`, which begins with `head` and has `size` bytes, holds decompressed.

    What is not compressed comes back as it is. Raises UnreadableError when the start is damaged.
    """
    name = compression(head)
    if name is None:
        return Stream(source)
    try:
        return Stream(_decompressor(name, source), most=limits.expanded(size))
    except DAMAGE as error:
        raise damaged(error) from error


def damaged(error: Exception) -> UnreadableError:
    """Say in an editor's words how decompression or reading failed."""
    truncated = isinstance(error, EOFError)
    detail = f"{error}: copy the file again from where it came, it is {'cut off' if truncated else 'damaged'}"
    return UnreadableError(Problem.TRUNCATED if truncated else Problem.MALFORMED, detail)


def _decompressor(name: str, source: BinaryIO) -> BinaryIO:
    if name == "gzip":
        return cast("BinaryIO", gzip.GzipFile(fileobj=source, mode="rb"))
    if name == "bzip2":
        return cast("BinaryIO", bz2.BZ2File(source))
    if name == "xz":
        return cast("BinaryIO", lzma.LZMAFile(source, format=lzma.FORMAT_XZ))
    return cast("BinaryIO", _Zstd(source))
