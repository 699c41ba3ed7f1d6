"""Bring the IPTC's Media Topics in: `manage.py import_topics FILE`."""

from pathlib import Path

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.editing.log import Refused
from articles.editing.topics import import_media_topics


class Command(BaseCommand):
    """Reads the file, calls the act, prints what came of it."""

    help = "Make topics from the IPTC's Media Topics (JSON). Editors' changes stay; the import can be undone."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file, and in whose name it is imported."""
        parser.add_argument("file", type=Path, help="the vocabulary as JSON, as the IPTC publishes it")
        parser.add_argument("--by", required=True, help="the name with which an editor logs in, for the log")

    def handle(self, *, file: Path, by: str, **_: object) -> None:
        """Import; raises CommandError where the file or the person is not there, or the file is something else."""
        try:
            report = import_media_topics(file.read_bytes(), by=User.objects.get(username=by))
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}") from error
        except User.DoesNotExist as error:
            raise CommandError(f"no one logs in as {by}: give the name of an editor") from error
        except Refused as refused:
            raise CommandError(f"{file}: {refused}") from refused
        self.stdout.write(f"{report.made} topics made, {report.adopted} found by label, {report.known} known before")
