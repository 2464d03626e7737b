"""What tells whether a search's surroundings have changed, planned once by PostgreSQL."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

CREATE = """
CREATE FUNCTION directory_stamp(of_region bigint) RETURNS text LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN concat_ws(
        ' ',
        (SELECT SUM(version) + COUNT(*) || '/' || MAX(updated_at) FROM vocabulary_term),
        'd', (SELECT SUM(version) + COUNT(*) FROM geo_schooldistrict),
        'p', (SELECT MAX(id) FROM geo_townpoint),
        'b', (SELECT COUNT(*) FROM geo_boundary),
        't', (SELECT MAX(id) FROM directory_tally),
        'm', (SELECT SUM(municipality_id) FROM programme_region_municipalities
              WHERE region_id = of_region)
    );
END $$
"""


def create(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(CREATE, params=None)


def drop(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION directory_stamp(bigint)", params=None)


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0009_index_anew"),
        ("geo", "0002_outlines_and_town_points"),
        ("programme", "0001_initial"),
        ("vocabulary", "0001_initial"),
    ]
    operations = [migrations.RunPython(create, drop)]
