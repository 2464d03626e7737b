import hashlib

import pytest
from django.core.files.storage import default_storage

from renkei.audit.models import AuditEvent
from renkei.core.actors import SYSTEM
from renkei.documents import actions
from renkei.documents.inspection import Checked
from renkei.documents.models import Document, Edition, Kind
from renkei.documents.refusals import EmptyFile
from tests.audit.people import AT, HANAKO, OPERATOR
from tests.documents.files import pdf, upload

pytestmark = pytest.mark.django_db

MADE = Checked("資料3.pdf", "application/pdf", b"%PDF-made")


def keep(content=None, name="研修チラシ.pdf"):
    file = upload(pdf() if content is None else content, name)
    return actions.keep_upload(upload=file, title="研修", by=HANAKO, at=AT, region_slug="mihon")


def test_an_upload_becomes_the_first_edition_of_a_document():
    edition = keep()

    edition.refresh_from_db()
    document = edition.document
    assert (document.title, document.kind, document.region_slug) == ("研修", "file", "mihon")
    assert (edition.number, edition.file_name) == (1, "研修チラシ.pdf")
    assert (edition.created_at, document.updated_at) == (AT, AT)
    assert edition.is_final is False


def test_the_bytes_lie_under_a_name_that_tells_nothing():
    edition = keep()

    with default_storage.open(edition.file.name) as file:
        content = file.read()
    assert hashlib.sha256(content).hexdigest() == edition.sha256
    assert len(content) == edition.size
    assert edition.file.name.replace("/", "").isalnum()


def test_an_upload_is_written_into_the_log_of_its_region():
    edition = keep()

    event = AuditEvent.objects.get()
    assert (event.verb, event.region, event.actor) == ("upload", "mihon", HANAKO.label)
    assert event.object_id == edition.document.public_id
    assert event.changes == {"版": ["", "第1版"], "ファイル": ["", "研修チラシ.pdf"]}


def test_a_refused_upload_leaves_nothing():
    with pytest.raises(EmptyFile):
        keep(b"")

    assert not Document.objects.exists()
    assert not AuditEvent.objects.exists()


def test_a_new_edition_stands_beside_the_old_one():
    document = keep().document
    second = actions.keep_new_edition(document=document, upload=upload(pdf()), by=HANAKO, at=AT)

    assert [edition.number for edition in document.editions.all()] == [2, 1]
    assert document.latest() == second


def test_a_paper_renkei_made_is_drafted_and_then_final():
    paper = actions.open_document(
        title="資料3", kind=Kind.PAPER, region_slug="mihon", by=HANAKO, at=AT
    )
    assert (paper.latest(), paper.latest_final()) == (None, None)

    draft = actions.keep_made(document=paper, made=MADE, by=SYSTEM, at=AT)
    frozen = {"章": ["ア", "イ"]}
    final = actions.keep_made(
        document=paper, made=MADE, by=HANAKO, at=AT, frozen=frozen, is_final=True
    )

    final.refresh_from_db()
    assert (draft.is_final, final.is_final, final.finalised_at) == (False, True, AT)
    assert (final.frozen, paper.latest_final()) == (frozen, final)
    verbs = AuditEvent.objects.order_by("id").values_list("verb", flat=True)
    assert list(verbs) == ["create", "create", "finalise"]


def test_a_document_by_itself_is_seen_by_nobody():
    keep()

    for model in (Document, Edition):
        assert not model.objects.visible_to(OPERATOR).exists()
