"""From the sections of a paper to its tree: levels, numbers, rewritten text, gaps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import takewhile

from renkei.core.wareki import wareki
from renkei.reporting.blocks import (
    Bars,
    Items,
    Node,
    Paragraph,
    Section,
    Table,
    Tree,
    number_at,
)
from renkei.reporting.evidence import Evidence
from renkei.reporting.models import Paper, PaperSection
from renkei.reporting.sources import SOURCES, Built, Gap, Material

DEEPEST = len(PaperSection.Level)
NOTHING = "記録がありません"


@dataclass(frozen=True)
class Part:
    """A section as the editor shows it: its row, what its source made, its number.

    ``is_in`` is False where it or a section above it is left out. ``is_empty`` is True
    where neither it nor what is in below it has anything to say: the draft says so, the
    final edition goes without.
    """

    row: PaperSection
    built: Built
    number: str = ""
    is_in: bool = True
    is_empty: bool = False

    @property
    def is_final(self) -> bool:
        """Whether it stands in the final edition."""
        return self.is_in and not self.is_empty

    @property
    def is_left_out_above(self) -> bool:
        """Whether only a section above keeps it out."""
        return self.row.is_included and not self.is_in

    @property
    def title(self) -> str:
        return self.row.title or self.built.title or SOURCES[self.row.source].label

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What is open; rewritten text closes what its author decided to write."""
        return () if self.row.body else self.built.gaps

    @property
    def generated_text(self) -> str:
        """The source's text as lines, to begin rewriting from."""
        return "\n".join(line for block in self.built.blocks for line in _lines(block))

    @property
    def blocks(self) -> tuple[Node, ...]:
        """Rewritten text in place of the generated; tables and charts always follow the records."""
        if not self.row.body:
            return self.built.blocks
        kept = tuple(block for block in self.built.blocks if isinstance(block, (Table, Bars)))
        return (Paragraph(self.row.body), *kept)


def parts_of(paper: Paper, on: date) -> list[Part]:
    """All sections with what they say on this day, included or not, with their numbers."""
    evidence = Evidence(paper.region, paper.year, is_public=True)
    day = _day(paper, on)
    parts = [
        Part(row, SOURCES[row.source].build(Material(evidence, row.parameters, day)))
        for row in paper.sections.all()
    ]
    return list(_numbered(_settled(parts)))


def _settled(parts: list[Part]) -> Iterable[Part]:
    """Which sections are in, and which of those have nothing to say."""
    inside = list(_inside(parts))
    for place, part in enumerate(inside):
        below = _below(part.row.level, inside[place + 1 :])
        says_something = part.blocks or any(each.is_in and each.blocks for each in below)
        yield replace(part, is_empty=not says_something)


def _below(level: int, following: list[Part]) -> Iterable[Part]:
    return takewhile(lambda each: each.row.level > level, following)


def _inside(parts: list[Part]) -> Iterable[Part]:
    """A section that is left out takes along what stands below it."""
    closed_from = DEEPEST + 1
    for part in parts:
        if part.row.level <= closed_from:
            closed_from = DEEPEST + 1 if part.row.is_included else part.row.level
        is_below = part.row.level > closed_from
        yield replace(part, is_in=part.row.is_included and not is_below)


def empty_of(parts: Iterable[Part]) -> list[Part]:
    """Sections that are in and have nothing to say."""
    return [part for part in parts if part.is_in and part.is_empty]


def material_of(paper: Paper, row: PaperSection, on: date) -> Material:
    """What one section reads, for its choices."""
    evidence = Evidence(paper.region, paper.year, is_public=True)
    return Material(evidence, row.parameters, _day(paper, on))


def _day(paper: Paper, on: date) -> date:
    """The day the paper speaks from: that of its meeting, if that is already past."""
    held = paper.meeting.starts_on if paper.meeting else None
    return min(held, on) if held else on


def _numbered(parts: Iterable[Part]) -> Iterable[Part]:
    """Count within each level; a higher one begins the lower ones anew."""
    counts = [0] * DEEPEST
    for part in parts:
        if not part.is_final:
            yield part
            continue
        level = part.row.level
        counts[level - 1] += 1
        counts[level:] = [0] * (DEEPEST - level)
        yield replace(part, number=number_at(level, counts[level - 1]))


def tree_of(paper: Paper, parts: Iterable[Part], *, is_final: bool = False) -> Tree:
    """The sections under their headings, with the frame of the meeting.

    A draft names its empty sections, so that one sees what is missing; a final edition
    is without them.
    """
    shown = [part for part in parts if (part.is_final if is_final else part.is_in)]
    sections, _ = _nested(shown, 0)
    return Tree(paper.title, tuple(sections), box=tuple(_box(paper)), mark=paper.number)


def _nested(parts: list[Part], above: int) -> tuple[list[Section], list[Part]]:
    """The sections deeper than level ``above`` from the front, and what is left."""
    sections: list[Section] = []
    while parts and parts[0].row.level > above:
        head, *parts = parts
        below, parts = _nested(parts, head.row.level)
        sections.append(_section(head, below))
    return sections, parts


def _section(part: Part, below: list[Section]) -> Section:
    level = part.row.level
    blocks = [
        _deeper(block, level, place) if isinstance(block, Section) else block
        for place, block in enumerate(part.blocks, start=1)
    ]
    if not blocks and not below:
        blocks = [Paragraph(NOTHING)]
    return Section(
        part.title,
        (*blocks, *below),
        anchor=part.row.anchor,
        number=part.number,
        level=level,
    )


def _deeper(section: Section, above: int, place: int) -> Section:
    level = min(above + 1, 4)
    return replace(section, level=level, number=number_at(level, place))


def _box(paper: Paper) -> Iterable[str]:
    """The lines of the frame: year and 第N回, the body, the day."""
    meeting = paper.meeting
    if meeting is None:
        yield paper.year.label
        return
    number = f" 第{meeting.number}回" if meeting.number else ""
    yield f"{paper.year.label}{number}"
    yield meeting.title
    if meeting.starts_on:
        yield wareki(meeting.starts_on)


def _lines(block: Node) -> Iterable[str]:
    if isinstance(block, Paragraph):
        yield block.text
    elif isinstance(block, Items):
        for entry in block.entries:
            yield "　".join(filter(None, [entry.mark, entry.text]))
            yield from filter(None, [entry.note])
    elif isinstance(block, Section):
        yield block.title
        for inner in block.blocks:
            yield from _lines(inner)
