"""Ingests dumps: files, folders and archives. Progress on stderr, the report on stdout."""

import json
import sys
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from articles.models import Dump
from articles.pipeline.ingest import ingest
from articles.pipeline.report import IngestReport

EPILOG = (
    "Exit status: 0 when every dump was read to its end, records that became no article included (they are listed and"
    " kept as rejections); 1 when a dump stopped before its end (paused, failed, or read by another process); 2 when a"
    " path cannot be read."
)
UNREADABLE, STOPPED = 2, 1
# A terminal shows no more; a log should hold no more.
SECONDS_BETWEEN = 0.5
FINISHED = ("done",)


class Command(BaseCommand):
    """Ingest dumps in this process, whole, one after another."""

    help = (
        "Ingest dumps: text captures, HTML pages, JSON, JSON Lines and more; plain, compressed, in folders, zip or tar."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the paths, whether to store, and how to report."""
        parser.epilog = EPILOG
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument("--dry-run", action="store_true", help="say what would come of it, and store nothing")
        parser.add_argument("--json", action="store_true", help="report as one JSON object a dump and line")

    def handle(self, *_args: Any, paths: list[Path], dry_run: bool, json: bool, **_options: Any) -> None:
        """Ingest each path; end with the exit status that EPILOG explains."""
        status = 0
        for path in paths:
            progress = Progress()
            try:
                report = ingest(path, dry_run=dry_run, on_progress=progress)
            except OSError as error:
                progress.end()
                self.stderr.write(
                    f"{path}: {error.strerror or error}: name a file or folder that this account can read"
                )
                status = UNREADABLE
                continue
            progress.end()
            self.say(report, as_json=json)
            if report.state not in FINISHED:
                status = max(status, STOPPED)
        if status:
            sys.exit(status)

    def say(self, report: IngestReport, *, as_json: bool) -> None:
        """Print a report for people or for programs."""
        self.stdout.write(json.dumps(report.as_json(), ensure_ascii=False) if as_json else "\n".join(report.lines()))


class Progress:
    """Says on stderr how far a dump has come: one line rewritten on a terminal, one line a time elsewhere."""

    def __init__(self) -> None:
        self._began = self._said = time.monotonic()
        self._terminal = sys.stderr.isatty()
        self._open = False

    def __call__(self, dump: Dump) -> None:
        """Say where the dump is, unless that was said just now."""
        now = time.monotonic()
        if now - self._said < SECONDS_BETWEEN:
            return
        self._said = now
        rate = dump.captures_read / (now - self._began)
        line = f"{dump.name}: {dump.captures_read:,} read, {dump.rejected:,} rejected, {rate:,.0f}/s"
        sys.stderr.write(f"\r{line}\x1b[K" if self._terminal else f"{line}\n")
        sys.stderr.flush()
        self._open = self._terminal

    def end(self) -> None:
        """Leave the line as it stands."""
        if self._open:
            sys.stderr.write("\n")
