"""The search knows who ever told of a kind of room: rows of those places are made again.

`manage.py index_facilities` does it, or the next start.
"""

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
    dependencies = [("directory", "0017_outline_runs")]
    operations = [migrations.RunPython(mark, migrations.RunPython.noop)]
