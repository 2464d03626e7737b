"""The ground under the tests holds: committed rows go away, and nobody reaches the network."""

import socket
from datetime import UTC, datetime

import pytest
from django.db import IntegrityError

from renkei.audit.actions import record_plain
from renkei.audit.models import AuditEvent
from renkei.core.actors import SYSTEM

NOON = datetime(2017, 3, 26, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize("turn", ["first", "second"])
def test_what_one_test_commits_the_next_one_does_not_find(transactional_db, turn):
    record_plain("sign-in", by=SYSTEM, at=NOON)

    assert AuditEvent.objects.count() == 1


def test_append_only_tables_are_so_again_afterwards(transactional_db):
    event = record_plain("sign-in", by=SYSTEM, at=NOON)

    with pytest.raises(IntegrityError):
        AuditEvent.objects.filter(pk=event.pk).delete()


def test_a_test_cannot_reach_the_network():
    with pytest.raises(RuntimeError), pytest.warns(UserWarning, match="A test tried to use socket"):
        socket.create_connection(("127.0.0.1", 80))
