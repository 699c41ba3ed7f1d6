"""Lines printed for another program, which may read as many as it likes."""

import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management.base import OutputWrapper

from articles.management.printing import print_lines

ROOT = Path(__file__).resolve().parents[2]
PRINTS = """
import sys
from django.core.management.base import OutputWrapper
from articles.management.printing import print_lines
print_lines((f"line {n}" for n in range(%d)), OutputWrapper(sys.stdout))
"""


def test_every_line_is_printed():
    out = StringIO()
    print_lines(["one", "two"], OutputWrapper(out))
    assert out.getvalue() == "one\ntwo\n"


@pytest.mark.parametrize("lines", [3, 100_000])
def test_a_reader_that_goes_away_early_ends_it_without_a_word(lines: int):
    process = subprocess.Popen(
        [sys.executable, "-c", PRINTS % lines], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout
    assert process.stderr
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(30) == 0
