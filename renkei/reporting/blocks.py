"""What a page, a paper and a PDF are made of: a small tree of typed blocks.

One tree has three forms: HTML (``templates/reporting/blocks``), a tagged PDF
(``typst/document.typ``) and JSON, in which a final edition is kept. ``source`` is
the address of the records behind a block; empty where there is none to show.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import Any, ClassVar


@dataclass(frozen=True)
class Node:
    """A part of the tree; ``kind`` names its template and its form in typst."""

    kind: ClassVar[str] = ""

    @property
    def template(self) -> str:
        return f"reporting/blocks/{self.kind}.html"


@dataclass(frozen=True)
class Paragraph(Node):
    """A text; line breaks stay."""

    kind: ClassVar[str] = "paragraph"
    text: str
    source: str = ""


@dataclass(frozen=True)
class Entry(Node):
    """One line of a list: text, a remark below it, and a link that follows the text."""

    kind: ClassVar[str] = "entry"
    text: str
    note: str = ""
    link_label: str = ""
    link_url: str = ""
    mark: str = ""
    source: str = ""


@dataclass(frozen=True)
class Items(Node):
    """A list; entries with a ``mark`` (ア, イ …) show it in place of a bullet."""

    kind: ClassVar[str] = "items"
    entries: tuple[Entry, ...]

    @property
    def is_marked(self) -> bool:
        return any(entry.mark for entry in self.entries)


@dataclass(frozen=True)
class Fact(Node):
    """A named value: a strong number with its basis, lines of text, or both.

    ``is_ordered`` says that the lines stand in the order in which they happen.
    """

    kind: ClassVar[str] = "fact"
    name: str
    lines: tuple[str, ...] = ()
    number: str = ""
    basis: str = ""
    telephone: str = ""
    is_ordered: bool = False

    @property
    def list_tag(self) -> str:
        """HTML's list for the lines."""
        return "ol" if self.is_ordered else "ul"

    @property
    def is_list(self) -> bool:
        return len(self.lines) > 1


@dataclass(frozen=True)
class Facts(Node):
    """A table of two columns whose left one names the fact."""

    kind: ClassVar[str] = "facts"
    rows: tuple[Fact, ...]
    label: str = ""
    source: str = ""


@dataclass(frozen=True)
class Cell(Node):
    """What stands in a table; ``tags`` are short words in frames, ``url`` where it leads."""

    kind: ClassVar[str] = "cell"
    text: str = ""
    lines: tuple[Entry, ...] = ()
    tags: tuple[str, ...] = ()
    url: str = ""
    mark: str = ""


@dataclass(frozen=True)
class Table(Node):
    """Rows of cells; the first cell of a row names it. ``numbers`` lists numeric columns."""

    kind: ClassVar[str] = "table"
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""
    numbers: tuple[int, ...] = ()
    total: tuple[Cell, ...] = ()
    source: str = ""

    @property
    def labelled_rows(self) -> list[list[tuple[str, Cell, bool]]]:
        """Each row as (heading, cell, is a number) for phones, where rows become blocks."""
        return [
            [
                (name, cell, place in self.numbers)
                for place, (name, cell) in enumerate(zip(self.head, row, strict=True))
            ]
            for row in self.rows
        ]

    @property
    def heads(self) -> list[tuple[str, bool]]:
        return [(name, place in self.numbers) for place, name in enumerate(self.head)]

    @property
    def total_cells(self) -> list[tuple[Cell, bool]]:
        return [(cell, place in self.numbers) for place, cell in enumerate(self.total)]


@dataclass(frozen=True)
class Bar(Node):
    """One bar of a chart: whole number and label."""

    kind: ClassVar[str] = "bar"
    label: str
    value: int
    url: str = ""


@dataclass(frozen=True)
class Bars(Node):
    """Horizontal bars from zero; on screens a table with the same numbers and total follows.

    ``note`` says unit, period, way of counting, source and moment.
    """

    kind: ClassVar[str] = "bars"
    caption: str
    bars: tuple[Bar, ...]
    note: str = ""
    unit: str = "件"
    source: str = ""

    @property
    def total(self) -> int:
        return sum(bar.value for bar in self.bars)

    @property
    def rows(self) -> list[tuple[str, int, float]]:
        """(label, value, percent of the longest bar)."""
        longest = max((bar.value for bar in self.bars), default=0) or 1
        return [(bar.label, bar.value, round(bar.value * 100 / longest, 1)) for bar in self.bars]


@dataclass(frozen=True)
class Note(Node):
    """A remark: cancelled and why, still open, and the like. ``tone``: info or warning."""

    kind: ClassVar[str] = "note"
    text: str
    tone: str = "info"


@dataclass(frozen=True)
class Section(Node):
    """A part with a heading. ``level`` counts from 1 below the title.

    ``tone`` is "" or ``box`` (what one can still attend). ``number`` is the number
    as written, from ``number_at`` or the letter of an item. ``link`` leads to more;
    with a ``link_label`` it is what one should press next.
    """

    kind: ClassVar[str] = "section"
    title: str
    blocks: tuple[Node, ...] = ()
    anchor: str = ""
    number: str = ""
    level: int = 1
    tone: str = ""
    link: str = ""
    link_label: str = ""
    source: str = ""

    @property
    def subsections(self) -> list[Section]:
        return [block for block in self.blocks if isinstance(block, Section)]

    @property
    def heading(self) -> str:
        """HTML's name of the heading: h2 for level 1."""
        return f"h{min(self.level + 1, 6)}"


@dataclass(frozen=True)
class Tree(Node):
    """The whole: title, what stands above it and the parts.

    ``box`` are the lines of the frame at the top right of a council paper (meeting,
    body, day), ``mark`` its number (資料３). ``facts`` stand below the title.
    """

    kind: ClassVar[str] = "tree"
    title: str
    blocks: tuple[Node, ...]
    facts: tuple[str, ...] = ()
    box: tuple[str, ...] = ()
    mark: str = ""

    @property
    def sections(self) -> list[Section]:
        return [block for block in self.blocks if isinstance(block, Section)]


KINDS: dict[str, type[Node]] = {
    node.kind: node
    for node in (
        Paragraph, Entry, Items, Fact, Facts, Cell, Table, Bar, Bars, Note, Section, Tree
    )
}  # fmt: skip
KANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワ"
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def number_at(level: int, place: int) -> str:
    """The number of the ``place``-th part (from 1): 1 →（1）→ ① → ア; beyond the signs, plain."""
    if level == 1:
        return str(place)
    if level == 2:
        return f"（{place}）"
    signs = CIRCLED if level == 3 else KANA
    return signs[place - 1] if place <= len(signs) else f"({place})"


def marked(entries: list[Entry]) -> Items:
    """A list whose entries carry ア, イ, ウ …."""
    return Items(
        tuple(replace(entry, mark=number_at(4, place)) for place, entry in enumerate(entries, 1))
    )


def frozen(value: Any) -> Any:
    """A node as JSON values, so that it can be kept and read again by ``thawed``."""
    if isinstance(value, Node):
        return {"kind": value.kind} | {
            field.name: frozen(getattr(value, field.name)) for field in fields(value)
        }
    if isinstance(value, tuple):
        return [frozen(part) for part in value]
    return value


def thawed(value: Any) -> Any:
    """The node that ``frozen`` gave. Fields of a later version are left at their defaults."""
    if isinstance(value, dict):
        node = KINDS[value["kind"]]
        known = {field.name for field in fields(node)}
        return node(**{name: thawed(part) for name, part in value.items() if name in known})
    if isinstance(value, list):
        return tuple(thawed(part) for part in value)
    return value


def texts(value: Any) -> Iterator[str]:
    """Every text of a node, in order: for search and for comparing two states."""
    if isinstance(value, Node):
        for field in fields(value):
            yield from texts(getattr(value, field.name))
    elif isinstance(value, tuple):
        for part in value:
            yield from texts(part)
    elif isinstance(value, str) and value:
        yield value
