"""Events can be added and nothing else; heads can only move forward by one.

Whoever owns the tables can drop the triggers; that leaves the digests, which
nobody can make without the key (``audit_verify``). A later migration that alters
one of the two tables has to run ``lock`` again on SQLite: Django rebuilds the
table there and its triggers are lost (tests/audit/test_append_only.py notices).
"""

from django.db import migrations
from django.db.backends.base.base import BaseDatabaseWrapper

EVENTS, HEADS = "audit_auditevent", "audit_chainhead"
EVENT_SENTENCE = "the audit log can only be added to"
HEAD_SENTENCE = "the head of a chain can only move forward by one"
STEPS = "NEW.region = OLD.region AND NEW.length = OLD.length + 1"

SQLITE_LOCKS = [
    f"""CREATE TRIGGER audit_event_stays_{verb.lower()} BEFORE {verb} ON {EVENTS}
        BEGIN SELECT RAISE(ABORT, '{EVENT_SENTENCE}'); END"""
    for verb in ("UPDATE", "DELETE")
] + [
    f"""CREATE TRIGGER audit_head_stays_delete BEFORE DELETE ON {HEADS}
        BEGIN SELECT RAISE(ABORT, '{HEAD_SENTENCE}'); END""",
    f"""CREATE TRIGGER audit_head_stays_update BEFORE UPDATE ON {HEADS} WHEN NOT ({STEPS})
        BEGIN SELECT RAISE(ABORT, '{HEAD_SENTENCE}'); END""",
]
SQLITE_UNLOCKS = [
    f"DROP TRIGGER IF EXISTS audit_{kind}_stays_{verb}"
    for kind in ("event", "head")
    for verb in ("update", "delete")
]

POSTGRESQL_LOCKS = [
    """CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation'; END $$""",
    f"""CREATE TRIGGER audit_event_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON {EVENTS}
        FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse('{EVENT_SENTENCE}')""",
    f"""CREATE TRIGGER audit_head_stays BEFORE DELETE OR TRUNCATE ON {HEADS}
        FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse('{HEAD_SENTENCE}')""",
    f"""CREATE TRIGGER audit_head_steps BEFORE UPDATE ON {HEADS}
        FOR EACH ROW WHEN (NOT ({STEPS})) EXECUTE FUNCTION audit_refuse('{HEAD_SENTENCE}')""",
]
POSTGRESQL_UNLOCKS = [
    f"DROP TRIGGER IF EXISTS audit_event_stays ON {EVENTS}",
    f"DROP TRIGGER IF EXISTS audit_head_stays ON {HEADS}",
    f"DROP TRIGGER IF EXISTS audit_head_steps ON {HEADS}",
    "DROP FUNCTION IF EXISTS audit_refuse()",
]


def lock(connection: BaseDatabaseWrapper) -> None:
    """Make the triggers. Public for tests, which have to empty the tables between them."""
    _run(connection, {"sqlite": SQLITE_LOCKS, "postgresql": POSTGRESQL_LOCKS})


def unlock(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away."""
    _run(connection, {"sqlite": SQLITE_UNLOCKS, "postgresql": POSTGRESQL_UNLOCKS})


def _run(connection: BaseDatabaseWrapper, statements: dict[str, list[str]]) -> None:
    with connection.cursor() as cursor:
        for statement in statements[connection.vendor]:
            cursor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [
        migrations.RunPython(
            lambda apps, schema_editor: lock(schema_editor.connection),
            lambda apps, schema_editor: unlock(schema_editor.connection),
        )
    ]
