"""`manage.py reclean` as an operator runs it."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django_q.models import OrmQ

from articles.models import LineRuling, LongWork, Source, Version
from articles.pipeline.ingest import ingest
from articles.text.article import Role
from tests.factories import make_user
from tests.pipeline.dump_texts import invented_body, write_lines

pytestmark = pytest.mark.django_db


@pytest.fixture
def ruled(tmp_path: Path) -> Source:
    """Have three stories of one source, and a ruling on a line of one of them."""
    ingest(write_lines(tmp_path / "a.jsonl", range(3)))
    source, line = Source.objects.get(), invented_body(1)[2]
    LineRuling.objects.create(source=source, line=line.casefold(), role=Role.REMOVED, made_by=make_user())
    return source


def test_a_dry_run_lists_what_would_change(ruled: Source, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("reclean", "--dry-run")
    said = capsys.readouterr().out
    assert "5 -> 4 paragraphs" in said
    assert "3 captures cleaned again: 1 would read differently" in said
    assert {len(version.body.paragraphs) for version in Version.objects.all()} == {5}


def test_json_has_a_line_for_each_change_and_the_report(ruled: Source, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("reclean", "--json", "--source", "courier.example", "--since", "2020-01-01")
    change, report = map(json.loads, capsys.readouterr().out.splitlines())
    assert (change["paragraphs"], change["sentences"]["removed"]) == ([5, 4], 3)
    assert (report["changed"], report["versions_rewritten"], report["dry_run"]) == (1, 1, False)
    assert sorted(len(version.body.paragraphs) for version in Version.objects.all()) == [4, 5, 5]


def test_nothing_is_received_since_a_day_to_come(ruled: Source, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("reclean", "--since", "2999-01-01")
    assert "0 captures cleaned again" in capsys.readouterr().out


def test_a_source_that_is_not_there_is_named(ruled: Source) -> None:
    with pytest.raises(CommandError, match="no source 'Nobody'"):
        call_command("reclean", "--source", "Nobody")


def test_a_day_that_is_none_is_named(ruled: Source) -> None:
    with pytest.raises(CommandError, match="write it as 2026-03-31"):
        call_command("reclean", "--since", "yesterday")


@pytest.mark.parametrize(("command", "kind"), [("reclean", "reclean"), ("regroup", "regroup")])
def test_the_worker_is_given_the_work_in_the_background(
    ruled: Source, capsys: pytest.CaptureFixture[str], command: str, kind: str
) -> None:
    call_command(command, "--background", "--dry-run", "--json")
    work = LongWork.objects.get(pk=json.loads(capsys.readouterr().out)["work"])
    assert (work.kind, work.dry_run, work.state) == (kind, True, "queued")
    assert OrmQ.objects.get().task["args"] == (work.pk,)
    assert {len(version.body.paragraphs) for version in Version.objects.all()} == {5}


def test_a_second_regroup_says_which_is_under_way(ruled: Source) -> None:
    call_command("regroup", "--background")
    with pytest.raises(CommandError, match="is under way") as refused:
        call_command("regroup", "--dry-run")
    assert refused.value.returncode == 2
