"""The clock of the pages, and a browser that is signed in."""

import pytest
from django.core.cache import cache
from django.test import Client

from tests.clock import NOW


@pytest.fixture(autouse=True)
def _at_now(settings) -> None:
    """Pages ask the clock; here it says NOW."""
    settings.CLOCK = NOW.isoformat()


@pytest.fixture(autouse=True)
def _forgetful(db) -> None:
    """No rate limit of an earlier test is remembered."""
    cache.clear()


@pytest.fixture
def browser():
    """Sign a person in: ``browser(person).get(...)``."""

    def sign_in(person) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return sign_in
