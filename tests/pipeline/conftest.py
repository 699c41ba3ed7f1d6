"""Fixtures of the pipeline's tests."""

import pytest

from articles.pipeline import clean as clean_module
from tests.pipeline.reclean_texts import worse


@pytest.fixture
def old_cleaner(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Have whatever is ingested cleaned by an older cleaner, until it is undone."""
    monkeypatch.setattr(clean_module, "clean_capture", worse)
    return monkeypatch
