"""Small real files, made on the spot."""

import io
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.files.base import ContentFile
from PIL import Image
from pypdf import PdfWriter

MAIN = "application/vnd.openxmlformats-officedocument.%s.main+xml"
DOCX = MAIN % "wordprocessingml.document"
XLSX = MAIN % "spreadsheetml.sheet"
PPTX = MAIN % "presentationml.presentation"
MACRO = "application/vnd.ms-word.document.macroEnabled.main+xml"


def upload(content: bytes, name: str = "見本.pdf") -> ContentFile:
    return ContentFile(content, name=name)


def pdf(password: str = "", pages: int = 1) -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(200, 200)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def picture(form: str = "PNG", *, mode: str = "RGB", size=(40, 20), **options) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, "red" if mode == "RGB" else 0).save(out, form, **options)
    return out.getvalue()


def office(main: str = DOCX, **parts: bytes) -> bytes:
    """An office file with its list of types and further parts."""
    types = f'<Types><Override PartName="/main.xml" ContentType="{main}"/></Types>'
    return archive({"[Content_Types].xml": types.encode(), "main.xml": b"<main/>", **parts})


def archive(parts: dict[str, bytes], method: int = ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with ZipFile(out, "w", method) as kept:
        for name, content in parts.items():
            kept.writestr(name, content)
    return out.getvalue()
