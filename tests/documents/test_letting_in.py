import pytest

from renkei.documents.inspection import inspect
from tests.documents.files import DOCX, PPTX, XLSX, office, pdf, picture, upload

OFFICE = "application/vnd.openxmlformats-officedocument."
TABLE = "年度,件数\n平成28年度,12\n"

LET_IN = {
    "a.pdf": (pdf(), "application/pdf"),
    "a.png": (picture(), "image/png"),
    "a.jpg": (picture("JPEG"), "image/jpeg"),
    "a.docx": (office(DOCX), f"{OFFICE}wordprocessingml.document"),
    "a.xlsx": (office(XLSX), f"{OFFICE}spreadsheetml.sheet"),
    "a.pptx": (office(PPTX), f"{OFFICE}presentationml.presentation"),
    "a.txt": ("見本\r\n\t本文\f".encode(), "text/plain; charset=utf-8"),
    "b.txt": ("\ufeff見本".encode(), "text/plain; charset=utf-8"),
    "a.csv": (TABLE.encode(), "text/csv; charset=utf-8"),
    "c.csv": (TABLE.encode("utf-16"), "text/csv; charset=utf-16"),
    "b.csv": (TABLE.encode("cp932"), "text/csv; charset=shift_jis"),
}


@pytest.mark.parametrize("name", LET_IN)
def test_what_offices_exchange_is_let_in(name):
    content, content_type = LET_IN[name]

    checked = inspect(upload(content, name))

    assert (checked.file_name, checked.content_type) == (name, content_type)


@pytest.mark.parametrize("name", [name for name in LET_IN if name not in {"a.png", "a.jpg"}])
def test_all_but_images_are_kept_byte_for_byte(name):
    content, _ = LET_IN[name]

    assert inspect(upload(content, name)).content == content


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        pytest.param("研修 のチラシ.PDF", "研修 のチラシ.pdf", id="capital ending"),
        pytest.param("研修", "研修.pdf", id="no ending"),
        pytest.param("C:\\机の上\\研修.pdf", "研修.pdf", id="Windows folders"),
        pytest.param("../../etc/passwd.pdf", "passwd.pdf", id="way out of the folder"),
        pytest.param("a\u202efdp.exe.pdf", "afdp.exe.pdf", id="direction mark"),
        pytest.param("a\r\nb\x00.pdf", "a b.pdf", id="control characters"),
        pytest.param("あ" * 500 + ".pdf", "あ" * 120 + ".pdf", id="very long"),
        pytest.param("", "file.pdf", id="nothing"),
        pytest.param(None, "file.pdf", id="no name at all"),
    ],
)
def test_a_file_name_is_cleaned_and_stays_readable(given, kept):
    file = upload(pdf())
    file.name = given

    assert inspect(file).file_name == kept


def test_both_spellings_of_jpeg_are_one():
    assert inspect(upload(picture("JPEG"), "写真.JPEG")).file_name == "写真.jpg"
