"""Makes every derived column and the search index anew from what is stored."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from articles.pipeline.rebuild import rebuild_counts, rebuild_search, rebuild_stories


def say(done: int) -> None:
    """Say on stderr how far it has come."""
    sys.stderr.write(f"{done:,} stories\n")


class Command(BaseCommand):
    """Rebuild derived columns and the search index."""

    help = "Order and count every story anew, write its search text and change summary, rebuild the search index."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Rebuild, with progress on stderr."""
        stories = rebuild_stories(say)
        rebuild_counts()
        rebuild_search()
        self.stdout.write(f"{stories:,} stories rebuilt.")
