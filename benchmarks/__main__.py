"""Runs every benchmark, one after another on an otherwise idle machine, and writes docs/benchmarks.md.

`python -m benchmarks` runs all; `python -m benchmarks compare group` only these, and prints without writing.
"""

import datetime as dt
import os
import platform
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
PAGE = HERE.parent / "docs" / "benchmarks.md"
NOT_MEASURES = {"__main__", "__init__", "train_clean", "train_captures"}
INTRODUCTION = """# Benchmarks

Written by `make bench` on {day}: {machine}.
Every figure stands beside a named peer measured in the same run; what counts is the ratio. Quality figures are pinned
in `tests/quality`.
"""


def machine() -> str:
    """Return what these figures were measured on, in words."""
    model = next(
        (
            line.split(":", 1)[1].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if "model name" in line
        ),
        platform.machine(),
    )
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} cores ({model}), {memory:.0f} GiB, Python {platform.python_version()}"


def measured(name: str) -> str:
    """Run one benchmark and return its section; a benchmark that fails says so in its section."""
    print(f"measuring {name} ...", file=sys.stderr, flush=True)
    result = subprocess.run(
        [sys.executable, "-m", f"benchmarks.{name}"], cwd=HERE.parent, capture_output=True, text=True, check=False
    )
    body = result.stdout.strip()
    if result.returncode:
        body += f"\n\n**Failed** with status {result.returncode}: {result.stderr.strip().splitlines()[-1:]}"
    return f"## {name}\n\n{body}\n"


def main(names: list[str]) -> int:
    """Measure these, or all; return 1 where one failed."""
    every = sorted(path.stem for path in HERE.glob("*.py") if path.stem not in NOT_MEASURES)
    sections = [measured(name) for name in names or every]
    table = "\n".join(sections)
    print(table)
    if not names:
        PAGE.write_text(INTRODUCTION.format(day=dt.datetime.now(dt.UTC).date(), machine=machine()) + "\n" + table)
    return int(any("**Failed**" in section for section in sections))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
