"""What the database knows of its tables, when very many rows have just come in."""

from django.db import connection, models

# Tables that are larger by more than a fifth than when they were last counted.
_GROWN = """
SELECT oid::regclass FROM pg_class WHERE oid = ANY(%s::regclass[])
AND pg_relation_size(oid) > 1.2 * relpages * current_setting('block_size')::int
"""


def refresh(*kinds: type[models.Model]) -> None:
    """Let PostgreSQL count the tables of these models again that have grown.

    Its own counting comes minutes later; until then it takes a table of a thousand
    new rows for an empty one and joins in the slowest way there is. SQLite plans
    from its indexes and needs nothing.
    """
    if connection.vendor != "postgresql":
        return
    tables = [connection.ops.quote_name(kind._meta.db_table) for kind in kinds]
    with connection.cursor() as cursor:
        cursor.execute(_GROWN, [tables])
        for (table,) in cursor.fetchall():
            cursor.execute(f"ANALYZE {table}")
