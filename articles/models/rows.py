"""Objects -> rows of their table, some dozens at a time.

Written here because `bulk_create` goes through eight calls for each value: of what grouping spends on a text, that was
a fifth. The columns that need no conversion, nine in ten, are handed to the database as they are.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.backends.base.base import BaseDatabaseWrapper

Row = TypeVar("Row", bound=models.Model)
Convert = Callable[[Any], Any]

# Values of one statement: PostgreSQL takes 65,535 and SQLite 32,766.
MOST_VALUES = 30_000
_AS_THEY_ARE = (models.CharField, models.TextField, models.IntegerField, models.BooleanField, models.ForeignKey)


def insert_rows(rows: Sequence[Row], *, updating: Iterable[str] = ()) -> None:
    """Store objects of one model that has no parents, and give those their id that have none yet.

    Either all have an id or none has. With `updating`, rows that exist get these columns only, named as fields.
    """
    if not rows:
        return
    table = type(rows[0])._meta  # noqa: SLF001 - Django documents it
    fields = [field for field in table.concrete_fields if rows[0].pk is not None or not field.primary_key]
    wanted = set(updating)
    updated = [field.column or "" for field in fields if field.name in wanted]
    step = MOST_VALUES // len(fields)
    for start in range(0, len(rows), step):
        _insert(rows[start : start + step], table.db_table, fields, updated)


def _insert(
    rows: Sequence[models.Model], table: str, fields: "Sequence[models.Field[Any, Any]]", updated: Sequence[str]
) -> None:
    connection = connections[DEFAULT_DB_ALIAS]  # itself, not the proxy that looks it up again for every value
    names = ", ".join(f'"{field.column}"' for field in fields)
    if connection.vendor == "sqlite":
        rows_of, values = _values(rows, fields, connection)
    else:
        rows_of, values = _as_json(rows, table, fields, names)
    statement = f'INSERT INTO "{table}" ({names}) {rows_of}'
    if updated:
        statement += " ON CONFLICT (id) DO UPDATE SET " + ", ".join(f'"{name}" = excluded."{name}"' for name in updated)
    new = rows[0].pk is None
    with connection.cursor() as cursor:
        cursor.execute(f"{statement} RETURNING id" if new else statement, values)
        for row, (number,) in zip(rows, cursor.fetchall(), strict=True) if new else ():
            row.pk = number
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias  # noqa: SLF001 - as bulk_create leaves them


def _values(
    rows: Sequence[models.Model], fields: "Sequence[models.Field[Any, Any]]", connection: BaseDatabaseWrapper
) -> tuple[str, list[Any]]:
    """Give the rows as SQL with a mark for each value, and the values."""
    columns = [(field.attname, _conversion(field, connection)) for field in fields]
    values = [
        convert(getattr(row, name)) if convert else getattr(row, name) for row in rows for name, convert in columns
    ]
    one = f"({', '.join(['%s'] * len(fields))})"
    return f"VALUES {', '.join([one] * len(rows))}", values


def _as_json(
    rows: Sequence[models.Model], table: str, fields: "Sequence[models.Field[Any, Any]]", names: str
) -> tuple[str, list[Any]]:
    """Give the rows as SQL with one mark, for all of them as JSON: PostgreSQL's driver is slow with many marks."""
    columns = [(field.attname, field.column) for field in fields]
    told = [{column: getattr(row, name) for name, column in columns} for row in rows]
    given = json.dumps(told, default=_printed)
    return f'SELECT {names} FROM json_populate_recordset(NULL::"{table}", %s)', [given]  # noqa: S608 - a model's names


def _printed(value: object) -> str:
    """Give bytes and dates as PostgreSQL reads them."""
    return f"\\x{bytes(value).hex()}" if isinstance(value, bytes | memoryview) else str(value)


def _conversion(field: "models.Field[Any, Any]", connection: BaseDatabaseWrapper) -> Convert | None:
    """Give what makes a field's value one that the database takes; None where it is one already."""
    return None if isinstance(field, _AS_THEY_ARE) else partial(field.get_db_prep_save, connection=connection)
