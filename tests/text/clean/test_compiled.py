"""Compiled code: kept where it can be, never stale, and not loaded before a page is cleaned."""

import subprocess
import sys
from pathlib import Path

import pytest

from articles.text.clean import compiled as module
from articles.text.clean.compiled import compiled

ROOT = Path(__file__).resolve().parents[3]


def twice(number: int) -> int:
    return 2 * number


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


def test_compiler_is_not_loaded_before_a_page_is_cleaned():
    script = (
        "import sys; from articles.text.clean import clean_capture, clean_page; assert 'numba' not in sys.modules;"
        "clean_page('<p>one'); assert 'numba' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True, timeout=300)
