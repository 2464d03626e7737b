"""The tagged PDF of a tree: one typst compiler for the process, our fonts, no network."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Literal, cast

import typst
from pypdf import PdfReader

from renkei.reporting.blocks import Tree, frozen

HERE = Path(__file__).parent
CONTENT_TYPE = "application/pdf"
# The compiler is not re-entrant.
_turn = Lock()


@dataclass(frozen=True)
class Pdf:
    """A finished file and how many pages it has."""

    content: bytes
    pages: int

    @property
    def size(self) -> str:
        """What stands at a link to it: ``A4 4ページ、210KB``."""
        return size_of(self.pages, len(self.content))


def size_of(pages: int, size: int) -> str:
    """Pages and size of a PDF in words; ``size`` is in bytes."""
    return f"A4 {pages}ページ、{max(1, round(size / 1000)):,}KB"


def pdf_of(tree: Tree) -> Pdf:
    """The tree on A4, tagged, in Japanese, with its title; the same tree gives the same bytes.

    It follows PDF/UA-1. Only where a text holds a sign our fonts lack does typst
    refuse that, and the file is tagged without the promise.
    """
    data = json.dumps(frozen(tree), ensure_ascii=True)
    with _turn:
        try:
            content = _compile(data, "ua-1")
        except typst.TypstError:
            content = _compile(data, "1.7")
    return Pdf(content, len(PdfReader(io.BytesIO(content)).pages))


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
