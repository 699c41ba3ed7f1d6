"""zip and tar -> their members as streams. Nothing is ever written to disk, so no path can lead outside.

Python's zipfile and tarfile read; the bounds are ours: what the directory of an archive declares is checked before
anything is expanded, what comes out is counted, and a member that fails leaves the others alone.
"""

import hashlib
import struct
import tarfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath, PureWindowsPath
from typing import IO, BinaryIO, cast

from articles.text.formats.door import admit
from articles.text.formats.limits import MIB, Limits, UnreadableError
from articles.text.formats.record import Problem
from articles.text.formats.stream import DAMAGE, damaged

# APPNOTE 4.3.16: the end of the directory is 22 bytes and a comment of at most 65,535.
ZIP_END_BYTES = 22 + 65_535
ZIP_END = b"PK\x05\x06"
ZIP_ENCRYPTED = 0x1
# An entry of a zip directory has at least 46 bytes and a name; some carry long extra fields.
ZIP_ENTRY_BYTES = 512
# Long names and pax headers have some hundred bytes; tarfile would read gigabytes of them.
TAR_HEADER_BYTES = 1 * MIB
# A member in an archive in a folder has two names; both fit the 1,000 characters that a place may have.
LONGEST_NAME = 480

MEMBER_DAMAGE = (*DAMAGE, RuntimeError)


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an archive: a label that is safe to store, and either its stream and size or why it has none."""

    label: str
    source: BinaryIO | None = None
    size: int = 0
    error: UnreadableError | None = None


@dataclass
class Budget:
    """How many bytes the members of one archive may still become."""

    left: int
    seen: set[str] = field(default_factory=set)
    again: dict[str, int] = field(default_factory=dict)

    def label(self, name: str) -> str:
        """Give the member's name as it is stored; of two with the same name the later one is numbered."""
        first = label = safe_label(name)
        while label in self.seen:  # the last number is kept: an archive of one name only would else take hours
            self.again[first] = self.again.get(first, 1) + 1
            label = f"{first} ({self.again[first]})"
        self.seen.add(label)
        return label

    def spend(self, size: int) -> None:
        """Take the declared size off. Raises UnreadableError when the archive expands too far."""
        if size > self.left:
            raise UnreadableError(
                Problem.TOO_LARGE,
                f"it declares {size:,} bytes where the archive may hold {self.left:,} more: unpack it yourself",
            )
        self.left -= size


def safe_label(name: str) -> str:
    """Give a name without what no database or screen takes; one over LONGEST_NAME is cut and told apart by a hash."""
    label = "".join(character for character in admit(name) if character.isprintable())
    if len(label) > LONGEST_NAME:
        whole = hashlib.sha256(label.encode()).hexdigest()[:12]
        label = f"{label[:LONGEST_NAME]}…{whole}"
    return label or "(no name)"


def unsafe(name: str) -> bool:
    """Tell whether a member's name would lead outside the folder it is unpacked in."""
    posix, windows = PurePosixPath(name.replace("\\", "/")), PureWindowsPath(name)
    return posix.is_absolute() or bool(windows.drive) or ".." in posix.parts or "\x00" in name


def zip_members(source: BinaryIO, size: int, limits: Limits) -> Iterator[Member]:
    """Give the files of a zip in the order of its directory. Raises UnreadableError when that cannot be read."""
    _check_zip_directory(source, size, limits)
    try:
        archive = zipfile.ZipFile(source)
    except MEMBER_DAMAGE as error:
        raise damaged(error) from error
    budget = Budget(limits.expanded(size))
    for info in archive.infolist():
        if info.is_dir() or _hidden(info.filename):
            continue
        label = budget.label(info.filename)
        try:
            yield Member(label, _open_zipped(archive, info, budget), info.file_size)
        except UnreadableError as error:
            yield Member(label, error=error)
        except MEMBER_DAMAGE as error:
            yield Member(label, error=damaged(error))


def tar_members(source: IO[bytes], size: int, limits: Limits) -> Iterator[Member]:
    """Give the files of a tar as they come. Each stream must be read before the next is asked for.

    Raises UnreadableError when the archive is cut off or damaged: what follows is then unknown.
    """
    budget = Budget(limits.expanded(size))
    try:
        with tarfile.open(fileobj=source, mode="r|", tarinfo=_BoundedTarInfo, errorlevel=1) as archive:
            count = 0
            while (info := archive.next()) is not None:
                archive.members = []  # type: ignore[attr-defined]  # tarfile keeps every header; a million of them is a gigabyte
                count += 1
                _check_count(count, limits)
                if not info.isdir() and not _hidden(info.name):
                    yield _tar_member(archive, info, budget)
    except MEMBER_DAMAGE as error:
        raise damaged(error) from error


class _BoundedTarInfo(tarfile.TarInfo):
    """A header that refuses to be followed by gigabytes of names."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str | None, errors: str) -> "_BoundedTarInfo":
        info = super().frombuf(buf, encoding or "utf-8", errors)
        names = (
            tarfile.XHDTYPE,
            tarfile.XGLTYPE,
            tarfile.SOLARIS_XHDTYPE,
            tarfile.GNUTYPE_LONGNAME,
            tarfile.GNUTYPE_LONGLINK,
        )
        if info.type in names and info.size > TAR_HEADER_BYTES:
            raise UnreadableError(
                Problem.TOO_LARGE, f"a header of {info.size:,} bytes: the archive is damaged or hostile"
            )
        return info


def _tar_member(archive: tarfile.TarFile, info: tarfile.TarInfo, budget: Budget) -> Member:
    label = budget.label(info.name)
    try:
        _check_path(info.name)
        _check_regular(info)
        budget.spend(info.size)
        return Member(label, cast("BinaryIO", archive.extractfile(info)), info.size)
    except UnreadableError as error:
        return Member(label, error=error)


def _open_zipped(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget) -> BinaryIO:
    _check_path(info.filename)
    if info.flag_bits & ZIP_ENCRYPTED:
        raise UnreadableError(Problem.ENCRYPTED, "it needs a password: unpack it and ingest the files")
    budget.spend(info.file_size)
    try:
        return cast("BinaryIO", archive.open(info))
    except NotImplementedError as error:
        raise UnreadableError(Problem.UNSUPPORTED, f"{error}: unpack it and ingest the files") from error


def _check_path(name: str) -> None:
    if unsafe(name):
        raise UnreadableError(Problem.UNSAFE_PATH, "its path leads outside the archive: it was not read; rename it")


def _check_regular(info: tarfile.TarInfo) -> None:
    if not info.isreg():
        raise UnreadableError(Problem.UNSAFE_PATH, "it is a link or a device, not a file: it was not followed")


def _hidden(name: str) -> bool:
    """Tell whether a member is the archiver's own or hidden, like ._x and __MACOSX."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return any(part == "__MACOSX" or (part.startswith(".") and part not in (".", "..")) for part in parts)


def _check_count(count: int, limits: Limits) -> None:
    if count > limits.members:
        raise UnreadableError(
            Problem.TOO_MANY,
            f"more than {limits.members:,} members: unpack it and ingest the folder, which has no bound",
        )


def _check_zip_directory(source: BinaryIO, size: int, limits: Limits) -> None:
    """Hold the directory's declared length against the bound before zipfile loads all of it."""
    source.seek(max(0, size - ZIP_END_BYTES))
    tail = source.read(ZIP_END_BYTES)
    at = tail.rfind(ZIP_END)
    if at < 0 or len(tail) < at + 22:
        raise UnreadableError(Problem.TRUNCATED, "the zip has no directory at its end: copy it again, it is cut off")
    count, directory = struct.unpack_from("<HI", tail, at + 10)
    if directory == 0xFFFFFFFF:  # zip64: the true length stands elsewhere, but lies before this end
        directory = min(size, (limits.members + 1) * 46)
    if directory > limits.members * ZIP_ENTRY_BYTES or directory > size:
        _check_count(limits.members + 1, limits)
    source.seek(0)
    _check_count(count, limits)
