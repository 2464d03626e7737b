"""Writing very many rows at once: an import brings some hundred thousand.

Django's ``bulk_create`` and ``bulk_update`` ask of every value of every row whether it is
an expression; an import spends more time on that than on reading, comparing and writing.
Here values go to the database as they are, but for the few columns that need converting.
"""

from __future__ import annotations

import gc
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from operator import attrgetter
from typing import Any

from django.db import connection, models, transaction
from django.db.models.expressions import RawSQL

# Attributes of these columns are what the database takes.
PLAIN = (
    models.CharField,
    models.TextField,
    models.IntegerField,
    models.FloatField,
    models.BooleanField,
    models.ForeignKey,
)


@contextmanager
def few_collections() -> Iterator[None]:
    """Let Python look for garbage a hundred times more rarely.

    Of the many rows it would look at again and again, hardly any is garbage of that kind.
    """
    before = gc.get_threshold()
    gc.set_threshold(100 * before[0], *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def insert(records: Sequence[models.Model]) -> None:
    """Insert new records of one model and give them their keys, in order.

    Like ``bulk_create`` it sends no signals. Expressions are not understood.
    """
    if not records:
        return
    model = type(records[0])
    with transaction.atomic(savepoint=False):
        for record, key in zip(records, _new_keys(model, len(records)), strict=True):
            record.pk = key
            record._state.adding = False
        fields = model._meta.concrete_fields
        _write(_insertion(model, fields), fields, _rows(fields, records))


def insert_missing(
    model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Insert rows of these fields' values (keys for foreign keys) that break no constraint.

    The others are passed over.
    """
    fields = [_field(model, name) for name in names]
    _write(f"{_insertion(model, fields)} ON CONFLICT DO NOTHING", fields, rows)


def update(records: Sequence[models.Model], names: Iterable[str]) -> None:
    """Save these fields of records of one model."""
    if not records:
        return
    model = type(records[0])
    fields = [_field(model, name) for name in names]
    values = ", ".join(f"{_quoted(field.column)} = %s" for field in fields)
    key: Any = model._meta.pk
    sql = f"UPDATE {_quoted(model._meta.db_table)} SET {values} WHERE {_quoted(key.column)} = %s"  # noqa: S608 -- our own names
    _write(sql, [*fields, key], _rows([*fields, key], records))


def _insertion(model: type[models.Model], fields: Sequence[Any]) -> str:
    columns = ", ".join(_quoted(field.column) for field in fields)
    values = ", ".join(["%s"] * len(fields))
    return f"INSERT INTO {_quoted(model._meta.db_table)} ({columns}) VALUES ({values})"  # noqa: S608 -- our own names


def _field(model: type[models.Model], name: str) -> Any:
    return model._meta.get_field(name)


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _rows(fields: Sequence[Any], records: Iterable[models.Model]) -> Iterable[Sequence[Any]]:
    return map(attrgetter(*(field.attname for field in fields)), records)


def _write(sql: str, fields: Sequence[Any], rows: Iterable[Sequence[Any]]) -> None:
    columns = map(_converted, fields, zip(*rows, strict=True))
    with connection.cursor() as cursor:
        cursor.executemany(sql, list(zip(*columns, strict=True)))


def _converted(field: Any, column: Sequence[Any]) -> Sequence[Any]:
    """What the database takes for a column's values."""
    if isinstance(field, PLAIN):
        return column

    def convert(value: Any) -> Any:
        return field.get_db_prep_save(value, connection)

    # Moments as well: in an import mostly all are the same.
    return list(map(cache(convert) if isinstance(field, models.DateField) else convert, column))


def among(keys: Iterable[int]) -> RawSQL:
    """For ``filter(pk__in=among(keys))``: thousands of keys as one parameter."""
    return _among(keys, "bigint[]")


def among_texts(texts: Iterable[str]) -> RawSQL:
    """The like for texts."""
    return _among(texts, "text[]")


def _among(values: Iterable[Any], kind: str) -> RawSQL:
    if connection.vendor == "postgresql":
        return RawSQL(f"SELECT unnest(%s::{kind})", [list(values)])  # noqa: S611 -- one of two words
    return RawSQL("SELECT value FROM json_each(%s)", [json.dumps(list(values))])


def _new_keys(model: type[models.Model], number: int) -> Iterable[int]:
    """So many keys that no other row will ever get."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
                [_quoted(table), model._meta.pk.column, number],
            )
            return [key for (key,) in cursor.fetchall()]
        cursor.execute("SELECT MAX(seq) FROM sqlite_sequence WHERE name = %s", [table])
        last = cursor.fetchone()[0] or 0
    return range(last + 1, last + number + 1)
