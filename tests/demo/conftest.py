"""The demo's records, loaded once for the tests of this folder and removed after them."""

import pytest

from tests.demo.loading import loaded_demo


@pytest.fixture(scope="package", autouse=True)
def demo(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        yield from loaded_demo()
