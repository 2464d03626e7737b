import pytest

from renkei.documents import actions
from renkei.documents.downloads import download
from tests.audit.people import AT, HANAKO
from tests.documents.files import pdf, picture, upload

pytestmark = pytest.mark.django_db


def kept(content, name):
    return actions.keep_upload(upload=upload(content, name), title="研修", by=HANAKO, at=AT)


def body(response):
    content = b"".join(response.streaming_content)
    response.close()
    return content


def test_a_file_comes_back_under_its_own_name():
    response = download(kept(pdf(), "研修 チラシ.pdf"))

    name = "%E7%A0%94%E4%BF%AE%20%E3%83%81%E3%83%A9%E3%82%B7.pdf"
    assert response["Content-Disposition"] == f"attachment; filename*=utf-8''{name}"
    assert response["Content-Type"] == "application/pdf"
    assert body(response) == pdf()


def test_a_file_can_do_nothing_in_the_browser():
    response = download(kept(pdf(), "a.pdf"))

    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-cache"
    response.close()


@pytest.mark.parametrize(
    ("content", "name", "disposition"),
    [(picture(), "a.png", "inline"), (pdf(), "a.pdf", "attachment")],
    ids=["image", "pdf"],
)
def test_only_images_may_be_shown_in_a_page(content, name, disposition):
    response = download(kept(content, name), shown=True)

    assert response["Content-Disposition"].startswith(disposition)
    response.close()


def test_a_quotation_mark_in_a_name_breaks_nothing():
    response = download(kept(pdf(), 'a";b.pdf'))

    assert response["Content-Disposition"] == r'attachment; filename="a\";b.pdf"'
    response.close()
