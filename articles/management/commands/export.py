"""Writes what newsdesk holds for other programs, to stdout."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from articles.management.printing import print_lines
from articles.pipeline.export import story_lines


class Command(BaseCommand):
    """Export stories."""

    help = "Write every story as one line of JSON: versions, captures by locator, headline, paragraphs, topics, notes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what to export and how."""
        parser.add_argument("what", choices=["stories"])
        parser.add_argument("--format", choices=["jsonl"], default="jsonl")

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Write line by line."""
        print_lines(story_lines(), self.stdout)
