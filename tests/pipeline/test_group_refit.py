"""Editors' answers come out as training data, and the command says what thresholds make of them."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from articles.models import PairDoubt
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
    assert before.startswith("now: asks from 0.25 to 0.80: 1 right")
    assert after.startswith("refitted:")
