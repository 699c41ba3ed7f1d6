"""Migrates, ingests the sample dump, and serves the site with its worker: what `make run` starts."""

import os
import signal
import socket
import subprocess
import sys
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from articles.editing.people import DEMO_PASSWORD, make_demo_people

SERVER_THREADS = 8
GRACE = 10  # seconds a server or worker has to end by itself


class Command(BaseCommand):
    """Serve newsdesk with the sample dump on this machine."""

    help = "Migrate, ingest the sample dump, serve the site and its worker, print address and login."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the address to serve on."""
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--prepare", action="store_true", help="migrate and ingest, but serve nothing")

    def handle(self, *_args: Any, host: str, port: int, prepare: bool, **_options: Any) -> None:
        """Prepare, then serve until interrupted."""
        if not settings.DEBUG:
            raise CommandError("The demo has well-known passwords. Set NEWSDESK_DEBUG=1 to run it on your own machine.")
        if not prepare:
            refuse_taken_port(host, port)
        call_command("migrate", verbosity=0)
        logins = make_demo_people()
        call_command("ingest", str(Path(settings.BASE_DIR) / "sample_dump"))
        if prepare:
            return
        self.stdout.write(f"\nnewsdesk is at http://{host}:{port}/\n")
        for login in logins:
            self.stdout.write(f"  log in as {login.name:8} password {DEMO_PASSWORD}   {login.may}")
        self.stdout.write("  Ctrl-C ends it.\n\n")
        self.stdout.flush()
        sys.exit(serve(host, port))


def refuse_taken_port(host: str, port: int) -> None:
    """Raise CommandError where something already listens there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(
                f"{host}:{port} cannot be served: {error.strerror}. Try: make run PORT={port + 1}"
            ) from error


def serve(host: str, port: int) -> int:
    """Run the server and the worker until one ends or we are told to. Return the exit status."""
    here = [sys.executable, str(Path(settings.BASE_DIR) / "manage.py")]
    server = [sys.executable, "-m", "gunicorn", "newsdesk.wsgi", "--worker-class", "gthread"]
    server += ["--threads", str(SERVER_THREADS), "--bind", f"{host}:{port}", "--log-level", "warning"]
    commands = [server, [*here, "work"]]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "newsdesk.settings"}
    running = [subprocess.Popen(command, env=environment) for command in commands]  # noqa: S603 - our own commands
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        while all(process.poll() is None for process in running):
            time.sleep(1)
    except (KeyboardInterrupt, SystemExit):
        return 0
    finally:
        for process in running:
            process.terminate()
        for process in running:
            wait_or_kill(process)
    return next((process.returncode for process in running if process.returncode), 0)


def wait_or_kill(process: "subprocess.Popen[bytes]") -> None:
    """Wait for a process that was told to end; kill it when it does not."""
    try:
        process.wait(GRACE)
    except subprocess.TimeoutExpired:
        process.kill()
