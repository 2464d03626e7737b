"""Sets one tree of blocks (as JSON) with typst; also a program of its own for large ones.

It imports nothing of renkei, so that it starts in a twentieth of a second.
"""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Literal, cast

import typst

HERE = Path(__file__).parent
# The compiler is not re-entrant.
_turn = Lock()


def typeset(data: str) -> bytes:
    """The PDF of a tree. Only a sign our fonts lack costs it the promise of PDF/UA-1."""
    with _turn:
        try:
            return _compile(data, "ua-1")
        except typst.TypstError:
            return _compile(data, "1.7")


def _compile(data: str, standard: Literal["ua-1", "1.7"]) -> bytes:
    made = _compiler().compile(format="pdf", sys_inputs={"tree": data}, pdf_standards=standard)
    return cast("bytes", made)  # a list only where an image per page is asked for


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(
        input=str(HERE / "typst" / "document.typ"),
        root=str(HERE / "typst"),
        font_paths=[str(HERE / "fonts")],
        ignore_system_fonts=True,
    )


if __name__ == "__main__":  # pragma: no cover -- a process of its own
    sys.stdout.buffer.write(typeset(sys.stdin.read()))
