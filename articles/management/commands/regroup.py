"""Groups everything that is stored anew, by today's rules and editors' words."""

import dataclasses
import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from articles.pipeline.regroup import regroup


def say(done: int) -> None:
    """Say on stderr how far it has come."""
    sys.stderr.write(f"{done:,} versions read\n")


class Command(BaseCommand):
    """Regroup stories."""

    help = "Group every stored version anew. Editors' work and words are kept. With --dry-run only list what changes."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare --dry-run and --json."""
        parser.add_argument("--dry-run", action="store_true", help="list what would change and change nothing")
        parser.add_argument("--json", action="store_true", help="print the moves as JSON, one a line")

    def handle(self, *_args: Any, dry_run: bool, **options: Any) -> None:
        """Regroup, list the moves, and say what it came to; progress goes to stderr."""
        report = regroup(dry_run=dry_run, on_progress=say)
        for move in report.moves:
            self.stdout.write(json.dumps(dataclasses.asdict(move)) if options["json"] else move.line())
        did = "moved" if report.done else "would move"
        sys.stderr.write(f"{report.versions:,} versions read; {len(report.moves):,} {did}.\n")
