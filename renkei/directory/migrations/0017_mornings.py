"""The search's rows get marks of the morning: all are made again (`manage.py index_facilities`)."""

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
    dependencies = [("directory", "0016_rooms_by_kind")]
    operations = [migrations.RunPython(mark, migrations.RunPython.noop)]
