"""Groups everything that is stored anew, by today's rules and editors' words."""

import dataclasses
import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.pipeline.regroup import begin_regroup, regroup
from articles.pipeline.work_jobs import queue_work
from articles.pipeline.works import LeaseLost, UnderWay

EPILOG = "Exit status: 0; 1 when it was paused or stopped in the panel; 2 when such a run is under way already."


def say(done: int) -> None:
    """Say on stderr how far it has come."""
    sys.stderr.write(f"{done:,} versions read\n")


class Command(BaseCommand):
    """Regroup stories."""

    help = "Group every stored version anew. Editors' work and words are kept. With --dry-run only list what changes."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare --dry-run, --background and --json."""
        parser.epilog = EPILOG
        parser.add_argument("--dry-run", action="store_true", help="list what would change and change nothing")
        parser.add_argument(
            "--background", action="store_true", help="have a worker do it; the panel shows how far it is"
        )
        parser.add_argument("--json", action="store_true", help="print the moves as JSON, one a line")

    def handle(self, *_args: Any, dry_run: bool, **options: Any) -> None:
        """Regroup, list the moves, and say what it came to; progress goes to stderr."""
        try:
            if options["background"]:
                self._queue(dry_run=dry_run, as_json=options["json"])
            else:
                self._do(dry_run=dry_run, as_json=options["json"])
        except UnderWay as other:
            raise CommandError(str(other), returncode=2) from other
        except LeaseLost as lost:
            raise CommandError(str(lost)) from lost

    def _queue(self, *, dry_run: bool, as_json: bool) -> None:
        work = begin_regroup(dry_run=dry_run)
        queue_work(work)
        said = f"{work} waits for a worker; the panel shows it under Long work."
        self.stdout.write(json.dumps({"work": work.pk}) if as_json else said)

    def _do(self, *, dry_run: bool, as_json: bool) -> None:
        report = regroup(dry_run=dry_run, on_progress=say)
        moves = 0
        for moves, move in enumerate(report.each_move(), start=1):  # noqa: B007 - counted
            self.stdout.write(json.dumps(dataclasses.asdict(move)) if as_json else move.line())
        sys.stderr.write(f"{report.versions:,} versions read; {moves:,} {'moved' if report.done else 'would move'}.\n")
