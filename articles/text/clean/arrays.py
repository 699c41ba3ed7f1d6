"""Names for the arrays that compiled code works on."""

import numpy as np
import numpy.typing as npt

Codes = npt.NDArray[np.uint32]  # code points of a text
Rows = npt.NDArray[np.int32]  # rows of numbers, each with the same columns
Longs = npt.NDArray[np.int64]
