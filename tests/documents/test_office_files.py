import io
import struct
from zipfile import ZIP_STORED, ZipFile

import pytest

from renkei.documents import office as rules
from renkei.documents import refusals
from renkei.documents.office import office_suffix
from tests.documents.files import MACRO, XLSX, archive, office

OLD_OBJECT = bytes.fromhex("d0cf11e0a1b11ae1")
NESTED_MACRO = archive({"xl/vbaProject.bin": b"x"})
PROGRAMS = {
    "macro project": office(**{"word/vbaProject.bin": b"x"}),
    "type with macros": office(MACRO),
    "ActiveX control": office('x"/><Override ContentType="application/vnd.ms-office.activeX+xml'),
    "embedded program by name": office(**{"word/embeddings/a.EXE": b"x"}),
    "embedded program by content": office(**{"word/embeddings/a.bin": b"MZ\x90\x00"}),
    "embedded Linux program": office(**{"word/media/a.png": b"\x7fELF"}),
    "embedded old object": office(**{"word/embeddings/ole.bin": OLD_OBJECT}),
    "macro in an embedded table": office(**{"word/embeddings/a.xlsx": NESTED_MACRO}),
}


@pytest.mark.parametrize("case", PROGRAMS)
def test_programs_inside_are_refused(case):
    with pytest.raises(refusals.HasProgram):
        office_suffix(PROGRAMS[case])


def test_the_table_behind_a_chart_may_stay():
    chart = office(**{"word/embeddings/table.xlsx": office(XLSX), "word/media/a.png": b""})

    assert office_suffix(chart) == ".docx"


def test_a_zip_bomb_is_not_unpacked(monkeypatch):
    monkeypatch.setattr(rules, "MAX_UNPACKED_BYTES", 1_000_000)
    bomb = office(**{"word/media/a.bin": bytes(600_000), "word/media/b.bin": bytes(600_000)})
    assert len(bomb) < 5_000

    with pytest.raises(refusals.TooMuchInside):
        office_suffix(bomb)


def test_too_many_parts_are_refused(monkeypatch):
    monkeypatch.setattr(rules, "MAX_PARTS", 2)

    with pytest.raises(refusals.TooMuchInside):
        office_suffix(office(extra=b"x"))


def test_a_part_that_lies_about_its_size_is_broken():
    """The directory says one byte; the part holds 100,000."""
    content = bytearray(office(bomb=bytes(100_000)))
    for mark, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = content.rindex(mark) + offset
        content[at : at + 4] = struct.pack("<I", 1)

    with pytest.raises(refusals.BrokenFile):
        office_suffix(bytes(content))


def test_a_part_with_a_password_is_refused():
    content = bytearray(office())
    at = content.index(b"PK\x01\x02") + 8
    content[at] |= 1

    with pytest.raises(refusals.LockedFile):
        office_suffix(bytes(content))


def test_a_damaged_part_is_refused():
    content = bytearray(office(damaged=bytes(range(256)) * 40))
    with ZipFile(io.BytesIO(bytes(content))) as kept:
        begins = kept.getinfo("damaged").header_offset
    content[begins + 60] ^= 0xFF

    with pytest.raises(refusals.BrokenFile):
        office_suffix(bytes(content))


def test_a_macro_far_behind_in_an_embedded_table_is_found():
    parts = {"xl/media/a.png": bytes(rules.CHUNK), "xl/vbaProject.bin": b"x"}
    table = archive(parts, method=ZIP_STORED)

    with pytest.raises(refusals.HasProgram):
        office_suffix(office(**{"word/embeddings/a.xlsx": table}))
