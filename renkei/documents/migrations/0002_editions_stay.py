"""An edition is never changed, and a final one never deleted: the database refuses.

A later migration that alters the table has to make the triggers again on SQLite,
where Django rebuilds the table and loses them (tests/documents/test_editions_stay.py
notices).
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

TABLE = "documents_edition"
CHANGED = "an edition is never changed"
DELETED = "a final edition is never deleted"

LOCKS = {
    "sqlite": [
        f"""CREATE TRIGGER documents_edition_stays_update BEFORE UPDATE ON {TABLE}
            BEGIN SELECT RAISE(ABORT, '{CHANGED}'); END""",
        f"""CREATE TRIGGER documents_edition_stays_delete BEFORE DELETE ON {TABLE}
            WHEN OLD.finalised_at IS NOT NULL BEGIN SELECT RAISE(ABORT, '{DELETED}'); END""",
    ],
    "postgresql": [
        """CREATE FUNCTION documents_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN RAISE EXCEPTION '%', TG_ARGV[0]
            USING ERRCODE = 'integrity_constraint_violation'; END $$""",
        f"""CREATE TRIGGER documents_edition_stays_update BEFORE UPDATE ON {TABLE}
            FOR EACH ROW EXECUTE FUNCTION documents_refuse('{CHANGED}')""",
        f"""CREATE TRIGGER documents_edition_stays_delete BEFORE DELETE ON {TABLE} FOR EACH ROW
            WHEN (OLD.finalised_at IS NOT NULL) EXECUTE FUNCTION documents_refuse('{DELETED}')""",
        f"""CREATE TRIGGER documents_edition_stays_truncate BEFORE TRUNCATE ON {TABLE}
            FOR EACH STATEMENT EXECUTE FUNCTION documents_refuse('{DELETED}')""",
    ],
}
UNLOCKS = {
    "sqlite": [
        "DROP TRIGGER documents_edition_stays_update",
        "DROP TRIGGER documents_edition_stays_delete",
    ],
    "postgresql": [
        f"DROP TRIGGER documents_edition_stays_update ON {TABLE}",
        f"DROP TRIGGER documents_edition_stays_delete ON {TABLE}",
        f"DROP TRIGGER documents_edition_stays_truncate ON {TABLE}",
        "DROP FUNCTION documents_refuse()",
    ],
}


def lock(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in LOCKS[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


def unlock(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in UNLOCKS[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial")]
    operations = [migrations.RunPython(lock, unlock)]
