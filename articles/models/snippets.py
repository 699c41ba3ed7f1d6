"""A search and the stories it found -> of each a few words around what was asked for, to say why it was found.

The engines' own functions cut them: they know which letters they took for the same.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

from django.db import connection

from articles.models.search import engine_query

WORDS_SHOWN = 24  # two lines of a list
OPENS, CLOSES = "\x02", "\x03"  # characters that no text has, around each word found
COLUMNS = (("", "body"), ("a note", "notes"), ("a headline", "headline"))
"""Where words are looked for, as it is said, in the order of what tells most: a row shows its headline anyway."""
_MARKED = re.compile(f"{OPENS}([^{CLOSES}]*){CLOSES}")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a snippet; `marked` where they are what was asked for."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Snippet:
    """Words of a story around those asked for; `where` is "" in the text, else "a note" or "a headline"."""

    pieces: tuple[Piece, ...]
    where: str


def snippets_of(words: str, story_ids: Collection[int]) -> dict[int, Snippet]:
    """Give a snippet for each of these stories that holds the words, by story; one query, none without words."""
    query = engine_query(words)
    if not query or not story_ids:
        return {}
    statement, given = _sqlite(query) if connection.vendor == "sqlite" else _postgresql(query)
    places = ", ".join(["%s"] * len(story_ids))
    with connection.cursor() as cursor:
        cursor.execute(f"{statement} IN ({places})", [*given, *story_ids])
        rows = cursor.fetchall()
    found = ((story_id, _told(cut)) for story_id, *cut in rows)
    return {story_id: snippet for story_id, snippet in found if snippet}


def _sqlite(query: str) -> tuple[str, list[str]]:
    order = {"headline": 0, "body": 1, "notes": 2}  # of the index's columns
    cuts = [
        f"snippet(articles_searchindex, {order[column]}, char(2), char(3), '…', {WORDS_SHOWN})" for _, column in COLUMNS
    ]
    table = "articles_searchindex"
    return f"SELECT rowid, {', '.join(cuts)} FROM {table} WHERE {table} MATCH %s AND rowid", [query]  # noqa: S608 - constants alone


def _postgresql(query: str) -> tuple[str, list[str]]:
    options = f"StartSel={OPENS}, StopSel={CLOSES}, MaxWords={WORDS_SHOWN}, MinWords={WORDS_SHOWN // 2}, MaxFragments=1"
    cuts = [f"ts_headline('simple', {column}, to_tsquery('simple', %s), %s)" for _, column in COLUMNS]
    statement = f"SELECT story_id, {', '.join(cuts)} FROM articles_searchtext WHERE story_id"  # noqa: S608 - constants alone
    return statement, [query, options] * len(COLUMNS)


def _told(cuts: list[str]) -> Snippet | None:
    """Give the first cut that holds a word asked for, as pieces."""
    for (where, _), cut in zip(COLUMNS, cuts, strict=True):
        if cut and OPENS in cut:
            parts = _MARKED.split(" ".join(cut.split()))
            pieces = (Piece(text, marked=bool(at % 2)) for at, text in enumerate(parts) if text)
            return Snippet(tuple(pieces), where)
    return None
