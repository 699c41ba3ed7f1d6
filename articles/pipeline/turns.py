"""The machine's writes beside editors' acts: one such write at a time, on rows that it holds, or else begun afresh.

The machine decides on what it has read, and an editor may merge, split or move just that before it writes. So it locks
what it is about to change, looks whether its reading still holds, and where it does not takes everything back and reads
anew. Editors lock in other orders and must not wait for a deadlock to be found: the machine waits for a lock for less
time than PostgreSQL takes to look for one, then gives way. SQLite has one writer at a time, and none of this.
"""

import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from typing import TypeVar

from django.db import OperationalError, connection, transaction

from articles.models.grouping import numbers_array

PLACING_LOCK = 0x6E657773  # any number that nothing else locks by: "news"
# An editor's act holds its rows for some 50 ms; PostgreSQL looks for deadlocks after a second (deadlock_timeout).
LONGEST_WAIT = "200ms"
GAVE_WAY = frozenset({"55P03", "40P01"})  # PostgreSQL's codes: lock not available, deadlock detected
MOST_TRIES = 40
PAUSE, LONGEST_PAUSE = 0.05, 0.25  # seconds after the first try, twice as many after the second, ...; at most

# A weaker lock than an editor's, so that a reader who opens a story in that moment, which is noted down, does not wait.
_HELD_STORIES = "SELECT id FROM articles_story WHERE id = ANY(%s::bigint[]) ORDER BY id FOR NO KEY UPDATE"
_HELD_VERSIONS = """
SELECT id, story_id FROM articles_version WHERE id = ANY(%s::bigint[]) OR story_id = ANY(%s::bigint[])
ORDER BY id FOR NO KEY UPDATE
"""

Given = TypeVar("Given")


class OvertakenError(Exception):
    """An editor changed what the machine had decided on; nothing of it may be committed."""


@contextmanager
def one_writer() -> Iterator[None]:
    """Begin a transaction in which no other process places articles; SQLite has one writer anyway.

    Two that placed the same text at the same time would each make a version and a story of it. No lock of an editor is
    waited for longer than LONGEST_WAIT: then OperationalError.
    """
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [PLACING_LOCK])
                cursor.execute("SELECT set_config('lock_timeout', %s, true)", [LONGEST_WAIT])
        yield


def in_turn(act: Callable[[], Given]) -> Given:
    """Do the machine's act as the one writer; where an editor was quicker, all of it afresh. Give what it gives.

    After MOST_TRIES, some 15 seconds in which editors were always quicker, the last try's error is raised. An act may
    leave nothing behind but in the database, since a try that is taken back must have left nothing.
    """
    for tried in range(1, MOST_TRIES):
        try:
            with one_writer():
                return act()
        except (OvertakenError, OperationalError) as lost:
            if not _gave_way(lost):
                raise
        time.sleep(min(PAUSE * tried, LONGEST_PAUSE))
    with one_writer():
        return act()


def _gave_way(lost: Exception) -> bool:
    return isinstance(lost, OvertakenError) or getattr(lost.__cause__, "sqlstate", None) in GAVE_WAY


def is_overtaken_at_times() -> bool:
    """Whether an editor may write between the machine's reading and its writing: not in SQLite, with its one writer."""
    return connection.features.has_select_for_update


def hold(story_of: Mapping[int, int], *, stories: Collection[int] = ()) -> None:
    """Lock these versions, given with the story each was read in, their stories, and all versions of `stories`.

    Stories first, then versions, each in the order of their ids. Raises OvertakenError where a version is gone or
    stands elsewhere by now. Two queries, whatever the number of rows; none in SQLite.
    """
    if not is_overtaken_at_times() or not (story_of or stories):
        return
    hold_stories({*story_of.values(), *stories})
    with connection.cursor() as cursor:  # by hand, as the ORM takes longer to write this than PostgreSQL to do it
        cursor.execute(_HELD_VERSIONS, [numbers_array(story_of), numbers_array(stories)])
        now = dict(cursor.fetchall())
    if any(now.get(version_id) != story_id for version_id, story_id in story_of.items()):
        raise OvertakenError("A version is gone or stands in another story by now")


def hold_stories(story_ids: Collection[int]) -> None:
    """Lock stories whose columns are about to be written, in the order of their ids; nothing in SQLite."""
    if is_overtaken_at_times() and story_ids:
        with connection.cursor() as cursor:
            cursor.execute(_HELD_STORIES, [numbers_array(story_ids)])
