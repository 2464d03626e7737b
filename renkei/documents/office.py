"""Word, Excel and PowerPoint files: zip archives of XML parts, let in without programs.

ISO/IEC 29500-2 (packages): the main part's type stands in ``[Content_Types].xml``.
Every part is unpacked once, with a limit on the sum, so that neither a zip bomb
nor a part that lies about its size gets through.
"""

import io
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from zipfile import BadZipFile, ZipFile, ZipInfo

from renkei.documents.refusals import (
    BrokenFile,
    HasProgram,
    LockedFile,
    TooMuchInside,
    UnknownKind,
)

SIGNATURE = b"PK\x03\x04"
MAX_UNPACKED_BYTES = 200 * 1024 * 1024
MAX_PARTS = 5_000
CHUNK = 1024 * 1024

_TYPES_PART = "[Content_Types].xml"
_MAIN_PARTS = {
    b"wordprocessingml.document.main+xml": ".docx",
    b"spreadsheetml.sheet.main+xml": ".xlsx",
    b"presentationml.presentation.main+xml": ".pptx",
}
_PROGRAM_MARKS = (b"macroenabled", b"vbaproject", b"activex")
_PROGRAM_SUFFIXES = frozenset(
    {
        ".exe",
        ".dll",
        ".com",
        ".scr",
        ".bat",
        ".cmd",
        ".ps1",
        ".vbs",
        ".js",
        ".jse",
        ".wsf",
        ".hta",
        ".msi",
        ".jar",
        ".lnk",
    }
    | {".docm", ".dotm", ".xlsm", ".xltm", ".xlam", ".pptm", ".potm", ".ppsm"}
)
# Windows, Linux, and the container in which older Office files hide objects and macros.
_PROGRAM_HEADS = (b"MZ", b"\x7fELF", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")


def office_suffix(content: bytes) -> str:
    """ ".docx", ".xlsx" or ".pptx". Raises an UploadRefused for any other archive."""
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            return _suffix(archive)
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError) as reason:
        raise BrokenFile from reason


def _suffix(archive: ZipFile) -> str:
    parts = archive.infolist()
    if len(parts) > MAX_PARTS:
        raise TooMuchInside
    if any(part.flag_bits & 1 for part in parts):
        raise LockedFile
    left = MAX_UNPACKED_BYTES
    for part in parts:
        left -= _check_part(archive, part, left)
    if _TYPES_PART not in archive.namelist():
        raise UnknownKind
    return _named_in(archive.read(_TYPES_PART).lower())


def _named_in(types: bytes) -> str:
    if any(mark in types for mark in _PROGRAM_MARKS):
        raise HasProgram
    for mark, suffix in _MAIN_PARTS.items():
        if mark in types:
            return suffix
    raise UnknownKind


def _check_part(archive: ZipFile, part: ZipInfo, limit: int) -> int:
    """Unpack one part to nowhere and tell its true size in bytes."""
    _check_name(part.filename)
    size, is_archive = 0, False
    for chunk in _unpacked(archive, part):
        if size == 0:
            is_archive = chunk.startswith(SIGNATURE)
            _check_head(chunk)
        # A file within the file, such as the table behind a chart: it lists its parts openly.
        if is_archive and b"vbaproject" in chunk.lower():
            raise HasProgram
        size += len(chunk)
        if size > limit:
            raise TooMuchInside
    return size


def _unpacked(archive: ZipFile, part: ZipInfo) -> Iterator[bytes]:
    with archive.open(part) as content:
        while chunk := content.read(CHUNK):
            yield chunk


def _check_name(name: str) -> None:
    path = PurePosixPath(name.lower())
    if path.stem == "vbaproject" or path.suffix in _PROGRAM_SUFFIXES:
        raise HasProgram


def _check_head(chunk: bytes) -> None:
    if chunk.startswith(_PROGRAM_HEADS):
        raise HasProgram
