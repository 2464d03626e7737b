"""The search's rows get other words: all are made again (`manage.py index_facilities`)."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

MARK = """
INSERT INTO directory_stalelisting (facility_id)
SELECT id FROM organizations_facility WHERE true ON CONFLICT DO NOTHING
"""


def empty(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    schema_editor.execute(MARK, params=None)
    schema_editor.execute("DELETE FROM directory_listing")
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DELETE FROM directory_words")


class Migration(migrations.Migration):
    dependencies = [("directory", "0008_tallies")]
    # Everything in them is derived, so there is nothing to bring back.
    operations = [migrations.RunPython(empty, migrations.RunPython.noop)]
