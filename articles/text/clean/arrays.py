"""Names for the arrays and numbers that compiled code works on."""

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

Codes = npt.NDArray[np.uint32]  # code points of a text
Rows = npt.NDArray[np.int32]  # rows of numbers, each with the same columns
Longs = npt.NDArray[np.int64]

# A number of one type: to the compiler each number of Python's is a type of its own, for which a function is compiled.
# And a place in an array, which spares the question whether it is counted from the end: half of the time of a loop.
if TYPE_CHECKING:
    integer = nth = int
else:
    integer, nth = np.int64, np.uint64
