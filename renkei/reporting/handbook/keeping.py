"""The public handbook, remembered while nothing of it changes.

It takes seconds to make, in a process of its own, and some megabytes to keep: it lies in
the cache that all processes share. Whether it is still right is asked in two steps: the
heads of the audit chains (as for remembered pages), and where they moved, what the
handbook would say now. A sign-in moves a chain but changes no word of it.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from hashlib import sha256
from threading import Lock
from typing import NamedTuple

from django.core.cache import cache as shared

from renkei.audit.heads import heads_of
from renkei.programme.models import Region
from renkei.reporting import typesetter
from renkei.reporting.handbook.book import Book
from renkei.reporting.handbook.composing import book_of, without_day
from renkei.reporting.pdf import Pdf, pdf_apart, size_of

DOCUMENT = "handbook"


class Kept(NamedTuple):
    """What is known of the handbook in the cache; its bytes lie under ``digest``.

    ``digest`` says what it was made of, the day left out: made again for nothing but
    another date it would only be another file.
    """

    state: str
    digest: str
    pages: int
    size: int


def pdf_of(book: Book) -> Pdf:
    """The handbook on A4, tagged."""
    return pdf_apart(book.as_json, DOCUMENT)


def handbook_of(region: Region, today: date) -> Pdf:
    """The public handbook of the region; made anew where something of it changed.

    Whoever asks meanwhile waits: two at once would take twice the memory.
    """
    state = _state(region, today)
    return _remembered(region, state) or _made(region, state, today)


def size_known(region: Region) -> str:
    """``A4 139ページ、2,274KB`` of the handbook made last; empty before the first."""
    kept = _kept(region)
    return size_of(kept.pages, kept.size) if kept else ""


def _kept(region: Region) -> Kept | None:
    said = shared.get(_name(region))
    return Kept(*said) if said else None


def _remembered(region: Region, state: str) -> Pdf | None:
    kept = _kept(region)
    return _bytes_of(kept) if kept and kept.state == state else None


def _bytes_of(kept: Kept) -> Pdf | None:
    content = shared.get(kept.digest)
    return Pdf(content, kept.pages) if content else None


def _made(region: Region, state: str, today: date) -> Pdf:
    """Set anew, unless only what nobody reads has changed, or somebody just did so."""
    with _turn:
        book, former = book_of(region, today), _kept(region)
        digest = _digest(book)
        pdf = _bytes_of(former) if former and former.digest == digest else None
        if pdf is None:
            pdf = pdf_of(book)
            if former:
                shared.delete(former.digest)
            shared.set(digest, pdf.content, timeout=None)
        kept = Kept(state, digest, pdf.pages, len(pdf.content))
        shared.set(_name(region), tuple(kept), timeout=None)
        return pdf


_turn = Lock()


def _name(region: Region) -> str:
    return f"handbook:{region.pk}"


def _state(region: Region, today: date) -> str:
    return f"{today} {heads_of(region.slug)} {_layout()}"


def _digest(book: Book) -> str:
    made_of = f"{_layout()}{without_day(book).as_json}"
    return f"handbook:{sha256(made_of.encode()).hexdigest()}"


@cache
def _layout() -> str:
    """Names the typst file, so that a new release draws every handbook anew."""
    file = typesetter.HERE / "typst" / f"{DOCUMENT}.typ"
    return sha256(file.read_bytes()).hexdigest()
