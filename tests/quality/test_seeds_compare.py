"""The comparison of two seeds against the one an editor drew by hand."""

import json
from typing import Any

import pytest

from articles.text.article import Caption, CleanArticle
from articles.text.clean import clean_capture
from articles.text.compare import Comparison, compare
from tests.quality.gold import SEEDS, needs_seeds

pytestmark = [pytest.mark.gold, needs_seeds]
INSIDE_A_QUOTE = "N5b"  # the second sentence of a quote: sentences are not cut inside quotation marks
CLASSES = {
    ("O1", "N3"): {"typographic", "case"},
    ("O3", "N4"): {"wording"},
    ("O4", "N8"): {"quote", "attribution"},
    ("O5", "N12"): {"wording"},
    ("O6", "N13"): {"wording"},
    ("O7", "N16"): {"quote", "attribution"},
    ("O9", "N17"): {"split", "wording"},
    ("O11", "N20"): {"merged", "wording"},
    ("O12", "N19"): {"merged", "moved", "wording"},
}


def drawn_by_hand() -> dict[str, Any]:
    return json.loads((SEEDS / "compare_expected.json").read_text(encoding="utf-8"))


def as_expected(name: str) -> CleanArticle:
    """Return a seed as the editor expects it to be cleaned, so that cleaning is not measured here."""
    captures = json.loads((SEEDS / "expected.json").read_text(encoding="utf-8"))["captures"]
    wanted = captures[name]
    return CleanArticle(
        headline=wanted["headline"],
        standfirst=wanted["standfirst"],
        captions=tuple(Caption(each["text"], each["credit"]) for each in wanted["captions"]),
        contributors=wanted["contributors"],
        paragraphs=tuple(wanted["body"]),
    )


def as_cleaned(name: str) -> CleanArticle:
    return clean_capture((SEEDS / name).read_text(encoding="utf-8"))


def names(sentences: Any, rows: list[dict[str, str]]) -> dict[int, str]:
    """Return the editor's name of each sentence, by how it starts and by its role where two start alike."""
    editors_role = {"standfirst": "dek", "contributors": "credit"}
    named: dict[int, str] = {}
    for index, sentence in enumerate(sentences):
        role = editors_role.get(str(sentence.role), str(sentence.role))
        for row in rows:
            alike = sentence.text.startswith(row["starts"]) and role == row["role"]
            if alike and row["id"] not in named.values():
                named[index] = row["id"]
                break
    return named


@pytest.fixture(params=[as_expected, as_cleaned], ids=["as expected", "as cleaned"])
def drawn(request: pytest.FixtureRequest) -> tuple[Comparison, dict[int, str], dict[int, str]]:
    hand = drawn_by_hand()
    comparison = compare(request.param(hand["from"]), request.param(hand["to"]))
    return comparison, names(comparison.old_sentences, hand["old"]), names(comparison.new_sentences, hand["new"])


def edges(drawn: tuple[Comparison, dict[int, str], dict[int, str]]) -> set[tuple[str, str]]:
    comparison, olds, news = drawn
    return {(olds.get(i, "?"), news.get(j, "?")) for link in comparison.links for i in link.old for j in link.new}


def test_seeds_every_edge_is_found_and_none_is_false(drawn):
    hand = drawn_by_hand()
    wanted, soft = ({tuple(edge) for edge in hand[key]} for key in ("edges", "soft_edges"))

    assert wanted - edges(drawn) == set()
    assert edges(drawn) - wanted - soft == set()


def test_seeds_what_came_and_went_is_said(drawn):
    comparison, olds, news = drawn
    hand = drawn_by_hand()
    softly_removed = {old for old, _ in hand["soft_edges"]}

    removed = {olds[i] for link in comparison.links if not link.new for i in link.old}
    added = {news.get(j) for link in comparison.links if not link.old for j in link.new}

    assert set(hand["removed"]) - softly_removed <= removed <= set(hand["removed"])
    assert set(hand["added"]) - {INSIDE_A_QUOTE} <= added


@pytest.mark.parametrize(("edge", "classes"), CLASSES.items())
def test_seeds_each_change_has_the_classes_listed(drawn, edge, classes):
    comparison, olds, news = drawn

    [link] = [
        link
        for link in comparison.links
        if edge[0] in {olds.get(i) for i in link.old} and edge[1] in {news.get(j) for j in link.new}
    ]

    assert set(link.classes) == classes


def test_seeds_both_quotes_are_shown_reworded_by_the_same_speaker(drawn):
    comparison, _, _ = drawn

    reworded = [pair for pair in comparison.quotes if pair.reworded]

    assert len(reworded) == 2
    assert all(pair.old and pair.new and pair.old.speaker == pair.new.speaker is not None for pair in reworded)
    assert [bool(pair.new and pair.new.addressee) for pair in reworded] == [False, True]
