"""The database under the tests: real, the engine named by DATABASE_URL.

Without DATABASE_URL it is a SQLite file (not memory: a live server's threads and
concurrent writers need connections of their own).
"""

from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections
from hypothesis import settings as hypothesis

# Everywhere as in CI: the same examples each time, and none fails because a machine is busy.
hypothesis.load_profile("ci")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    database = settings.DATABASES["default"]
    if database["ENGINE"] == "django.db.backends.sqlite3":
        folder: Path = tmp_path_factory.mktemp("database")
        database.setdefault("TEST", {})["NAME"] = str(folder / "renkei.sqlite3")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> None:
    """Let the tables be emptied between tests that commit, append-only ones too."""
    # On the class: the browser's driver runs a test in a context with connections of its own.
    operations = type(connections["default"].ops)
    flush = operations.sql_flush

    def sql_flush(self, style, tables, **options):
        before, after = _without_triggers(self.connection)
        return [*before, *flush(self, style, tables, **options), *after]

    operations.sql_flush = sql_flush


def _without_triggers(connection) -> tuple[list[str], list[str]]:
    """Statements that put the triggers to sleep and wake them again."""
    if connection.vendor == "postgresql":
        return ["SET session_replication_role = replica"], [
            "SET session_replication_role = DEFAULT"
        ]
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
    return [f'DROP TRIGGER "{name}"' for name, _ in triggers], [sql for _, sql in triggers]
