"""Cleans stored captures again with today's cleaner and rulings. Progress on stderr, the report on stdout."""

import datetime as dt
import json
import sys
import time
from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.models import Source
from articles.pipeline.cleaning_jobs import queue_reclean
from articles.pipeline.differences import Difference
from articles.pipeline.reclean import RecleanReport, Scope, reclean
from articles.text.source_name import source_key

SECONDS_BETWEEN = 0.5  # a log should hold no more
EPILOG = (
    "With --json one object a capture that reads differently, and last the report. Exit status: 0; 1 when captures were"
    " left alone because editors were at work on them; 2 when the source is not known."
)


class Command(BaseCommand):
    """Clean captures again."""

    help = "Clean stored captures again with today's cleaner. What editors did stays; a second run changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take which captures, and whether to store."""
        parser.epilog = EPILOG
        parser.add_argument("--source", help="only captures of this source: its name or its site")
        parser.add_argument("--since", type=day, metavar="DAY", help="only captures received since: 2026-03-31")
        parser.add_argument("--dry-run", action="store_true", help="list what would change, and store nothing")
        parser.add_argument(
            "--background", action="store_true", help="have a worker do it; the panel shows how far it is"
        )
        parser.add_argument("--json", action="store_true", help="report as JSON Lines")

    def handle(self, *_args: Any, source: str | None, since: dt.date | None, **options: Any) -> None:
        """Clean again, listing what changes in a dry run and wherever JSON is asked for."""
        as_json, dry_run = bool(options["json"]), bool(options["dry_run"])
        scope = Scope(source_id(source) if source else None, since)
        if options["background"]:
            work = queue_reclean(source_id=scope.source_id, since=since, dry_run=dry_run)
            said = f"{work} waits for a worker; the panel shows it under Long work."
            self.stdout.write(json.dumps({"work": work.pk}) if as_json else said)
            return

        def on_change(change: Difference) -> None:
            said = json.dumps(change.as_json(), ensure_ascii=False) if as_json else "\n".join(change.lines())
            self.stdout.write(said)

        report = reclean(
            scope,
            dry_run=dry_run,
            on_change=on_change if dry_run or as_json else None,
            on_progress=Progress(),
        )
        self.stdout.write(json.dumps(report.as_json()) if as_json else "\n".join(report.lines()))
        if report.busy:
            sys.exit(1)


def source_id(name: str) -> int:
    """Find a source by its name or site. Raises CommandError."""
    found = Source.objects.filter(key=source_key(name)).first()
    if found is None:
        raise CommandError(f"There is no source {name!r}: give a name as the desk lists it", returncode=2)
    return found.pk


def day(given: str) -> dt.date:
    """Read a day. Raises ArgumentTypeError."""
    try:
        return dt.date.fromisoformat(given)
    except ValueError:
        raise ArgumentTypeError(f"{given!r} is no day: write it as 2026-03-31") from None


class Progress:
    """Says on stderr how far it has come."""

    def __init__(self) -> None:
        self._began = self._said = time.monotonic()

    def __call__(self, report: RecleanReport) -> None:
        """Say where it is, unless that was said just now."""
        now = time.monotonic()
        if now - self._said < SECONDS_BETWEEN:
            return
        self._said = now
        rate = report.captures / (now - self._began)
        sys.stderr.write(f"{report.captures:,} captures, {report.changed:,} changed, {rate:,.0f}/s\n")
        sys.stderr.flush()
