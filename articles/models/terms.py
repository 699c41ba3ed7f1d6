"""In how many stories each name and word stands that a story may turn on: what tells rare ones from the day's talk."""

import json
from collections.abc import Collection, Iterable

from django.db import connection, models

from articles.models.grouping import numbers_array

# While there are fewer stories than this every one is counted; then one in so many, which stands for all of them.
ALL_COUNTED = 1_000
ONE_IN = 8
ALL_STORIES = 0  # the key under which the stories themselves are counted


class TermCountQuerySet(models.QuerySet["TermCount"]):
    """Counts, of which a batch asks some thousands and changes some hundreds."""

    def of(self, keys: Collection[int]) -> dict[int, int]:
        """Give the counts of these keys, and of ALL_STORIES; by hand, as the ORM takes most of its time per value."""
        held = "SELECT key, stories FROM articles_termcount WHERE key IN (SELECT value FROM json_each(%s))"
        wanted = json.dumps([ALL_STORIES, *keys])
        if connection.vendor != "sqlite":
            held = "SELECT key, stories FROM articles_termcount WHERE key = ANY(%s::bigint[])"
            wanted = numbers_array([ALL_STORIES, *keys])
        with connection.cursor() as cursor:
            cursor.execute(held, [wanted])
            return dict(cursor.fetchall())

    def learn(self, stories: Iterable[tuple[int, Collection[int]]], *, so_far: int) -> None:
        """Count the terms of new stories, given by id with their keys; `so_far` is the count of ALL_STORIES."""
        added: dict[int, int] = {}
        for story_id, keys in stories:
            share = 1 if so_far < ALL_COUNTED else ONE_IN
            if story_id % share == 0:
                so_far += share
                for key in (ALL_STORIES, *keys):
                    added[key] = added.get(key, 0) + share
        into = "INSERT INTO articles_termcount (key, stories)"
        counted = " ON CONFLICT (key) DO UPDATE SET stories = articles_termcount.stories + excluded.stories"
        given = sorted(added.items())  # in one order, so that no two writers lock each other
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.executemany(f"{into} VALUES (%s, %s){counted}", given)
            elif given:
                columns = [numbers_array(column) for column in zip(*given, strict=True)]
                cursor.execute(f"{into} SELECT * FROM unnest(%s::bigint[], %s::bigint[]){counted}", columns)  # noqa: S608

    def unlearn(self, stories: Iterable[tuple[int, Collection[int]]]) -> None:
        """Take the terms of stories that are taken back from the counts, as `learn` had counted them: by their shares.

        Exact while every story is counted, and right on the average from then on. None falls below zero.
        """
        so_far = self.of(()).get(ALL_STORIES, 0)
        taken: dict[int, int] = {}
        for story_id, keys in stories:
            share = 1 if so_far <= ALL_COUNTED else ONE_IN
            if story_id % share == 0:
                so_far -= share
                for key in (ALL_STORIES, *keys):
                    taken[key] = taken.get(key, 0) + share
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                fewer = "UPDATE articles_termcount SET stories = max(0, stories - %s) WHERE key = %s"
                cursor.executemany(fewer, [(count, key) for key, count in taken.items()])
            elif taken:
                fewer = (
                    "UPDATE articles_termcount SET stories = greatest(0, stories - count)"
                    " FROM unnest(%s::bigint[], %s::bigint[]) AS taken (taken_key, count) WHERE key = taken_key"
                )
                cursor.execute(fewer, [numbers_array(taken), numbers_array(taken.values())])


class TermCount(models.Model):
    """One term's count, under the hash that `articles.text.related` gives it."""

    key = models.BigIntegerField(primary_key=True, help_text="64-bit hash of the term, as a signed integer")
    stories = models.PositiveIntegerField(help_text="Stories it was found in, estimated once there are many")

    objects = TermCountQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.key:x} in {self.stories} stories"
