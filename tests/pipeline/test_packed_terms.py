"""The rows of event terms as they were, one a story, become one a term, and are found under today's keys."""

import datetime as dt
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.db import connection

from articles.models import EventTerm
from articles.models.grouping import story_ids
from articles.text.related import bucket_of, candidate_terms, stored_keys, wanted_keys

DAY = dt.date(2021, 3, 4)
DAYS = (1 << 20) - 1  # the lowest bits of a key as it was


@pytest.mark.django_db
@pytest.mark.parametrize("day", [DAY, None])
@pytest.mark.parametrize("name", ["Sankt Oluf", "Marek", "Vessel Bay", "Tarn"])  # with keys of either sign
def test_packed_terms_are_found_where_new_ones_are(name: str, day: dt.date | None) -> None:
    (term,) = (one for one in candidate_terms([f"The {name} sank."], headline=None) if one.printed == name)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE articles_eventterm RENAME TO articles_packedterm")
        cursor.execute("CREATE TABLE articles_eventterm (id integer, hash bigint, story_id bigint)")
        rows = [(at, (term.key & ~DAYS) + bucket_of(day), story_id) for at, story_id in enumerate((7, 12, 7))]
        cursor.executemany("INSERT INTO articles_eventterm VALUES (%s, %s, %s)", rows)
        editor = SimpleNamespace(connection=connection, execute=cursor.execute)
        import_module("articles.migrations.0013_packed_event_terms").pack(None, editor)
        cursor.execute("DROP TABLE articles_eventterm")
        cursor.execute("ALTER TABLE articles_packedterm RENAME TO articles_eventterm")
    row = EventTerm.objects.get()
    assert sorted(story_ids(row.stories)) == [7, 12]
    assert row.hash == stored_keys(name, day)[0]
    assert row.hash in wanted_keys(name, DAY)
