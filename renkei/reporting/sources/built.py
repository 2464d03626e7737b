"""What every source is given and makes, and how it chooses among the records."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from renkei.programme.models import Undertaking
from renkei.reporting.blocks import Node, Paragraph
from renkei.reporting.evidence import Evidence

Parameters = Mapping[str, str]


@dataclass(frozen=True)
class Material:
    """What a source may use: the year's evidence, the section's choices, the paper's day."""

    evidence: Evidence
    parameters: Parameters
    on: date


@dataclass(frozen=True)
class Gap:
    """Something still open before the paper is final, and where to fill it in."""

    text: str
    url: str = ""


@dataclass(frozen=True)
class Built:
    """What a source made. ``title`` is used where the section has none of its own."""

    blocks: tuple[Node, ...] = ()
    title: str = ""
    gaps: tuple[Gap, ...] = ()
    origin: str = ""
    origin_label: str = ""


Builder = Callable[[Material], Built]


@dataclass(frozen=True)
class Source:
    """A kind of section: its name in the editor, its builder, and what may be chosen."""

    label: str
    build: Builder
    choices: tuple[str, ...] = field(default=())


def chosen_of(material: Material, records: list[Any], name: str) -> Iterator[Any]:
    """The record chosen by its public id, else those of the chosen kind and item."""
    wanted = material.parameters
    if name in wanted:
        yield from (each for each in records if each.public_id == wanted[name])
        return
    for each in records:
        is_kind = wanted.get("kind", "") in ("", getattr(each, "kind", ""))
        if is_kind and wanted.get("item", "") in ("", each.item):
            yield each


def chosen_only(material: Material) -> list[Undertaking]:
    """The chosen undertaking as a list; none where none was chosen."""
    if "undertaking" not in material.parameters:
        return []
    return list(chosen_of(material, material.evidence.undertakings, "undertaking"))


def paragraphs(text: str) -> tuple[Node, ...]:
    """The text as one paragraph; none where nothing was written."""
    return (Paragraph(text),) if text else ()


def missing(text: str, sentence: str) -> tuple[Gap, ...]:
    """A gap where the text was not written."""
    return () if text else (Gap(sentence),)


def nothing(found: list[Any], sentence: str) -> tuple[Gap, ...]:
    """A gap where no record was found."""
    return () if found else (Gap(sentence),)
