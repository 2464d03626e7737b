"""What a file really is: decided by its content, whatever it is called.

Only what offices exchange is let in: PDF, PNG, JPEG, Word, Excel, PowerPoint,
text and CSV. The name is only asked whether it agrees.
"""

import io
import unicodedata
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Protocol

from renkei.core.text import tidy
from renkei.documents import images, office
from renkei.documents.refusals import (
    BrokenFile,
    EmptyFile,
    FileTooLarge,
    LockedFile,
    NameDisagrees,
    NotAnImage,
    UnknownKind,
)

MAX_BYTES = 20 * 1024 * 1024
LOGO_PIXELS = 512
MAX_STEM = 120

CONTENT_TYPES = {
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".txt": "text/plain",
    ".csv": "text/csv",
}
_SPELLINGS = {".jpeg": ".jpg", ".jpe": ".jpg"}
_KINDS = {suffix: suffix[1:].upper() for suffix in CONTENT_TYPES}
_KINDS |= {".txt": "テキスト", ".docx": "Word", ".xlsx": "Excel", ".pptx": "PowerPoint"}
_CHARSETS = {"utf-8-sig": "utf-8", "cp932": "shift_jis"}
_MARKED = {"utf-16": "utf-16"}
_BLANKS = "\t\n\r\f"


class Upload(Protocol):
    """What a form hands over: a name and bytes (Django's UploadedFile, or any File)."""

    name: str | None

    def read(self, num_bytes: int = ..., /) -> bytes: ...


@dataclass(frozen=True)
class Checked:
    """A file that may be kept: its cleaned name, its real type, its harmless content."""

    file_name: str
    content_type: str
    content: bytes


def inspect(upload: Upload) -> Checked:
    """Find out what was uploaded. Raises UploadRefused with the reason."""
    content = _read(upload)
    stem, ending = _split(upload.name or "")
    suffix, charset = _recognised(content, ending)
    if ending not in ("", suffix):
        raise NameDisagrees(
            f"ファイル名の末尾（拡張子）は「{ending}」ですが、中身は{_KINDS[suffix]}です。"
            "もとのファイルを選び直してください。"
        )
    if images.image_suffix(content):
        content = images.redrawn(content, suffix)
    return Checked(stem + suffix, CONTENT_TYPES[suffix] + charset, content)


def clean_logo(upload: Upload) -> bytes:
    """The image as PNG, at most 512 pixels wide and high. Raises UploadRefused."""
    content = _read(upload)
    if not images.image_suffix(content):
        raise NotAnImage
    image = images.opened(content)
    image.thumbnail((LOGO_PIXELS, LOGO_PIXELS))
    return images.encoded(image, "PNG")


def _read(upload: Upload) -> bytes:
    """All bytes; one more than allowed is enough to know that there are too many."""
    content = upload.read(MAX_BYTES + 1)
    if not content:
        raise EmptyFile
    if len(content) > MAX_BYTES:
        raise FileTooLarge
    return content


def _split(name: str) -> tuple[str, str]:
    """The cleaned stem, and the ending as we spell it; no folders, no invisible marks."""
    path = PurePosixPath(tidy(name.replace("\\", "/")))
    ending = path.suffix.lower()
    return path.stem[:MAX_STEM] or "file", _SPELLINGS.get(ending, ending)


def _recognised(content: bytes, ending: str) -> tuple[str, str]:
    """The ending that belongs to the content, and the charset where it is text."""
    if content.startswith(b"%PDF-"):
        _check_pdf(content)
        return ".pdf", ""
    if content.startswith(office.SIGNATURE):
        return office.office_suffix(content), ""
    if suffix := images.image_suffix(content):
        return suffix, ""
    # Nothing inside tells a table from a text; here alone the name decides.
    return ".csv" if ending == ".csv" else ".txt", f"; charset={_charset(content)}"


def _check_pdf(content: bytes) -> None:
    from pypdf import PdfReader  # noqa: PLC0415 -- 20 MB that only an upload needs

    try:
        reader = PdfReader(io.BytesIO(content))
        pages = 0 if reader.is_encrypted else len(reader.pages)
    # pypdf raises nearly anything on a damaged file, RecursionError included.
    except Exception as reason:
        raise BrokenFile from reason
    if reader.is_encrypted:
        raise LockedFile
    if not pages:
        raise BrokenFile


def _charset(content: bytes) -> str:
    # Without its mark nearly any bytes could be read so.
    codecs = _MARKED if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else _CHARSETS
    for codec, charset in codecs.items():
        try:
            text = content.decode(codec)
        except UnicodeDecodeError:
            continue
        if not any(unicodedata.category(c) == "Cc" and c not in _BLANKS for c in text):
            return charset
    raise UnknownKind
