"""After many new rows the database knows that they are many."""

import pytest
from django.db import connection

from renkei.core import statistics
from renkei.geo.models import Municipality
from tests.geo.factories import MunicipalityFactory


@pytest.mark.django_db
def test_postgresql_counts_the_rows_that_just_came():
    MunicipalityFactory.create_batch(3)

    statistics.refresh(Municipality)

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT reltuples FROM pg_class WHERE relname = 'geo_municipality'")
            assert cursor.fetchone()[0] >= 3


@pytest.mark.django_db
def test_a_table_that_has_not_grown_is_not_counted_again(django_assert_num_queries):
    MunicipalityFactory()
    statistics.refresh(Municipality)
    MunicipalityFactory()

    with django_assert_num_queries(1 if connection.vendor == "postgresql" else 0):
        statistics.refresh(Municipality)
