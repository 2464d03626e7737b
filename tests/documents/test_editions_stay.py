import pytest
from django.db import IntegrityError, connection, transaction

from renkei.documents import actions
from renkei.documents.models import Edition, Kind
from tests.audit.people import AT, HANAKO
from tests.documents.test_keeping import MADE

pytestmark = pytest.mark.django_db


def made(*, is_final):
    paper = actions.open_document(
        title="資料3", kind=Kind.PAPER, region_slug="mihon", by=HANAKO, at=AT
    )
    return actions.keep_made(document=paper, made=MADE, by=HANAKO, at=AT, is_final=is_final)


@pytest.mark.parametrize("is_final", [True, False], ids=["final", "draft"])
@pytest.mark.parametrize("field", ["file_name", "sha256", "content_type"])
def test_an_edition_is_never_changed(field, is_final):
    edition = made(is_final=is_final)
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.update(**{field: "x"})

    assert getattr(Edition.objects.get(), field) == getattr(edition, field)


def test_a_final_edition_is_never_deleted():
    edition = made(is_final=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        edition.delete()

    assert Edition.objects.exists()


def test_a_draft_may_be_deleted():
    made(is_final=False).delete()

    assert not Edition.objects.exists()


def test_the_table_cannot_be_emptied_either():
    """SQLite has no TRUNCATE; there the sentence is only DELETE, tested above."""
    if connection.vendor != "postgresql":
        return
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE documents_edition CASCADE")
