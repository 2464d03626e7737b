"""The index in the tables of either engine: FTS5 on SQLite, tsvector on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

from renkei.directory.search import grid, tokens
from renkei.directory.search.entries import Entry

MOST_MERGES = 10_000
# Rows of the FTS5 table are numbered cell by cell, so that what lies together is read together.
ROW = "(cell << 32 | facility_id)"

COLUMNS = (
    "facility_id",
    "municipality_id",
    "cell",
    "latitude",
    "longitude",
    "is_unlisted",
    "checked_on",
    "room_until",
    "known",
)


def write(keys: Sequence[int], entries: Mapping[int, Entry], *, is_new: bool = False) -> None:
    """Put these entries in the place of whatever stands under the keys (``is_new``: nothing)."""
    if connection.vendor == "sqlite":
        _write_sqlite(keys, entries, is_new=is_new)
    else:
        _write_postgresql(keys, entries)


def _row(key: int, entry: Entry, cell: int) -> tuple[Any, ...]:
    point = entry.point or (None, None)
    is_unlisted = entry.is_closed or (bool(entry.unlisted) and all(entry.unlisted))
    room_until = entry.room_until and connection.ops.adapt_datetimefield_value(entry.room_until)
    checked_on = entry.checked_on and connection.ops.adapt_datefield_value(entry.checked_on)
    return (key, entry.municipality, cell, *point, is_unlisted, checked_on, room_until, entry.known)


def _write_sqlite(keys: Sequence[int], entries: Mapping[int, Entry], *, is_new: bool) -> None:
    cells = {key: grid.cell_of(entry.point) for key, entry in entries.items()}
    with connection.cursor() as cursor:
        if not is_new:
            each = [(key,) for key in keys]
            cursor.executemany(
                "DELETE FROM directory_words WHERE rowid ="  # noqa: S608 -- a constant
                f" (SELECT {ROW} FROM directory_listing WHERE facility_id = %s)",
                each,
            )
            cursor.executemany("DELETE FROM directory_listing WHERE facility_id = %s", each)
        cursor.executemany(
            _insert(COLUMNS), [_row(key, entry, cells[key]) for key, entry in entries.items()]
        )
        cursor.executemany(
            "INSERT OR REPLACE INTO directory_words (rowid, tokens) VALUES (%s, %s)",
            [
                (cells[key] << 32 | key, " ".join(tokens.of_cell(cells[key], entry.words())))
                for key, entry in entries.items()
            ],
        )


def _write_postgresql(keys: Sequence[int], entries: Mapping[int, Entry]) -> None:
    rows = []
    for key, entry in entries.items():
        cell = grid.cell_of(entry.point)
        words = enumerate(tokens.of_cell(cell, entry.words()), 1)
        vector = " ".join(f"{word}:{position}" for position, word in words)
        rows.append((*_row(key, entry, cell), vector))
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM directory_listing WHERE facility_id = ANY(%s)", [list(keys)])
        cursor.executemany(_insert((*COLUMNS, "tokens")), rows)


def _insert(columns: Sequence[str]) -> str:
    values = ", ".join(["%s"] * len(columns))
    return f"INSERT INTO directory_listing ({', '.join(columns)}) VALUES ({values})"  # noqa: S608 -- our own column names


@contextmanager
def without_index(is_first: bool) -> Iterator[None]:
    """On PostgreSQL a first load is several times faster without the index in the way."""
    if connection.vendor != "postgresql" or not is_first:
        yield
        return
    with transaction.atomic(), connection.cursor() as cursor:
        connection.check_constraints()  # an index is not dropped while foreign keys wait for it
        cursor.execute("DROP INDEX directory_listing_words")
        yield
        connection.check_constraints()
        cursor.execute(
            "CREATE INDEX directory_listing_words ON directory_listing USING gin (tokens)"
        )


def settle() -> None:
    """Let go of words whose facility is gone, and tidy the index."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT gin_clean_pending_list('directory_listing_words'::regclass)")
        else:
            cursor.execute(
                "DELETE FROM directory_words"  # noqa: S608 -- a constant
                f" WHERE rowid NOT IN (SELECT {ROW} FROM directory_listing)"
            )
            _merge(cursor)
        cursor.execute("ANALYZE directory_listing")


def _merge(cursor: Any) -> None:
    """Join the parts of the FTS5 index in small steps, so that others can write between them."""
    pages = -500  # negative: begin a merge of all parts
    for _ in range(MOST_MERGES):
        before = _changes(cursor)
        cursor.execute(
            "INSERT INTO directory_words (directory_words, rank) VALUES ('merge', %s)", [pages]
        )
        if _changes(cursor) - before < 2:
            return
        pages = 500


def _changes(cursor: Any) -> int:
    cursor.execute("SELECT total_changes()")
    return int(cursor.fetchone()[0])
