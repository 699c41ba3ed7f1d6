"""Grouping anew: what is listed is what is done, editors' work stays where it is, their words hold."""

import json
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import transaction

from articles.models import Decision, GroupingConstraint, Shingle, Story, StoryTopic, Version, VersionBody
from articles.models.upkeep import refresh_stories
from articles.pipeline.group import Grouped
from articles.pipeline.moves import Move, move_versions
from articles.pipeline.regroup import regroup
from tests.factories import make_topic
from tests.pipeline.group_texts import invented_article
from tests.pipeline.test_group import arrive

pytestmark = pytest.mark.django_db


@pytest.fixture
def parted() -> tuple[Grouped, Grouped]:
    """Two versions of one article in two stories, as an older rule might have left them."""
    first, second = arrive(invented_article(1), invented_article(1, more=8)).grouped
    other = Story.objects.create(headline="fell apart")
    Version.objects.filter(pk=second.version_id).update(story=other)
    refresh_stories({first.story_id, other.pk})
    return first, second


def homes() -> list[int]:
    return list(Version.objects.order_by("pk").values_list("story", flat=True))


def test_regroup_changes_nothing_where_all_is_as_it_should_be():
    arrive(invented_article(1), invented_article(1, more=4), invented_article(2))
    before = homes()
    assert regroup().moves == ()
    assert homes() == before


def test_regroup_dry_run_lists_and_changes_nothing(parted: tuple[Grouped, Grouped]):
    before = homes()
    report = regroup(dry_run=True)
    assert [(move.version_id, move.target) for move in report.moves] == [(parted[1].version_id, parted[0].story_id)]
    assert "of the shorter text" in report.moves[0].why
    assert homes() == before


def test_regroup_joins_what_belongs_together_and_addresses_lead_there(parted: tuple[Grouped, Grouped]):
    left = Version.objects.get(pk=parted[1].version_id).story
    regroup()
    assert set(homes()) == {parted[0].story_id}
    left.refresh_from_db()
    assert (left.merged_into_id, left.version_count) == (parted[0].story_id, 0)
    assert Story.objects.get(pk=parted[0].story_id).version_count == 2
    assert regroup().moves == ()


def test_regroup_splits_what_does_not_belong_together():
    first, second = arrive(invented_article(1), invented_article(2)).grouped
    Version.objects.filter(pk=second.version_id).update(story=first.story_id)
    refresh_stories({first.story_id, second.story_id})
    regroup()
    one, other = homes()
    assert one != other
    assert set(Story.objects.filter(pk__in=[one, other]).values_list("version_count", flat=True)) == {1}


def test_regroup_takes_nothing_from_a_story_that_editors_worked_on(editor: User):
    first, second = arrive(invented_article(1), invented_article(2)).grouped
    Version.objects.filter(pk=second.version_id).update(story=first.story_id)
    StoryTopic.objects.create(story_id=first.story_id, topic=make_topic(), made_by=editor)
    assert regroup().moves == ()


def test_regroup_keeps_apart_what_an_editor_parted(parted: tuple[Grouped, Grouped], editor: User):
    constrain(parted, GroupingConstraint.Kind.APART, editor)
    assert regroup().moves == ()


def test_regroup_moves_nothing_into_a_story_with_what_an_editor_parted_it_from(editor: User):
    base, grown, other = arrive(invented_article(1), invented_article(1, more=8), invented_article(2)).grouped
    loose = Story.objects.create(headline="loose")
    Version.objects.filter(pk=grown.version_id).update(story=loose)
    Version.objects.filter(pk=other.version_id).update(story=base.story_id)
    StoryTopic.objects.create(story_id=base.story_id, topic=make_topic(), made_by=editor)
    constrain((grown, other), GroupingConstraint.Kind.APART, editor)
    regroup()
    assert Version.objects.get(pk=grown.version_id).story_id == loose.pk


def test_regroup_keeps_together_what_an_editor_joined(editor: User):
    pair = arrive(invented_article(1), invented_article(2)).grouped
    Version.objects.filter(pk=pair[1].version_id).update(story=pair[0].story_id)
    constrain((pair[0], pair[1]), GroupingConstraint.Kind.TOGETHER, editor)
    assert regroup().moves == ()


def test_regroup_renews_fingerprints_and_keys_that_are_missing(parted: tuple[Grouped, Grouped]):
    VersionBody.objects.update(fingerprint=b"")
    Shingle.objects.all().delete()
    regroup()
    assert all(VersionBody.objects.values_list("fingerprint", flat=True))
    assert Shingle.objects.values("version").distinct().count() == 2


def test_regroup_command_prints_moves_as_json(parted: tuple[Grouped, Grouped]):
    out = StringIO()
    call_command("regroup", "--dry-run", "--json", stdout=out)
    (move,) = [json.loads(line) for line in out.getvalue().splitlines()]
    assert move["version_id"] == parted[1].version_id


def constrain(pair: tuple[Grouped, Grouped], kind: str, editor: User) -> None:
    """Write an editor's word on two versions, as a decision on no story."""
    decision = Decision.objects.create(kind=str(kind), summary="Said so", made_by=editor)
    first, second = sorted(item.version_id for item in pair)
    GroupingConstraint.objects.create(first_id=first, second_id=second, kind=kind, decision=decision)


def test_a_story_whose_other_versions_an_editor_took_meanwhile_leads_to_the_one_its_last_version_made():
    first, second = arrive(invented_article(1), invented_article(2)).grouped
    with transaction.atomic():
        done = move_versions([Move(first.version_id, first.story_id, None, first.version_id, "Alone", "alike")])
    (made,) = done.made.values()
    left = Story.objects.get(pk=first.story_id)
    assert (left.merged_into_id, left.version_count) == (made, 0)
    assert homes() == [made, second.story_id]
