"""Whether adding a text costs the same at 10,000 stored texts as at 1,000,000, on SQLite and on PostgreSQL.

`python -m benchmarks.group_at_scale [most]` measures at 10,000, 100,000 and so on up to `most` (100,000). DATABASE_URL
says which database, which must be empty and is emptied again; by default SQLite in a temporary folder.

How the store is filled: 5,000 made-up texts (Zipf's frequencies; a third with a stock phrase; three in ten versions of
an earlier one) go through the real step. Their rows (stories, versions with text and fingerprint, keys, event terms)
are then written again and again under other ids and other hashes, in between one another, until there are enough: what
the step would have written for as many other texts, without waiting for it. Only keys that are full, as phrases are,
stay as they were, since the step stores no more of them. Each copy's event terms are those of earlier days, eight days
before the last. Then 2,000 texts more, three in ten versions of
the first 5,000, go through the real step, in a process of its own whose memory is measured. CPU seconds are those of
that process; on PostgreSQL the server's come on top, and elapsed time has both.
"""

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from articles.text.article import CleanArticle
from articles.text.related import TERM_BITS, TERM_PART
from benchmarks.group import BATCH, Spent, arriving, place

SEEDS = 5_000
ADDED = 2_000
SMALLEST = 10_000
FULL = 31  # holders of a key from which no more are stored
PAPERS = 40
MIXED = 0x9E3779B97F4A7C15  # odd: times the number of a copy, it turns hashes into others
SIGNED = 1 << 63

TABLES = ("articles_story", "articles_version", "articles_versionbody", "articles_shingle", "articles_eventterm")
# For filling SQLite: it would look for the children of each row, without an index by then, and write every page twice.
UNGUARDED = ("foreign_keys = OFF", "journal_mode = OFF", "synchronous = OFF", "cache_size = -1000000")
# The same on PostgreSQL, for one transaction: it would look for the parent of each row. Only a superuser may.
UNGUARDED_HERE = ("session_replication_role = replica", "maintenance_work_mem = '512MB'")
NUMBERS = frozenset({"id", "story_id", "version_id", "latest_id", "merged_into_id"})
DIGESTS = frozenset({"digest", "headline_key"})
DAYS_BACK = 2 << TERM_BITS  # two buckets: the made-up texts that are copied stand in no more


def texts(count: int) -> Iterator[CleanArticle]:
    """Texts as they arrive, a third of them with the stock phrase of their paper."""
    for number, article in enumerate(arriving(count)):
        if number % 3:
            yield article
            continue
        phrase = (
            f"For the latest from all over the county follow paper number {number % PAPERS} and its evening letter."
        )
        yield replace(article, paragraphs=(*article.paragraphs, phrase))


def placed(articles: Iterator[CleanArticle]) -> Spent:
    """Put articles through the real step."""
    spent = Spent()
    while batch := list(islice(articles, BATCH)):
        place(batch, spent)
    return spent


def columns_of(name: str) -> list[str]:
    """Give a table's columns, but the ids of keys, which nobody asks for."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {name} LIMIT 0")  # noqa: S608 - a name from TABLES
        columns = [column[0] for column in cursor.description]
    return columns[1:] if name == "articles_shingle" else columns


def copied(table: str, column: str, count: int, *, postgres: bool) -> str:
    """Give the SQL for a column of copy `k` of `count`; the first copy is the row as it was, under another number."""
    if column in NUMBERS:
        return f"({column} - 1) * {count} + k + 1"
    if column in DIGESTS:
        number = "lpad(to_hex(k), 8, '0')" if postgres else "printf('%%08x', k)"
        return f"CASE WHEN k = 0 OR {column} = '' THEN {column} ELSE {number} || substr({column}, 9) END"
    if column == "stories":
        return copied_stories(count, postgres=postgres)
    if column == "hash" and table == "articles_eventterm":  # on earlier days; for any day, another term
        other = turned(f"(mask & {TERM_PART})", postgres=postgres)
        return f"CASE WHEN hash < 0 THEN {other} ELSE hash - k * {DAYS_BACK} END"
    return turned("mask", postgres=postgres) if column == "hash" else f'"{column}"'


def turned(mask: str, *, postgres: bool) -> str:
    """Give the SQL for a hash with the bits of a mask turned over."""
    return f"hash # {mask}" if postgres else f"(hash | {mask}) - (hash & {mask})"


def copied_stories(count: int, *, postgres: bool) -> str:
    """Give the SQL for the ids that an event term lists, as they are numbered in copy `k` of `count`."""
    if postgres:
        number = f"((id::bigint - 1) * {count} + k + 1)::text"
        return f"(SELECT string_agg({number}, ',') FROM unnest(string_to_array(stories, ',')) AS one(id))"  # noqa: S608
    return f"(SELECT group_concat((value - 1) * {count} + k + 1) FROM json_each('[' || stories || ']'))"  # noqa: S608


def copy_table(name: str, count: int, cursor: Any) -> None:
    """Fill a table with `count` copies of what is set aside of it, hashes in order: so their index grows fastest."""
    from django.db import connection

    columns = columns_of(name)
    postgres = connection.vendor == "postgresql"
    made = ", ".join(copied(name, column, count, postgres=postgres) for column in columns)
    full = f"SELECT hash FROM aside_{name} GROUP BY hash HAVING count(*) >= {FULL}"  # noqa: S608 - names from TABLES
    where = {
        "articles_shingle": f"WHERE k = 0 OR hash NOT IN ({full}) ORDER BY 1, 2",
        "articles_eventterm": "ORDER BY 1",
    }.get(name, "")
    listed = ", ".join(f'"{column}"' for column in columns)
    cursor.execute(
        f"INSERT INTO {name} ({listed}) SELECT {made} FROM aside_{name} CROSS JOIN aside_copies {where}"  # noqa: S608
    )


def indexes(cursor: Any, *, postgres: bool) -> list[tuple[str, str]]:
    """Give the indexes of the big tables that no constraint needs, with what makes them anew."""
    listed = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = %s"
    if postgres:
        listed = (
            "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = %s"
            " AND indexname NOT IN (SELECT conname FROM pg_constraint)"
        )
    found: list[tuple[str, str]] = []
    for name in TABLES:
        cursor.execute(listed, [name])
        found += cursor.fetchall()
    return found


def set_aside(count: int, cursor: Any) -> None:
    """Move the rows that were stored out of the way, and list the copies to be made with what turns their hashes."""
    for name in TABLES:
        cursor.execute(f"CREATE TABLE aside_{name} AS SELECT * FROM {name}")  # noqa: S608 - a name from TABLES
    for name in ("articles_storylink", "articles_pairdoubt", *reversed(TABLES)):
        cursor.execute(f"DELETE FROM {name}")  # noqa: S608 - a name from TABLES
    cursor.execute("CREATE TABLE aside_copies (k bigint, mask bigint)")
    masks = [(copy, (copy * MIXED + SIGNED) % (2 * SIGNED) - SIGNED) for copy in range(count)]
    cursor.executemany("INSERT INTO aside_copies VALUES (%s, %s)", masks)


def fill(size: int) -> None:
    """Fill the empty store with `size` texts."""
    from django.db import connection, transaction

    placed(texts(SEEDS))
    postgres, count = connection.vendor == "postgresql", size // SEEDS
    with connection.cursor() as cursor:
        for pragma in () if postgres else UNGUARDED:
            cursor.execute(f"PRAGMA {pragma}")
    with transaction.atomic(), connection.cursor() as cursor:
        for setting in UNGUARDED_HERE if postgres else ():
            cursor.execute(f"SET LOCAL {setting}")
        set_aside(count, cursor)
        made = indexes(cursor, postgres=postgres)
        for name, _ in made:
            cursor.execute(f'DROP INDEX "{name}"')
        for name in TABLES:
            copy_table(name, count, cursor)
            cursor.execute(f"DROP TABLE aside_{name}")
        for _, statement in made:
            cursor.execute(statement)
        cursor.execute("DROP TABLE aside_copies")
        cursor.execute("UPDATE articles_termcount SET stories = stories * %s", [count])
        for name in ("articles_story", "articles_version") if postgres else ():
            cursor.execute(f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), max(id)) FROM {name}")  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def measure() -> None:
    """Put ADDED texts through the real step and print what they took."""
    from articles.models import Shingle, Version

    stored, keys = Version.objects.count(), Shingle.objects.count()
    articles = list(texts(SEEDS + ADDED))[SEEDS:]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    spent = placed(iter(articles))
    memory = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    found, whole = spent.reading_cpu + spent.finding_cpu, spent.whole_cpu
    print(
        f"| {stored:,} | {keys:,} | {spent.texts / found:,.0f} | {spent.texts / whole:,.0f} |"
        f" {spent.texts / (spent.reading + spent.finding):,.0f} | {spent.texts / spent.whole:,.0f} | {memory:,.0f} MB |"
    )


def start_django() -> None:
    """Make the models usable on an up-to-date database."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsdesk.settings")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def in_a_process(what: str, size: int, folder: str) -> str:
    """Run `fill` or `measure` in a process of its own; give what it printed."""
    command = [sys.executable, "-m", "benchmarks.group_at_scale", what, str(size)]
    environment = {**os.environ, "NEWSDESK_DATA_DIR": folder}
    return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout


def part(what: str, size: str) -> None:
    """Do one part of the work: fill the store, measure, or empty it."""
    start_django()
    from django.core.management import call_command

    if what == "fill":
        fill(int(size))
    elif what == "measure":
        measure()
    else:
        call_command("flush", interactive=False, verbosity=0)


def main(arguments: Sequence[str]) -> None:
    """Print the table, or do one part of the work."""
    if len(arguments) == 2:
        part(*arguments)
        return
    most = int(arguments[0].replace(",", "")) if arguments else 10 * SMALLEST
    print("Texts a second: fingerprint and candidates, and the whole step; in CPU seconds, and elapsed.\n")
    print("| stored | keys | found (CPU) | whole (CPU) | found | whole | memory grew |\n|---|---|---|---|---|---|---|")
    size = SMALLEST
    while size <= most:
        with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as folder:
            in_a_process("fill", size, folder)
            print(in_a_process("measure", size, folder), end="", flush=True)
            in_a_process("empty", size, folder)
        size *= 10


if __name__ == "__main__":
    main(sys.argv[1:])
