"""The year's report: counts that equal the records, each with the records behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from urllib.parse import urlencode

from django.urls import reverse

from renkei.core.dates import Precision
from renkei.core.fiscal import FiscalYear
from renkei.core.wareki import wareki
from renkei.events.models import Basis, Family, Gathering, Secretariat
from renkei.programme.models import Activity, Item, Region, Scene, Step
from renkei.reporting import places
from renkei.reporting.blocks import Cell, Entry, Items, Node, Paragraph, Section, Table, Tree
from renkei.reporting.evidence import Evidence, State
from renkei.reporting.programme import facts_of

REPORTS_KEPT = 4
KINDS = {
    "meeting": ("会議", "回"),
    "training": ("研修", "回"),
    "lecture": ("講座", "回"),
    "visit": ("訪問", "件"),
    "leaflet": ("冊子", "種"),
    "undertaking": ("取組", "件"),
}
PAGES = {
    "meeting": "council:meeting",
    "training": "training:training",
    "lecture": "outreach:lecture",
    "visit": "liaison:visit",
    "leaflet": "outreach:leaflet",
    "undertaking": "programme:undertaking",
}


@dataclass(frozen=True)
class Row:
    """One activity as the report counts it. ``people`` is None where nobody was counted."""

    kind: str
    record: Activity
    people: int | None = None
    basis: str = ""

    @property
    def kind_label(self) -> str:
        return KINDS[self.kind][0]

    @cached_property
    def has_facts(self) -> dict[str, str]:
        """What a number may be narrowed by."""
        record = self.record
        return {
            "kind": self.kind,
            "item": record.item,
            "step": record.step,
            "scene": record.scene,
            "basis": self.basis if self.people is not None else "",
            "counts": "no" if record.is_cancelled else "yes",
        }

    def url(self, region: Region) -> str:
        """The record's own page at the desk."""
        view = PAGES[self.kind]
        kwargs = {"region": region.slug, view.partition(":")[2]: self.record.public_id}
        return reverse(view, kwargs=kwargs)


@lru_cache(maxsize=REPORTS_KEPT)
def report_of(region: Region, year: FiscalYear, state: State, today: date) -> Report:
    """The report for this state of all records (``evidence.state_of``), composed once."""
    return Report(Evidence(region, year, is_public=False), today, state.updated_on)


def rows_of(evidence: Evidence) -> list[Row]:
    """Every activity of the year once, cancelled ones too."""
    return [
        *(_gathering(each) for each in evidence.gatherings),
        *(Row("visit", each) for each in evidence.visits),
        *(Row("leaflet", each) for each in evidence.leaflets),
        *(Row("undertaking", each) for each in evidence.undertakings),
    ]


def _gathering(gathering: Gathering) -> Row:
    return Row(gathering.family, gathering, gathering.attendance_total, basis_of(gathering))


def basis_of(gathering: Gathering) -> str:
    """Whom the number counts, in words: ``修了者``, ``参加者・事務局を含む``."""
    words = [Basis(gathering.attendance_basis).label]
    if gathering.secretariat != Secretariat.UNKNOWN:
        words.append(Secretariat(gathering.secretariat).label)
    return "・".join(words)


@dataclass(frozen=True)
class Report:
    """The report of one region's year, seen on one day."""

    evidence: Evidence
    today: date
    updated_on: date | None

    @cached_property
    def rows(self) -> list[Row]:
        return rows_of(self.evidence)

    @property
    def region(self) -> Region:
        return self.evidence.region

    @property
    def year(self) -> FiscalYear:
        return self.evidence.year

    def matching(self, **wanted: str) -> list[Row]:
        """The rows whose facts are the wanted ones; empty wishes do not narrow."""
        return [
            row
            for row in self.rows
            if all(not value or row.has_facts[name] == value for name, value in wanted.items())
        ]

    def records_url(self, **wanted: str) -> str:
        """The page that lists the rows behind a number."""
        address = reverse("reporting:report-records", args=[self.region.slug, self.year])
        return f"{address}?{urlencode(wanted)}"

    @cached_property
    def tree(self) -> Tree:
        """Counts per item, people per way of counting, steps and scenes, what is missing."""
        sections = (
            Section("項目ごとの実績", (self._counts(),), anchor="items", number="1"),
            Section("参加した人", tuple(self._people()), anchor="people", number="2"),
            Section("段階と場面", (self._steps(),), anchor="steps", number="3"),
            Section("足りないところ", tuple(self._missing()), anchor="missing", number="4"),
        )
        facts = (*facts_of(self.year, self.updated_on), f"集計　{wareki(self.today)}")
        title = f"{self.region.display_name}　{self.year.label}の報告"
        return Tree(title, sections, facts=facts)

    def _counts(self) -> Table:
        head = ("項目", *(f"{label}（{unit}）" for label, unit in KINDS.values()))
        rows = tuple(self._count_row(item) for item in Item)
        total = (Cell("合計"), *(self._count(kind) for kind in KINDS))
        return Table(
            head,
            rows,
            caption="中止は数えず、（中止1）のように別に書きます。",
            numbers=tuple(range(1, len(head))),
            total=total,
        )

    def _count_row(self, item: Item) -> tuple[Cell, ...]:
        name = Cell(self.evidence.name_of(item), mark=item.letter)
        return (name, *(self._count(kind, item) for kind in KINDS))

    def _count(self, kind: str, item: Item | None = None) -> Cell:
        """How many went ahead; the link leads to the list of all, cancelled ones in it."""
        rows = self.matching(kind=kind, item=item or "")
        ahead = sum(1 for row in rows if not row.record.is_cancelled)
        cancelled = len(rows) - ahead
        text = f"{ahead:,}（中止{cancelled}）" if cancelled else f"{ahead:,}"
        filters = {"year": int(self.year)} | ({"item": item.value} if item else {})
        return Cell(text, url=places.list_of(self.region, kind, **filters) if rows else "")

    def _people(self) -> Iterator[Node]:
        rows = tuple(self._people_rows())
        if not rows:
            yield Paragraph("人数の記録は、まだありません。")
            return
        yield Paragraph("数え方のちがう人数は、足し合わせません。")
        yield Table(("項目", "種類", "数え方", "回数", "人数"), rows, numbers=(3, 4))

    def _people_rows(self) -> Iterator[tuple[Cell, ...]]:
        counted = [row for row in self.matching(counts="yes") if row.people is not None]
        keys = {(row.record.item, row.kind, row.basis) for row in counted}
        order = list(Item)
        for item, kind, basis in sorted(
            keys, key=lambda key: (order.index(Item(key[0])), *key[1:])
        ):
            wanted = {"item": item, "kind": kind, "basis": basis, "counts": "yes"}
            same = self.matching(**wanted)
            people = sum(row.people or 0 for row in same)
            url = self.records_url(**wanted)
            numbers = (Cell(f"{len(same):,}", url=url), Cell(f"{people:,}", url=url))
            name = Cell(self.evidence.name_of(Item(item)), mark=Item(item).letter)
            yield (name, Cell(KINDS[kind][0]), Cell(basis), *numbers)

    def _steps(self) -> Table:
        counts = Counter((row.record.step, row.record.scene) for row in self.matching(counts="yes"))
        head = ("段階", *(scene.label for scene in Scene), "合計")
        rows = tuple(
            (Cell(step.label), *self._scene_cells(counts, step), self._scene_sum(counts, step))
            for step in Step
        )
        return Table(head, rows, numbers=tuple(range(1, len(head))), caption="活動の数（件）")

    def _scene_cells(self, counts: Counter[tuple[str, str]], step: Step) -> Iterator[Cell]:
        for scene in Scene:
            yield self._linked(counts[step.value, scene.value], step=step.value, scene=scene.value)

    def _scene_sum(self, counts: Counter[tuple[str, str]], step: Step) -> Cell:
        total = sum(number for (of_step, _), number in counts.items() if of_step == step)
        return self._linked(total, step=step.value)

    def _linked(self, number: int, **wanted: str) -> Cell:
        url = self.records_url(**wanted, counts="yes") if number else ""
        return Cell(f"{number:,}", url=url)

    def _missing(self) -> Iterator[Node]:
        entries = [*self._empty_items(), *self._open_records()]
        yield Items(tuple(entries)) if entries else Paragraph("足りないところはありません。")

    def _empty_items(self) -> Iterator[Entry]:
        for item in Item:
            if not self.matching(item=item.value, counts="yes"):
                yield Entry(f"{item.letter}　{self.evidence.name_of(item)}：記録がありません")

    def _open_records(self) -> Iterator[Entry]:
        checks: Iterable[tuple[str, Callable[[Row], bool]]] = (
            ("日が決まっていません", _is_undated),
            ("人数が記録されていません", self._lacks_result),
        )
        for sentence, is_open in checks:
            for row in filter(is_open, self.matching(counts="yes")):
                yield _open_entry(row, sentence, row.url(self.region))

    def _lacks_result(self, row: Row) -> bool:
        is_gathering = row.kind in Family.values
        return is_gathering and row.people is None and row.record.is_over(self.today)


def _open_entry(row: Row, sentence: str, url: str) -> Entry:
    """What is open, the record's name first, and with it what tells it from its like."""
    record = row.record
    name = record.distinct_title if isinstance(record, Gathering) else str(record)
    return Entry("", note=sentence, link_label=name, link_url=url)


def _is_undated(row: Row) -> bool:
    return row.record.precision == Precision.YEAR
