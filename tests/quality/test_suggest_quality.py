import json
import re
from pathlib import Path

import pytest

from articles.text.suggest import Suggester
from benchmarks.suggest import TOPICS, hits, made_texts

GOLD = Path(__file__).resolve().parents[3] / "shared" / "gold" / "pairs" / "articles.jsonl"
FOLDS = 6


@pytest.mark.parametrize(("decisions", "among_three"), [(0, 0.25), (100, 0.70), (500, 0.90)])
def test_suggestions_on_made_texts_get_better_with_decisions(decisions: int, among_three: float):
    texts, asked = made_texts(decisions, seed=3), made_texts(200, seed=4)
    names: dict[str, list[str]] = {f"topic{topic}": [] for topic in range(TOPICS)}
    suggester = Suggester.fit([one.text for one in texts], [one.topic for one in texts], synonyms=names)
    assert hits(suggester, asked)[1] >= among_three


@pytest.mark.gold
def test_sections_of_a_broadcaster_are_told_apart():
    """66 articles of five sections, a sixth asked at a time: .955 first, all among three when this was written."""
    if not GOLD.exists():
        pytest.skip("no gold beside the checkout: suggestions are measured on made texts only")
    rows = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    made = [
        (f"{row['headline']}\n{row['body']}", match[1])
        for row in rows
        if (match := re.match(r"bbc-([a-z]+)", row["id"]))
    ]
    first = among = 0
    for fold in range(FOLDS):
        learned = [one for at, one in enumerate(made) if at % FOLDS != fold]
        suggester = Suggester.fit([text for text, _ in learned], [label for _, label in learned])
        for text, label in made[fold::FOLDS]:
            labels = [suggestion.label for suggestion in suggester.suggest(text)]
            first += labels[:1] == [label]
            among += label in labels
    assert first / len(made) >= 0.90
    assert among / len(made) >= 0.97
