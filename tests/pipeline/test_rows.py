"""Rows stored without bulk_create hold what it would have stored."""

import datetime as dt

import pytest

from articles.models import Story, Version, VersionBody
from articles.models.rows import insert_rows

pytestmark = pytest.mark.django_db

DAY = dt.date(2021, 3, 4)


def stories(*headlines: str) -> list[Story]:
    return [
        Story(headline=headline, published_day=DAY, doubts=["byline"], headline_changed=True) for headline in headlines
    ]


def columns(story_id: int | None) -> dict[str, object]:
    (row,) = Story.objects.filter(pk=story_id).values()
    return {name: value for name, value in row.items() if name not in ("id", "created_at", "changed_at")}


def test_insert_rows_stores_what_bulk_create_stores_and_gives_ids():
    ours = stories("One", "Two")
    insert_rows(ours)
    theirs = Story.objects.bulk_create(stories("One", "Two"))
    assert [columns(story.pk) for story in ours] == [columns(story.pk) for story in theirs]
    assert Story.objects.get(pk=ours[1].pk).headline == "Two"
    assert abs(Story.objects.get(pk=ours[0].pk).created_at - ours[0].created_at) < dt.timedelta(milliseconds=1)


def test_insert_rows_stores_bytes_and_objects_with_a_given_key():
    (story,) = stories("One")
    insert_rows([story])
    version = Version(story=story, digest="0" * 64, conflicts={"byline": ["A", "B"]})
    insert_rows([version])
    insert_rows([VersionBody(version=version, paragraphs=["100 %s", "罢工"], fingerprint=b"\x00\xff")])
    body = VersionBody.objects.get(pk=version.pk)
    assert (body.paragraphs, bytes(body.fingerprint)) == (["100 %s", "罢工"], b"\x00\xff")
    assert Version.objects.get().conflicts == {"byline": ["A", "B"]}


def test_insert_rows_updates_only_the_columns_named():
    ours = stories("One", "Two")
    insert_rows(ours)
    for story in ours:
        story.headline, story.byline, story.latest_id = f"{story.headline} again", "not to be stored", None
    insert_rows(ours, updating=["headline", "latest"])
    assert list(Story.objects.order_by("pk").values_list("headline", "byline")) == [
        ("One again", ""),
        ("Two again", ""),
    ]


def test_insert_rows_takes_more_than_one_statement_holds():
    many = stories(*map(str, range(1_500)))
    insert_rows(many)
    assert Story.objects.count() == len({story.pk for story in many}) == 1_500
