"""Fits the thresholds of grouping to what editors answered, says before and after, and puts them in force or back."""

import dataclasses
import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.management.printing import print_lines
from articles.pipeline.refit import (
    NotApplied,
    answered_pairs,
    apply_thresholds,
    refit_thresholds,
    take_back_thresholds,
)
from articles.pipeline.thresholds import thresholds_in_force
from articles.text.group.refit import Outcome, Refit

EPILOG = "Exit status: 0; 1 when --apply found no reason, or too few answers, to change the thresholds."


def told(name: str, found: Outcome) -> str:
    """Say in one line what thresholds make of the answers."""
    between = f"asks from {found.thresholds.different_below:.2f} to {found.thresholds.same_from:.2f}"
    wrong = f"{found.false_same} wrongly joined, {found.false_different} wrongly parted"
    return f"{name}: {between}: {found.right} right, {wrong}, {found.asked} asked"


class Command(BaseCommand):
    """Refit, put in force, take back, or export."""

    help = "Fit grouping's thresholds to editors' answers and report before and after; --apply puts them in force."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare what is to be done; one of them at a time."""
        parser.epilog = EPILOG
        one = parser.add_mutually_exclusive_group()
        one.add_argument("--export", action="store_true", help="print the answered pairs as JSON, one a line")
        one.add_argument("--apply", action="store_true", help="have every grouping from now on use the fitted ones")
        one.add_argument("--undo", action="store_true", help="take back what --apply did last")
        one.add_argument("--reset", action="store_true", help="take back all of it: the thresholds in the code count")
        parser.add_argument("--json", action="store_true", help="report as one JSON object")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Print the answers, or what the thresholds would be, or are from now on."""
        if options["export"]:
            print_lines((json.dumps(dataclasses.asdict(pair)) for pair in answered_pairs()), self.stdout)
        elif options["undo"] or options["reset"]:
            self._take_back(every=options["reset"], as_json=options["json"])
        elif options["apply"]:
            self._apply(as_json=options["json"])
        else:
            self._report(refit_thresholds(), as_json=options["json"])

    def _report(self, found: Refit, *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(dataclasses.asdict(found)))
            return
        self.stdout.write(told("now", found.before))
        self.stdout.write(told("refitted", found.after))

    def _apply(self, *, as_json: bool) -> None:
        try:
            found, row = apply_thresholds()
        except NotApplied as why:
            self._report(why.found, as_json=as_json)
            raise CommandError(f"Nothing was changed: {why}") from why
        self._report(found, as_json=as_json)
        if not as_json:
            self.stdout.write(f"In force from now on (no. {row.pk}); what is stored follows with manage.py regroup.")

    def _take_back(self, *, every: bool, as_json: bool) -> None:
        taken = take_back_thresholds(every=every)
        now = thresholds_in_force()
        if as_json:
            self.stdout.write(json.dumps({"taken_back": taken, "in_force": dataclasses.asdict(now)}))
            return
        said = f"{taken} taken back: grouping asks from {now.different_below:.2f} to {now.same_from:.2f}."
        self.stdout.write(said)
