"""What the database knows of its tables, when very many rows have just come in."""

from django.db import connection, models


def refresh(*kinds: type[models.Model]) -> None:
    """Let PostgreSQL count the tables of these models again.

    Its own counting comes minutes later; until then it takes a table of a thousand
    new rows for an empty one and joins in the slowest way there is. SQLite plans
    from its indexes and needs nothing.
    """
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for kind in kinds:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(kind._meta.db_table)}")
