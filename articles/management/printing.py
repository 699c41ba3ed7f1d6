"""Lines for another program, which may close the pipe before it has read all of them (`… | head`)."""

import os
import sys
from collections.abc import Iterable

from django.core.management.base import OutputWrapper


def print_lines(lines: Iterable[str], out: OutputWrapper) -> None:
    """Write line by line; a reader that closes the pipe early ends it quietly.

    What is buffered goes nowhere then, as the interpreter would complain of it at its end (Python's note on SIGPIPE).
    """
    try:
        for line in lines:
            out.write(line)
        out.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
