"""The search's rows, and the words beside them: FTS5 on SQLite, tsvector on PostgreSQL."""

import sqlite3

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

# Without a copy of the words a row can be deleted since SQLite 3.43; older ones keep a copy.
CONTENTLESS = "content='', contentless_delete=1," if sqlite3.sqlite_version_info >= (3, 43) else ""
WORDS = {
    "sqlite": [
        f"CREATE VIRTUAL TABLE directory_words USING fts5(tokens, {CONTENTLESS} tokenize='ascii')"
    ],
    "postgresql": [
        "ALTER TABLE directory_listing ADD COLUMN tokens tsvector NOT NULL DEFAULT ''",
        "CREATE INDEX directory_listing_words ON directory_listing USING gin (tokens)",
    ],
}
NO_WORDS = {
    "sqlite": ["DROP TABLE directory_words"],
    "postgresql": ["ALTER TABLE directory_listing DROP COLUMN tokens"],
}


def add_words(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in WORDS[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


def drop_words(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in NO_WORDS[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("directory", "0002_local_knowledge")]
    operations = [
        migrations.CreateModel(
            name="Listing",
            fields=[
                (
                    "facility",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="listing",
                        serialize=False,
                        to="organizations.facility",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="geo.municipality",
                    ),
                ),
                ("cell", models.IntegerField(verbose_name="区画")),
                ("latitude", models.FloatField(null=True, verbose_name="緯度")),
                ("longitude", models.FloatField(null=True, verbose_name="経度")),
                ("is_unlisted", models.BooleanField(default=False, verbose_name="公表一覧に無い")),
                ("checked_on", models.DateField(null=True, verbose_name="確認した日")),
                ("room_until", models.DateTimeField(null=True, verbose_name="空きの知らせの期限")),
                ("known", models.JSONField(default=dict, verbose_name="分かっていること")),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=[
                            "cell",
                            "facility",
                            "latitude",
                            "longitude",
                            "municipality",
                            "is_unlisted",
                            "checked_on",
                            "room_until",
                        ],
                        name="listings_by_cell",
                    )
                ]
            },
        ),
        migrations.RunPython(add_words, drop_words),
    ]
