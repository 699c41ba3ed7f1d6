"""Full-text search over stories: FTS5 on SQLite, a tsvector with GIN on PostgreSQL, one way in and one way out.

Written here because Django's search is PostgreSQL's alone and no kept library covers FTS5. The index is written by
hand beside the text, never by a trigger: a trigger would do the work inside an editor's transaction.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection, models, transaction
from django.db.models.expressions import RawSQL

MOST_SEARCHED_CHARACTERS = 200_000  # a tsvector ends at 1 MB; this is 40 times a long article
MOST_SEARCHED_BESIDE = 20_000  # of all headlines, and of the newest notes: they share the megabyte with the body
SHORTEST_PREFIX = 5  # shorter prefixes match too many words to be of use, and are slow
MOST_WORDS = 12  # of a query; more are left out

# Soft hyphens, zero-width characters and marks of direction: no one sees or types them, and they part words.
_UNSEEN = dict.fromkeys((0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF))
_WORD = re.compile(r"\w+", re.UNICODE)
_COLUMNS = ("headline", "body", "notes")


class SearchText(models.Model):
    """What is searched of a story: all its versions' distinct passages, and its notes."""

    story = models.OneToOneField("Story", primary_key=True, on_delete=models.CASCADE, related_name="search_text")
    headline = models.TextField(blank=True)
    body = models.TextField(blank=True)
    notes = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"search text of story {self.story_id}"


@dataclass(frozen=True, slots=True)
class Searchable:
    """What to search a story by."""

    story_id: int
    headline: str
    body: str
    notes: str


def seen_letters(text: str) -> str:
    """Give the text without the characters that no one sees: as it is indexed, and as it is asked for."""
    return text.translate(_UNSEEN)


@transaction.atomic
def write_search(rows: Iterable[Searchable]) -> None:
    """Make the stories found by these texts and no longer by what they had before."""
    new = {row.story_id: row for row in rows}
    old = SearchText.objects.in_bulk(list(new))
    texts = [
        SearchText(
            story_id=row.story_id, headline=row.headline, body=row.body[:MOST_SEARCHED_CHARACTERS], notes=row.notes
        )
        for row in new.values()
    ]
    changed = [text for text in texts if _differs(text, old.get(text.story_id))]
    _forget([old[text.story_id] for text in changed if text.story_id in old])
    SearchText.objects.bulk_create(
        changed, update_conflicts=True, unique_fields=["story"], update_fields=list(_COLUMNS)
    )
    if connection.vendor == "sqlite":
        _run(
            "INSERT INTO articles_searchindex(rowid, headline, body, notes) VALUES (%s, %s, %s, %s)",
            [(text.story_id, text.headline, text.body, text.notes) for text in changed],
        )


@transaction.atomic
def forget_search(story_ids: Iterable[int]) -> None:
    """Make the stories found by no word at all."""
    gone = list(SearchText.objects.filter(story_id__in=list(story_ids)))
    _forget(gone)
    SearchText.objects.filter(story_id__in=[text.story_id for text in gone]).delete()


def matching_stories(words: str) -> RawSQL:
    """Return a subquery of the ids of stories that hold every word, for `filter(id__in=...)`.

    Each word is quoted, so no syntax of the engine can be given; the last word matches as a prefix from
    SHORTEST_PREFIX letters on. A query without a single word matches nothing.
    """
    query = engine_query(words)
    if not query:
        return RawSQL("SELECT CAST(NULL AS bigint) WHERE 1 = 0", [])
    if connection.vendor == "sqlite":
        return RawSQL("SELECT rowid FROM articles_searchindex WHERE articles_searchindex MATCH %s", [query])
    return RawSQL("SELECT story_id FROM articles_searchtext WHERE document @@ to_tsquery('simple', %s)", [query])


def engine_query(words: str) -> str:
    """Give the query in the engine's own syntax, each word quoted; "" where there is no word in it."""
    found = words_of(words)
    prefix = bool(found) and len(found[-1]) >= SHORTEST_PREFIX
    if connection.vendor == "sqlite":
        return " ".join(f'"{word}"' for word in found) + ("*" if prefix else "")
    return " & ".join(f"'{word}'" for word in found) + (":*" if prefix else "")


def words_of(query: str) -> list[str]:
    """Give the words of a query that are looked for, at most MOST_WORDS."""
    return _WORD.findall(seen_letters(query))[:MOST_WORDS]


def rebuild_search_index() -> None:
    """Build the index again from the search texts."""
    if connection.vendor == "sqlite":
        _run("INSERT INTO articles_searchindex(articles_searchindex) VALUES ('rebuild')", [()])
    else:
        _run("REINDEX INDEX articles_searchtext_document", [()])


def _differs(text: SearchText, before: SearchText | None) -> bool:
    return before is None or any(getattr(text, column) != getattr(before, column) for column in _COLUMNS)


def _forget(texts: list[SearchText]) -> None:
    """Take texts out of FTS5, which wants the very values that were put in."""
    if connection.vendor == "sqlite":
        _run(
            "INSERT INTO articles_searchindex(articles_searchindex, rowid, headline, body, notes)"
            " VALUES ('delete', %s, %s, %s, %s)",
            [(text.story_id, text.headline, text.body, text.notes) for text in texts],
        )


def _run(statement: str, rows: list[tuple[Any, ...]]) -> None:
    with connection.cursor() as cursor:
        if rows:
            cursor.executemany(statement, rows)
