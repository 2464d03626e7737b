"""The demo for tests that commit: loaded once for each pretended moment, then copied back.

Loading takes seconds and copying a fraction of one; what comes back is the same to the row.
The documents it speaks of stay in their folder as long as the suite runs.
"""

import sqlite3
from collections.abc import Callable
from functools import partial

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction

KEPT: dict[str, Callable[[], None]] = {}
# Names of the tables' shapes, not of what is in them.
UNTOUCHED = {"django_migrations"}


def lay_demo() -> None:
    """Both demo regions, as ``seed_demo`` loads them at the moment of the settings' clock."""
    put_back = KEPT.get(settings.CLOCK)
    if put_back is not None:
        put_back()
        return
    call_command("seed_demo", verbosity=0)
    KEPT[settings.CLOCK] = copied_rows() if connection.vendor == "postgresql" else copied_file()


def copied_file() -> Callable[[], None]:
    """SQLite: the whole database, in memory."""
    connection.ensure_connection()
    kept = sqlite3.connect(":memory:")
    connection.connection.backup(kept)

    def put_back() -> None:
        connection.ensure_connection()
        kept.backup(connection.connection)

    return put_back


def copied_rows() -> Callable[[], None]:
    """PostgreSQL: all rows of all tables; the sequences are past them and stay there."""
    with connection.cursor() as cursor:
        tables = [t for t in connection.introspection.table_names(cursor) if t not in UNTOUCHED]
        return partial(put_rows, {table: rows_of(cursor, table) for table in tables})


def rows_of(cursor, table: str) -> bytes:
    with cursor.copy(f'COPY "{table}" TO STDOUT') as rows:
        return b"".join(bytes(part) for part in rows)


def put_rows(tables: dict[str, bytes]) -> None:
    """The order of the tables does not matter: triggers, foreign keys among them, sleep."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("TRUNCATE " + ", ".join(f'"{table}"' for table in tables))
        for table, rows in tables.items():
            with cursor.copy(f'COPY "{table}" FROM STDIN') as copy:
                copy.write(rows)
