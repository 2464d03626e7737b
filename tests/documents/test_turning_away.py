import pytest

from renkei.core.errors import DomainError
from renkei.documents import refusals
from renkei.documents.inspection import MAX_BYTES, inspect
from tests.documents.files import archive, office, pdf, picture, upload

EXE = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00" * 20
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)

TURNED_AWAY = {
    "0 bytes": (b"", "a.pdf", refusals.EmptyFile),
    "50 MB": (bytes(50 * 1024 * 1024), "a.pdf", refusals.FileTooLarge),
    "one byte too many": (b"%PDF-" + bytes(MAX_BYTES - 4), "a.pdf", refusals.FileTooLarge),
    "renamed exe": (EXE, "請求書.pdf", refusals.UnknownKind),
    "exe named txt": (EXE, "a.txt", refusals.UnknownKind),
    "old Word": (OLE, "a.doc", refusals.UnknownKind),
    "text with control characters": (b"a\x1b[2Jb", "a.txt", refusals.UnknownKind),
    "neither UTF-8 nor cp932": (b"\x81\xff\xfe\xfd", "a.txt", refusals.UnknownKind),
    "web page": (b"<script>alert(1)</script>", "a.html", refusals.NameDisagrees),
    "drawing with scripts": (b"<svg onload='x'/>", "a.svg", refusals.NameDisagrees),
    "text called PDF": ("見本".encode(), "a.pdf", refusals.NameDisagrees),
    "image called PDF": (picture(), "a.pdf", refusals.NameDisagrees),
    "PDF called docx": (pdf(), "a.docx", refusals.NameDisagrees),
    "broken PDF": (b"%PDF-1.7\n" + b"x" * 200, "a.pdf", refusals.BrokenFile),
    "PDF without pages": (pdf(pages=0), "a.pdf", refusals.BrokenFile),
    "PDF with a password": (pdf(password="mihon"), "a.pdf", refusals.LockedFile),
    "half a character of UTF-16": (b"\xff\xfe\x8b", "a.txt", refusals.UnknownKind),
    "plain zip": (archive({"a.txt": b"a"}), "a.zip", refusals.UnknownKind),
    "office file of another sort": (office("application/epub"), "a.docx", refusals.UnknownKind),
    "half an office file": (office()[:100], "a.docx", refusals.BrokenFile),
}


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (pdf(), "a.csv", "「.csv」ですが、中身はPDFです"),
        (b"a", "a.pdf", "「.pdf」ですが、中身はテキストです"),
    ],
    ids=["PDF", "text"],
)
def test_a_file_of_another_name_is_called_what_it_is(content, name, told):
    with pytest.raises(refusals.NameDisagrees, match=told):
        inspect(upload(content, name))


@pytest.mark.parametrize("case", TURNED_AWAY)
def test_anything_else_is_turned_away_with_its_reason(case):
    content, name, refusal = TURNED_AWAY[case]

    with pytest.raises(refusal):
        inspect(upload(content, name))


def test_every_refusal_is_a_japanese_sentence_of_the_domain():
    for refusal in refusals.UploadRefused.__subclasses__():
        assert issubclass(refusal, DomainError)
        assert str(refusal()).endswith("。")
