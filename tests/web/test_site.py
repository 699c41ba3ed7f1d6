"""What must hold of the site as a whole: its settings, its locks, its headers, its migrations."""

import os
import re
import secrets
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

ROOT = Path(__file__).resolve().parents[2]


def manage(*arguments: str, data: Path, **variables: str) -> "subprocess.CompletedProcess[str]":
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("NEWSDESK_", "DJANGO_"))}
    environment |= {"NEWSDESK_DATA_DIR": str(data), **variables}
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False)


def test_deployment_check_is_clean_with_production_settings(tmp_path):
    result = manage(
        "check",
        "--deploy",
        "--fail-level=WARNING",
        data=tmp_path,
        NEWSDESK_SECRET_KEY=secrets.token_urlsafe(60),
        NEWSDESK_ALLOWED_HOSTS="news.example.org",
    )
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize(("name", "value"), [("NEWSDESK_DEBUG", "maybe"), ("NEWSDESK_UPLOAD_MB", "2 GB")])
def test_setting_that_makes_no_sense_stops_the_start_and_is_named(tmp_path, name, value):
    result = manage("check", data=tmp_path, **{name: value})
    assert result.returncode != 0
    assert f"{name}={value!r}" in result.stderr


def test_what_the_database_address_asks_for_stays(tmp_path):
    shown = manage(
        "diffsettings",
        data=tmp_path,
        NEWSDESK_DEBUG="1",
        DATABASE_URL="postgres://editor@db.example.org/newsdesk?sslmode=require",
    ).stdout
    assert "'sslmode': 'require'" in shown


def test_kept_secret_key_is_made_once_and_is_the_owners_alone(tmp_path):
    manage("check", data=tmp_path)
    first = (tmp_path / "secret_key").read_text()
    manage("check", data=tmp_path)
    assert (tmp_path / "secret_key").read_text() == first
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0


def test_demo_refuses_to_run_with_production_settings(tmp_path):
    result = manage("demo", "--prepare", data=tmp_path)
    assert result.returncode != 0
    assert "NEWSDESK_DEBUG=1" in result.stderr


@pytest.mark.parametrize("name", ["run.lock", "dev.lock", "bench.lock"])
def test_lock_pins_with_hashes_and_names_no_registry(name):
    lock = (ROOT / "requirements" / name).read_text()
    assert re.search(r"^django==5\.2\.\d+ \\\n    --hash=sha256:", lock, re.MULTILINE)
    assert not re.search(r"https?:|index-url|find-links", lock)


@pytest.mark.django_db
def test_every_answer_forbids_inline_script_and_style():
    policy = Client().get("/login/").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy


@pytest.mark.django_db
def test_migrations_say_all_that_the_models_say():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_migrations_go_back_and_forth(tmp_path):
    for target in (["migrate"], ["migrate", "articles", "zero"], ["migrate"]):
        result = manage(*target, "--verbosity=0", data=tmp_path, NEWSDESK_DEBUG="1")
        assert result.returncode == 0, result.stderr
