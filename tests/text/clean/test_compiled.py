"""Compiled code: kept where it can be, never stale, and not loaded before a page is cleaned."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from articles.text.clean import compiled as module
from articles.text.clean.compiled import compiled

ROOT = Path(__file__).resolve().parents[3]


def twice(number: int) -> int:
    return 2 * number


def owned(known: os.stat_result, owner: int) -> os.stat_result:
    """What is known of a folder, as if it were that of another user."""
    fields = list(known)
    fields[stat.ST_UID] = owner
    return os.stat_result(fields)


@pytest.fixture
def _nowhere(monkeypatch, tmp_path):
    """No folder can be written to: all would be inside of a file."""
    file = tmp_path / "file"
    file.touch()
    monkeypatch.setattr(module, "_bases", lambda: iter([file / "a", file / "b"]))
    module._kept_in.cache_clear()
    yield
    module._kept_in.cache_clear()


@pytest.mark.usefixtures("_nowhere")
def test_functions_are_compiled_where_no_folder_can_be_written_to():
    assert module._kept_in() is None
    assert compiled(twice)(4) == 8


def test_kept_code_is_of_exactly_these_sources(monkeypatch, tmp_path):
    (tmp_path / "one.py").write_text("a = 1")
    monkeypatch.setattr(module, "_HERE", tmp_path)
    monkeypatch.delenv("NUMBA_CACHE_DIR", raising=False)
    before, again = module._kept_in.__wrapped__(), module._kept_in.__wrapped__()
    (tmp_path / "one.py").write_text("a = 2")
    assert before == again != module._kept_in.__wrapped__()
    assert before.parent == tmp_path / "__pycache__"


@pytest.mark.parametrize(("mode", "is_safe"), [(0o700, True), (0o755, True), (0o777, False), (0o1777, True)])
def test_code_is_kept_only_where_no_other_user_can_replace_it(tmp_path, mode: int, is_safe: bool):
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared").chmod(mode)
    assert module._is_usable(tmp_path / "shared" / "newsdesk" / "compiled") is is_safe


@pytest.mark.parametrize("mode", [0o777, 0o1777, 0o775])
def test_no_code_is_taken_from_a_folder_that_others_write_to(tmp_path, mode: int):
    (tmp_path / "compiled").mkdir()
    (tmp_path / "compiled").chmod(mode)
    assert not module._is_usable(tmp_path / "compiled")


def test_no_code_is_taken_from_a_folder_of_another_user(monkeypatch, tmp_path):
    folder = (tmp_path / "compiled").resolve()
    assert module._is_usable(folder)
    stat_of = Path.stat
    monkeypatch.setattr(Path, "stat", lambda path: owned(stat_of(path), 12_345 if path == folder else os.geteuid()))
    assert not module._is_safe(folder)


@pytest.mark.parametrize("ending", ["*.nbi", "*.nbc"])
def test_code_that_a_crash_left_empty_is_compiled_anew(monkeypatch, tmp_path, ending: str):
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path / "kept"))
    module._kept_in.cache_clear()
    assert compiled(twice)(4) == 8
    kept = list((tmp_path / "kept").rglob(ending))
    assert kept
    for path in kept:
        path.write_bytes(b"")
    module._kept_in.cache_clear()
    assert compiled(twice)(4) == 8
    assert all(path.stat().st_size for path in kept if path.exists())
    module._kept_in.cache_clear()


def test_an_empty_file_that_another_process_removes_first_is_no_failure(tmp_path):
    (tmp_path / "one.nbi").symlink_to(tmp_path / "gone")  # found, and not there when it is looked at
    (tmp_path / "two.nbi").touch()
    module._forget_empty(tmp_path)
    assert not (tmp_path / "two.nbi").exists()


def test_folder_for_code_does_not_depend_on_where_the_process_started(monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.delenv("NUMBA_CACHE_DIR", raising=False)
    assert all(base.is_absolute() for base in module._bases())


def test_compiler_is_not_loaded_before_a_page_is_cleaned():
    script = (
        "import sys; from articles.text.clean import clean_capture, clean_page; assert 'numba' not in sys.modules;"
        "clean_page('<p>one'); assert 'numba' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True, timeout=300)
