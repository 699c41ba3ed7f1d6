"""A dump -> its identity: a hash of what is in it, so that the same dump is known again whatever its date or place."""

import hashlib
import os
from pathlib import Path


def dump_digest(path: Path) -> str:
    """Give SHA-256, in hexadecimal, of a file's bytes, or of a folder's relative names and files.

    Times and owners do not count, nor does the name of the dump itself; what reading skips is left out here, too.
    Raises OSError when something cannot be read.
    """
    if not path.is_dir():
        with path.open("rb") as source:
            return hashlib.file_digest(source, "sha256").hexdigest()
    digest = hashlib.sha256()
    for file in _files(path):
        name = os.fsencode(file.relative_to(path).as_posix())
        digest.update(len(name).to_bytes(8, "big") + name + bytes.fromhex(_of_file(file)))
    return digest.hexdigest()


def dump_size(path: Path) -> int:
    """Count the bytes on disk that reading would open."""
    return sum(file.stat().st_size for file in _files(path)) if path.is_dir() else path.stat().st_size


def _of_file(path: Path) -> str:
    if not path.is_file():
        return hashlib.sha256(b"").hexdigest()
    return dump_digest(path)


def _files(folder: Path) -> list[Path]:
    found: list[Path] = []
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [Path(parent, name) for name in names if not name.startswith(".")]
    return sorted(file for file in found if not file.is_symlink())
