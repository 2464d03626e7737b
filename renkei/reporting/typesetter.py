"""Sets one tree (as JSON) with typst; also a program of its own for large ones.

It imports nothing of renkei, so that it starts in a twentieth of a second. As a program it
writes a line with the number of pages, then the PDF.
"""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple, cast

import typst

HERE = Path(__file__).parent
BLOCKS = "document"
"""The document that draws a tree of blocks; it can be set closer."""
SPARSE_MM = 148
"""A last page that ends higher than this, from its upper edge, is less than half full."""
Standard = Literal["ua-1", "1.7"]


class Typeset(NamedTuple):
    """A finished PDF and how many pages it has."""

    content: bytes
    pages: int


def typeset(data: str, document: str = BLOCKS) -> Typeset:
    """The PDF of a tree. Only a sign our fonts lack costs it the promise of PDF/UA-1.

    ``document`` is the name of the file in ``typst/`` that draws it. One at a time: the
    compiler is not re-entrant.
    """
    try:
        return _compile(data, document, "ua-1")
    except typst.TypstError:
        return _compile(data, document, "1.7")


def _compile(data: str, document: str, standard: Standard) -> Typeset:
    """The tree set with its usual room; closer if that spares a last page that is hardly used."""
    usual = _set(data, document, standard)
    if document != BLOCKS or usual.pages == 1 or float(_asked(document, "<end-mm>")) >= SPARSE_MM:
        return usual
    closer = _set(data, document, standard, tight="yes")
    return min(usual, closer, key=lambda made: made.pages)


def _set(data: str, document: str, standard: Standard, **how: str) -> Typeset:
    inputs = {"tree": data} | how
    made = _compiler(document).compile(format="pdf", sys_inputs=inputs, pdf_standards=standard)
    content = cast("bytes", made)  # a list only where an image per page is asked for
    return Typeset(content, int(_asked(document, "<pages>")))


def _asked(document: str, label: str) -> str:
    """What the document set last says of itself under this label, as JSON."""
    return _compiler(document).query(label, field="value", one=True)


@cache
def _compiler(document: str) -> typst.Compiler:
    return typst.Compiler(
        input=str(HERE / "typst" / f"{document}.typ"),
        root=str(HERE / "typst"),
        font_paths=typst.Fonts(
            include_system_fonts=False,
            include_embedded_fonts=False,
            font_paths=[str(HERE / "fonts")],
        ),
    )


if __name__ == "__main__":  # pragma: no cover -- a process of its own
    done = typeset(sys.stdin.read(), *sys.argv[1:])
    sys.stdout.buffer.write(b"%d\n" % done.pages + done.content)
