from threading import Barrier, Thread

import pytest
from django.db import connection

from renkei.audit import heads
from renkei.audit.actions import record_plain
from renkei.audit.models import ChainHead
from renkei.audit.verification import verify
from tests.audit.people import AT, HANAKO


@pytest.mark.django_db(transaction=True)
def test_people_writing_at_once_make_one_unbroken_chain():
    start = Barrier(3)

    def work():
        start.wait()
        for _ in range(10):
            record_plain("x", by=HANAKO, at=AT, region="mihon")
        connection.close()

    writers = [Thread(target=work) for _ in range(3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    assert ChainHead.objects.get(region="mihon").length == 30
    assert verify() == []


@pytest.mark.django_db
def test_a_chain_that_was_founded_meanwhile_is_not_founded_again():
    record_plain("x", by=HANAKO, at=AT, region="mihon")

    assert heads.begin("mihon").length == 1
    assert ChainHead.objects.get(region=ChainHead.ALL_CHAINS).length == 1
    assert verify() == []
