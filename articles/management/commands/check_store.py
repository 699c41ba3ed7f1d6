"""Proves that nothing stored is missing or inconsistent."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from articles.pipeline.check import check_store


class Command(BaseCommand):
    """Check the whole store."""

    help = "Say what is missing or inconsistent, and how to mend it. Exit status: 0 when nothing is, else 1."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take how deep to look."""
        parser.add_argument("--bytes", action="store_true", help="hold every capture's bytes against their hash, too")

    def handle(self, *_args: Any, bytes: bool, **_options: Any) -> None:  # noqa: A002 - the option's name
        """Print each finding."""
        findings = check_store(read_bytes=bytes)
        for finding in findings:
            self.stdout.write(str(finding))
        if findings:
            sys.exit(1)
        self.stdout.write("The store is sound.")
