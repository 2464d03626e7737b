"""How each source is read, and what is said about it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple, Protocol

from renkei.directory.models import Source
from renkei.directory.sources.kaigo import parse as kaigo
from renkei.directory.sources.kouseikyoku import parse as kouseikyoku
from renkei.directory.sources.navii import parse as navii
from renkei.directory.sources.own import parse as own
from renkei.directory.sources.rows import BrokenLine, Problem, Raw, Said, Typed
from renkei.directory.sources.standard import parse as standard

BROKEN = '引用符（"）が閉じていません。この行の「"」を直してください'
Lines = Iterator[tuple[int, Raw]]


class Read(Protocol):
    """Bytes and the columns a person assigned, into lines."""

    def __call__(self, content: bytes, options: dict[str, Any], /) -> Lines: ...


class Reader(NamedTuple):
    """A source's two pure functions, and what its README says about publisher and licence.

    ``is_institution`` marks the sources whose name for a place is that of the institution,
    not of one of its services; ``is_local`` those that a town or a region writes of itself.
    """

    read: Read
    typed: Typed
    publisher: str
    licence: str
    is_institution: bool = False
    is_local: bool = False

    def said(self, line: int, raw: Raw) -> Said:
        """What a line tells: rows, and what was wrong with it."""
        if isinstance(raw, BrokenLine):
            yield Problem(line, BROKEN, is_rejected=True)
        else:
            yield from self.typed(line, raw)


MHLW = "厚生労働省"
PDL = "公共データ利用規約（PDL1.0）"

READERS: dict[str, Reader] = {
    Source.KAIGO: Reader(lambda content, _: kaigo.read(content), kaigo.typed, MHLW, PDL),
    Source.NAVII: Reader(lambda content, _: navii.read(content), navii.typed, MHLW, PDL, True),
    Source.KOUSEIKYOKU: Reader(kouseikyoku.read, kouseikyoku.typed, "地方厚生局", PDL, True),
    Source.STANDARD: Reader(
        lambda content, _: standard.read(content),
        standard.typed,
        "",
        "公表する自治体による",
        is_local=True,
    ),
    Source.OWN: Reader(own.read, own.typed, "", "", is_local=True),
}
