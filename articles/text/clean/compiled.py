"""The decorators of functions that are compiled: loops over arrays, at the speed of C.

Written here so that one place says how: compiled at the first call, kept for the next process where a folder can be
written to, and typed. Importing numba takes longer than cleaning many pages, so a module with such functions is
imported inside the function that calls them, not at the start.
"""

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator
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
    """The folder in which what was compiled from exactly these sources is kept; None where none can be written to.

    numba itself asks only whether the module of a function is as it was, not whether those are that it calls.
    """
    sources = hashlib.sha256(b"".join(path.read_bytes() for path in sorted(_HERE.glob("*.py"))))
    name = f"compiled-{sources.hexdigest()[:16]}" + ("-checked" if _CONFIG.BOUNDSCHECK else "")
    return next((base / name for base in _bases() if _is_writable(base / name)), None)


def _bases() -> Iterator[Path]:
    """Where compiled code may be kept: where numba was told to, beside the sources, or among the user's own files."""
    given = os.environ.get("NUMBA_CACHE_DIR")
    if given:
        yield Path(given)
    yield _HERE / "__pycache__"
    yield Path(os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")) / "newsdesk"  # noqa: PTH111 - never raises


def _is_writable(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False
