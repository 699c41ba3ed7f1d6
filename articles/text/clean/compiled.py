"""The decorator of functions that are compiled: loops over arrays, at the speed of C.

Written here so that one place says how: compiled at the first call, kept beside the module for the next process where
that folder can be written to, and typed. Importing numba takes longer than cleaning many pages, so a module with such
functions is imported inside the function that calls them, not at the start.
"""

from collections.abc import Callable
from typing import Any, TypeVar

import numba

_Function = TypeVar("_Function", bound=Callable[..., Any])


def compiled(function: _Function) -> _Function:
    """The same function in machine code; what it calls and is no numpy has to be compiled too."""
    try:
        machine: _Function = numba.njit(cache=True)(function)
    except RuntimeError:  # there is no folder that may be written to: it is compiled anew in each process
        machine = numba.njit(function)
    return machine
