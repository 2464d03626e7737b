"""The search tells kinds of room apart: rows of places that told of one are made again."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

MARK = """
INSERT INTO directory_stalelisting (facility_id)
SELECT DISTINCT facility_id FROM directory_vacancy WHERE true ON CONFLICT DO NOTHING
"""


def mark(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    schema_editor.execute(MARK, params=None)


class Migration(migrations.Migration):
    dependencies = [("directory", "0015_import_tells_what_is_gone")]
    operations = [migrations.RunPython(mark, migrations.RunPython.noop)]
