"""The seeds: five captures with an editor's answer for every field."""

import json
from typing import Any

import pytest

from articles.text.article import CleanArticle
from articles.text.clean import clean_capture
from tests.quality.gold import SEEDS, needs_seeds

pytestmark = [needs_seeds, pytest.mark.gold]

NAMES = [
    "000_4f88f33e576f84dc",
    "001_d0c15cdd9d643bad",
    "002_36bbb91452927308",
    "003_72eb39b963fb2b0b",
    "004_b172ce1ff5280d19",
]
PLAIN = ["headline", "standfirst", "byline", "captured", "source", "contributors"]


def capture(name: str) -> str:
    return (SEEDS / f"{name}.txt").read_bytes().decode("utf-8")


def article(name: str) -> CleanArticle:
    return clean_capture(capture(name))


def expected(name: str) -> dict[str, Any]:
    return json.loads((SEEDS / "expected.json").read_text("utf-8"))["captures"][f"{name}.txt"]


@pytest.mark.parametrize("field", PLAIN)
@pytest.mark.parametrize("name", NAMES)
def test_seed_field_is_as_expected(name, field):
    assert getattr(article(name), field) == expected(name)[field]


@pytest.mark.parametrize("name", NAMES)
def test_seed_published_has_the_precision_given(name):
    printed = expected(name)["published"]
    assert article(name).published == (printed.split(" ")[0] if printed else None)


@pytest.mark.parametrize("name", NAMES)
def test_seed_captions_have_text_and_credit(name):
    found = [{"text": caption.text, "credit": caption.credit} for caption in article(name).captions]
    assert found == expected(name)["captions"]


@pytest.mark.parametrize("name", NAMES)
def test_seed_tags_are_split_by_what_the_body_names(name):
    assert list(article(name).tags) == expected(name)["tags"]


@pytest.mark.parametrize("name", NAMES)
def test_seed_body_is_line_by_line_as_expected(name):
    assert list(article(name).paragraphs) == expected(name)["body"]


@pytest.mark.parametrize("name", NAMES)
def test_seed_removed_lines_have_the_reasons_expected(name):
    removed = article(name).removed
    for wanted in expected(name).get("removed", []):
        assert [r.reason for r in removed if r.text.startswith(wanted["starts"])] == [wanted["reason"]]


@pytest.mark.parametrize("name", NAMES)
def test_seed_parts_give_the_capture_back(name):
    assert "".join(part.text for part in article(name).parts) == capture(name)


def test_seed_with_navigation_has_the_body_of_the_one_without():
    assert article(NAMES[1]).paragraphs == article(NAMES[2]).paragraphs


@pytest.mark.parametrize("name", NAMES)
def test_seed_doubts_only_the_headline_that_is_a_credit(name):
    assert article(name).doubts == (("headline",) if "headline_note" in expected(name) else ())
