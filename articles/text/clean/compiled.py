"""The decorators of functions that are compiled: loops over arrays, at the speed of C.

Written here so that one place says how: compiled at the first call, kept for the next process where a folder can be
written to, and typed. Importing numba takes longer than cleaning many pages, so a module with such functions is
imported inside the function that calls them, not at the start.
"""

import hashlib
import os
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar, cast

import numba

_Function = TypeVar("_Function", bound=Callable[..., Any])
_HERE = Path(__file__).parent
_CONFIG: Any = numba.config  # its settings are made as it is imported, so types know none of them
_STEP: dict[str, Any] = {"no_cpython_wrapper": True, "no_cfunc_wrapper": True}
_PART: dict[str, Any] = {"_nrt": False, **_STEP}


def compiled(function: _Function) -> _Function:
    """The same function in machine code; what it calls and is no numpy has to be compiled too."""
    folder = _kept_in()
    if folder is None:  # it is compiled anew in each process
        return cast("_Function", numba.njit(function))
    _CONFIG.CACHE_DIR = str(folder)
    return cast("_Function", numba.njit(cache=True)(function))


def compiled_step(function: _Function) -> _Function:
    """The same for a function that compiled ones alone call, which makes arrays: it is kept with those."""
    return cast("_Function", numba.njit(**_STEP)(function))


def compiled_part(function: _Function) -> _Function:
    """The same for a function that compiled ones alone call, with arrays that are theirs: it makes and keeps none.

    It is no function of Python's then: called from there, it fails. That spares a quarter of the time to compile, and
    more than half of the time to run, which went into counting who holds an array.
    """
    return cast("_Function", numba.njit(**_PART)(function))


@lru_cache(maxsize=1)
def _kept_in() -> Path | None:
    """The folder in which what was compiled from exactly these sources is kept; None where none is safe.

    numba itself asks only whether the module of a function is as it was, not whether those are that it calls.
    """
    sources = hashlib.sha256(b"".join(path.read_bytes() for path in sorted(_HERE.glob("*.py"))))
    name = f"compiled-{sources.hexdigest()[:16]}" + ("-checked" if _CONFIG.BOUNDSCHECK else "")
    folder = next((base / name for base in _bases() if _is_usable(base / name)), None)
    if folder:
        _forget_empty(folder)
    return folder


def _forget_empty(folder: Path) -> None:
    """Remove the files that a crash of the machine left empty: numba would fail at them for each page.

    Processes that start together do so at once: a file may go in between.
    """
    for path in folder.rglob("*.nb[ic]"):
        with suppress(FileNotFoundError):
            if not path.stat().st_size:
                path.unlink()


def _bases() -> Iterator[Path]:
    """Where compiled code may be kept: where numba was told to, beside the sources, or among the user's own files."""
    given = os.environ.get("NUMBA_CACHE_DIR")
    if given:
        yield Path(given)
    yield _HERE / "__pycache__"
    own = Path(os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache"))  # noqa: PTH111 - never raises
    if own.is_absolute():  # else it would depend on where the process was started
        yield own / "newsdesk"


def _is_usable(folder: Path) -> bool:
    """Whether a folder can be written to, made if it is not there, and by nobody else."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return _is_safe(folder.resolve())
    except OSError:
        return False


def _is_safe(folder: Path) -> bool:
    """Whether nobody can put code into a folder who could not change the sources: what is kept in it is run as it is.

    So it and what it stands in are the user's own, root's, or of whom the sources are; others may add files to what it
    stands in only where they cannot move those of others, as in /tmp.
    """
    trusted = {0, os.geteuid(), _HERE.stat().st_uid}
    known = folder.stat()
    if known.st_uid not in trusted or known.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        return False
    around = [at.stat() for at in folder.parents]
    return all(at.st_uid in trusted and (not at.st_mode & stat.S_IWOTH or at.st_mode & stat.S_ISVTX) for at in around)
