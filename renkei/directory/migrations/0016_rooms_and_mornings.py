"""The search tells kinds of room and mornings apart: all its rows are made again.

`manage.py index_facilities` does it, or the next start.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

MARK = """
INSERT INTO directory_stalelisting (facility_id)
SELECT id FROM organizations_facility WHERE true ON CONFLICT DO NOTHING
"""


def mark(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    schema_editor.execute(MARK, params=None)


class Migration(migrations.Migration):
    dependencies = [("directory", "0015_import_tells_what_is_gone")]
    operations = [migrations.RunPython(mark, migrations.RunPython.noop)]
