"""Fits the thresholds of grouping to what editors answered, and says before and after; exports the answers."""

import dataclasses
import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from articles.pipeline.refit import answered_pairs, refit_thresholds
from articles.text.group.refit import Outcome


def told(name: str, found: Outcome) -> str:
    """Say in one line what thresholds make of the answers."""
    between = f"asks from {found.thresholds.different_below:.2f} to {found.thresholds.same_from:.2f}"
    wrong = f"{found.false_same} wrongly joined, {found.false_different} wrongly parted"
    return f"{name}: {between}: {found.right} right, {wrong}, {found.asked} asked"


class Command(BaseCommand):
    """Refit or export."""

    help = "Fit grouping's thresholds to editors' answers and report before and after, or export the answers."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare --export."""
        parser.add_argument("--export", action="store_true", help="print the answered pairs as JSON, one a line")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Print the answers, or what the thresholds would be."""
        if options["export"]:
            for pair in answered_pairs():
                self.stdout.write(json.dumps(dataclasses.asdict(pair)))
            return
        found = refit_thresholds()
        self.stdout.write(told("now", found.before))
        self.stdout.write(told("refitted", found.after))
