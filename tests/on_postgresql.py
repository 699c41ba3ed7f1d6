"""Runs pytest against a PostgreSQL of its own: `python -m tests.on_postgresql tests/editing ...`.

The cluster is made in a temporary folder, listens on a socket in it alone, and is gone afterwards. What only
PostgreSQL shows (two editors in one moment, its own search and locks) is tested with it. Exits with pytest's code, or
with 0 and a line that says what was not run where PostgreSQL is not installed.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

ACCOUNT = "postgres"  # PostgreSQL refuses to run as root; Debian's package brings this account
QUICK = "-c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off"  # lost at a power cut


def programs() -> Path | None:
    """The folder of the newest PostgreSQL server that is installed, None where there is none."""
    beside = shutil.which("initdb")
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return Path(beside).resolve().parent if beside else found[-1].parent if found else None


@contextmanager
def cluster(bin_dir: Path) -> Iterator[str]:
    """A running cluster; gives the DATABASE_URL by which Django reaches it."""
    as_account = ["runuser", "-u", ACCOUNT, "--"] if os.geteuid() == 0 else []
    with tempfile.TemporaryDirectory(prefix="newsdesk-pg-", ignore_cleanup_errors=True) as folder:
        if as_account:
            shutil.chown(folder, ACCOUNT)
        data = f"{folder}/data"

        def run(program: str, *arguments: str) -> None:
            command = [*as_account, str(bin_dir / program), *arguments]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=folder)

        run("initdb", "--auth=trust", f"--username={ACCOUNT}", "--encoding=UTF8", "--no-sync", data)
        run("pg_ctl", "start", "--wait", f"--pgdata={data}", f"--log={folder}/log", f"--options={QUICK} -k {folder}")
        try:
            yield f"postgres://{ACCOUNT}@{quote(folder, safe='')}/postgres"
        finally:
            run("pg_ctl", "stop", "--mode=immediate", f"--pgdata={data}")


def main(arguments: list[str]) -> int:
    """Run pytest with these arguments on a cluster of its own; give its exit code."""
    bin_dir = programs()
    if bin_dir is None:
        sys.stderr.write("Not run: tests on PostgreSQL, which is not installed: sudo apt-get install -y postgresql\n")
        return 0
    with cluster(bin_dir) as url:
        command = [sys.executable, "-m", "pytest", *arguments]
        return subprocess.run(command, check=False, env=os.environ | {"DATABASE_URL": url}).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
