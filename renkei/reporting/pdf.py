"""The tagged PDF of a tree: one typst compiler for the process, our fonts, no network."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from threading import Lock

from renkei.reporting import typesetter
from renkei.reporting.blocks import Tree, frozen
from renkei.reporting.typesetter import Typeset, typeset

CONTENT_TYPE = "application/pdf"
LARGE = 100_000
"""Characters of JSON from which a tree is set in a process of its own: typst remembers what
it set, 80 MB for 80 pages, and gives it back only many documents later."""
SECONDS = 60


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

    One at a time in a process: each takes tens of megabytes while it is made.
    """
    data = json.dumps(frozen(tree), ensure_ascii=True)
    with _turn:
        done = _apart(data) if len(data) > LARGE else typeset(data)
    return Pdf(*done)


def pdf_apart(data: str, document: str) -> Pdf:
    """What typst makes of JSON with another of our documents, in a process of its own."""
    with _turn:
        return Pdf(*_apart(data, document))


_turn = Lock()


def _apart(data: str, *document: str) -> Typeset:
    """As ``typeset``, in a process that ends with it. Raises CalledProcessError, TimeoutExpired."""
    program = [sys.executable, "-I", typesetter.__file__, *document]
    done = subprocess.run(  # noqa: S603 -- our own file, nothing of it from outside
        program, input=data.encode(), capture_output=True, check=True, timeout=SECONDS
    )
    pages, _, content = done.stdout.partition(b"\n")
    return Typeset(content, int(pages))
