"""Runs the background worker: reads uploaded dumps and does what else was queued."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection

from articles.pipeline.jobs import keep_looking, queue_waiting_dumps
from articles.pipeline.work_jobs import queue_waiting_works


class Command(BaseCommand):
    """Work until told to end."""

    help = "Run the background worker. Dumps and long work that a killed worker left behind are queued again at once."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Queue what was left behind, then serve the queue."""
        # The queue forks its processes, and a pool of PostgreSQL connections does not survive a fork: all of them would
        # talk through one connection. Each needs only one.
        connection.settings_dict["OPTIONS"].pop("pool", None)
        queue_waiting_dumps()
        queue_waiting_works()
        keep_looking()
        call_command("qcluster")
