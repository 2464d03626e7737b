"""Sets one tree of blocks (as JSON) with typst; also a program of its own for large ones.

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


class Typeset(NamedTuple):
    """A finished PDF and how many pages it has."""

    content: bytes
    pages: int


def typeset(data: str) -> Typeset:
    """The PDF of a tree. Only a sign our fonts lack costs it the promise of PDF/UA-1.

    One at a time: the compiler is not re-entrant.
    """
    try:
        return _compile(data, "ua-1")
    except typst.TypstError:
        return _compile(data, "1.7")


def _compile(data: str, standard: Literal["ua-1", "1.7"]) -> Typeset:
    compiler = _compiler()
    made = compiler.compile(format="pdf", sys_inputs={"tree": data}, pdf_standards=standard)
    content = cast("bytes", made)  # a list only where an image per page is asked for
    return Typeset(content, int(compiler.query("<pages>", field="value", one=True)))


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(
        input=str(HERE / "typst" / "document.typ"),
        root=str(HERE / "typst"),
        font_paths=typst.Fonts(
            include_system_fonts=False,
            include_embedded_fonts=False,
            font_paths=[str(HERE / "fonts")],
        ),
    )


if __name__ == "__main__":  # pragma: no cover -- a process of its own
    done = typeset(sys.stdin.read())
    sys.stdout.buffer.write(b"%d\n" % done.pages + done.content)
