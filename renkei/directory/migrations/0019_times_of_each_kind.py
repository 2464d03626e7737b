"""The search knows the times of each kind of service: places with several are made again.

`manage.py index_facilities` does it, or the next start.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

MARK = """
INSERT INTO directory_stalelisting (facility_id)
SELECT facility_id FROM directory_service GROUP BY facility_id
HAVING COUNT(DISTINCT kind_id) > 1 ON CONFLICT DO NOTHING
"""


def mark(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    schema_editor.execute(MARK, params=None)


class Migration(migrations.Migration):
    dependencies = [("directory", "0018_rooms_that_were_told")]
    operations = [migrations.RunPython(mark, migrations.RunPython.noop)]
