"""Editors' answers come out as training data, and the command says what thresholds make of them."""

import dataclasses
import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from articles.models import PairDoubt
from articles.pipeline.refit import AnsweredPair, answered_pairs
from articles.pipeline.thresholds import thresholds_in_force
from articles.text.group.choice import Choice
from articles.text.group.refit import HIGHEST_DIFFERENT, MOST_MOVED
from articles.text.group.verdict import THRESHOLDS
from tests.pipeline.group_texts import invented_article
from tests.pipeline.test_group import arrive

pytestmark = pytest.mark.django_db


@pytest.fixture
def answered() -> PairDoubt:
    """A pair of versions that an editor called different."""
    first, second = sorted(item.version_id for item in arrive(invented_article(1), invented_article(2)).grouped)
    answer = PairDoubt.Answer.DIFFERENT
    return PairDoubt.objects.create(first_id=first, second_id=second, score=0.5, answer=answer)


def test_refit_grouping_exports_answers_with_what_is_measured(answered: PairDoubt):
    out = StringIO()
    call_command("refit_grouping", "--export", stdout=out)
    (pair,) = [json.loads(line) for line in out.getvalue().splitlines()]
    assert (pair["first_id"], pair["same"]) == (answered.first_id, False)
    assert pair["likeness"]["contained"] < 0.05


def test_refit_grouping_says_before_and_after(answered: PairDoubt):
    out = StringIO()
    call_command("refit_grouping", stdout=out)
    before, after = out.getvalue().splitlines()
    assert before.startswith("now: asks from 0.40 to 0.80: 1 right")
    assert after.startswith("refitted:")


def answer_many(pair: PairDoubt, *, same: int, different: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have so many answers on pairs of a score between the thresholds: same from .6 on, different below."""
    like = next(answered_pairs()).likeness
    made = [AnsweredPair(n, n + 1, True, 0.6 + n / 1000, like) for n in range(same)]
    made += [AnsweredPair(n, n + 1, False, 0.3 + n / 1000, like) for n in range(different)]
    monkeypatch.setattr("articles.pipeline.refit.answered_pairs", lambda: iter(made))


def test_a_handful_of_answers_changes_nothing(answered: PairDoubt):
    with pytest.raises(CommandError, match="1 answers are too few"):
        call_command("refit_grouping", "--apply", stdout=StringIO())
    assert thresholds_in_force() == THRESHOLDS


def test_fitted_thresholds_are_used_by_every_later_grouping(answered: PairDoubt, monkeypatch: pytest.MonkeyPatch):
    answer_many(answered, same=60, different=60, monkeypatch=monkeypatch)
    out = StringIO()
    call_command("refit_grouping", "--apply", stdout=out)
    now = thresholds_in_force()
    assert now.same_from == pytest.approx(THRESHOLDS.same_from - MOST_MOVED)
    assert now.different_below == pytest.approx(min(THRESHOLDS.different_below + MOST_MOVED, HIGHEST_DIFFERENT))
    assert "In force from now on" in out.getvalue()
    seen = []
    monkeypatch.setattr("articles.pipeline.placing.choose", lambda *_a, thresholds: seen.append(thresholds) or Choice())
    arrive(invented_article(3))
    assert seen == [now]


def test_thresholds_are_taken_back_one_by_one_or_all(answered: PairDoubt, monkeypatch: pytest.MonkeyPatch):
    answer_many(answered, same=60, different=60, monkeypatch=monkeypatch)
    call_command("refit_grouping", "--apply", stdout=StringIO())
    first = thresholds_in_force()
    answer_many(answered, same=120, different=60, monkeypatch=monkeypatch)
    call_command("refit_grouping", "--apply", stdout=StringIO())
    assert thresholds_in_force() != first
    call_command("refit_grouping", "--undo", stdout=StringIO())
    assert thresholds_in_force() == first
    out = StringIO()
    call_command("refit_grouping", "--reset", stdout=out)
    assert thresholds_in_force() == THRESHOLDS
    between = f"{THRESHOLDS.different_below:.2f} to {THRESHOLDS.same_from:.2f}"
    assert out.getvalue().startswith(f"1 taken back: grouping asks from {between}")
    out = StringIO()
    call_command("refit_grouping", "--undo", "--json", stdout=out)
    assert json.loads(out.getvalue()) == {"taken_back": 0, "in_force": dataclasses.asdict(THRESHOLDS)}


def test_fitting_again_to_the_same_answers_finds_no_reason(answered: PairDoubt, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("articles.pipeline.refit.FEWEST_TO_APPLY", 1)
    with pytest.raises(CommandError, match="no reason to change"):
        call_command("refit_grouping", "--apply", "--json", stdout=StringIO())
