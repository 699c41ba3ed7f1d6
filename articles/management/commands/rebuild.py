"""Makes every derived column and the search index anew from what is stored."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from articles.pipeline.rebuild import rebuild_counts, rebuild_related, rebuild_search, rebuild_stories


def say(done: int) -> None:
    """Say on stderr how far it has come."""
    sys.stderr.write(f"{done:,} stories\n")


def say_related(done: int) -> None:
    """Say on stderr how many texts were laid beside the others."""
    sys.stderr.write(f"{done:,} texts related\n")


class Command(BaseCommand):
    """Rebuild derived columns and the search index."""

    help = "Order and count every story anew, write its search text and change summary, rebuild the search index."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take whether related stories are found anew."""
        parser.add_argument("--related", action="store_true", help="count names and link the stories on one event anew")

    def handle(self, *_args: Any, related: bool, **_options: Any) -> None:
        """Rebuild, with progress on stderr."""
        if related:
            rebuild_related(say_related)
        stories = rebuild_stories(say)
        rebuild_counts()
        rebuild_search()
        self.stdout.write(f"{stories:,} stories rebuilt.")
