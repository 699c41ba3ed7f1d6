"""Learns which lines recur over a source's stories, and proposes them as debris."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.models import Source
from articles.pipeline.debris import learn_all, learn_debris
from articles.text.source_name import source_key


class Command(BaseCommand):
    """Learn debris."""

    help = (
        "Count the lines of each source's newest stories and propose as debris what recurs. Editors' rulings stay. The"
        " worker does the same after each dump."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the source."""
        parser.add_argument("--source", help="only this source: its name or its site")

    def handle(self, *_args: Any, source: str | None, **_options: Any) -> None:
        """Learn, saying on stderr what each source came to."""
        if source:
            found = Source.objects.filter(key=source_key(source)).first()
            if found is None:
                raise CommandError(f"There is no source {source!r}: give a name as the desk lists it", returncode=2)
            learned = [learn_debris(found)]
        else:
            learned = []
            for _, one in learn_all():
                sys.stderr.write(f"{one}\n")
                learned.append(one)
        proposed, new = sum(one.proposed for one in learned), sum(one.new for one in learned)
        self.stdout.write(f"{len(learned):,} sources counted: {proposed:,} lines recur, {new:,} of them new.")
