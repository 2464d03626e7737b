import pytest
from django.db import IntegrityError, connection, transaction

from renkei.audit.actions import record_plain
from renkei.audit.models import AuditEvent, ChainHead
from tests.audit.people import AT, HANAKO

pytestmark = pytest.mark.django_db

ORM = {
    "save": lambda: AuditEvent.objects.get().save(),
    "update": lambda: AuditEvent.objects.update(actor="別人"),
    "delete": lambda: AuditEvent.objects.get().delete(),
    "delete all": lambda: AuditEvent.objects.all().delete(),
    "upsert": lambda: AuditEvent.objects.bulk_create(
        [
            AuditEvent(
                id=AuditEvent.objects.get().pk, region="mihon", sequence=1, at=AT, actor="別人"
            )
        ],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["actor"],
    ),
    "delete the head": lambda: ChainHead.objects.all().delete(),
    "set the head back": lambda: ChainHead.objects.filter(region="mihon").update(length=0),
    "move the head on by two": lambda: ChainHead.objects.filter(region="mihon").update(length=3),
    "rename the chain": lambda: ChainHead.objects.filter(region="mihon").update(
        length=2, region="hoka"
    ),
}
SQL = {
    "update": "UPDATE audit_auditevent SET actor = 'x'",
    "delete": "DELETE FROM audit_auditevent",
    "delete heads": "DELETE FROM audit_chainhead",
    "replace": "INSERT OR REPLACE INTO audit_auditevent SELECT * FROM audit_auditevent",
    "truncate": "TRUNCATE audit_auditevent",
    "truncate heads": "TRUNCATE audit_chainhead CASCADE",
}
ONLY_SQLITE, ONLY_POSTGRESQL = {"replace"}, {"truncate", "truncate heads"}


@pytest.fixture(autouse=True)
def event():
    return record_plain("x", by=HANAKO, at=AT, region="mihon")


@pytest.mark.parametrize("attempt", ORM.values(), ids=ORM.keys())
def test_the_orm_cannot_change_what_was_written(attempt, event):
    with pytest.raises(IntegrityError), transaction.atomic():
        attempt()

    assert AuditEvent.objects.get().digest == event.digest
    assert ChainHead.objects.get(region="mihon").length == 1


@pytest.mark.parametrize("name", SQL)
def test_plain_sql_cannot_change_what_was_written(name, event):
    other_engine = ONLY_POSTGRESQL if connection.vendor == "sqlite" else ONLY_SQLITE
    if name in other_engine:
        return
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(SQL[name])

    assert AuditEvent.objects.get().digest == event.digest
