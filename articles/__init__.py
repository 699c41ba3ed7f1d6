"""The newsroom app: dumps in, stories out. Floors and the direction of imports stand in docs/flow.md."""

import os

# Work is shared out over processes, and its matrices are small: numpy's own threads would wait for each other, at twice
# the CPU for a text capture. It is said here because numpy reads it as it is imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
