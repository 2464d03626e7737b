"""The public page of a region's programme in one year, in the shape of its item list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from django.template.loader import render_to_string

from renkei.core.fiscal import FiscalYear
from renkei.core.wareki import wareki, wareki_month
from renkei.outreach.models import Leaflet
from renkei.programme.models import Commission, ContactPoint, Item, Mode, Region, Undertaking
from renkei.programme.year_actions import OPEN
from renkei.reporting.blocks import (
    Cell,
    Entry,
    Fact,
    Facts,
    Items,
    Node,
    Paragraph,
    Section,
    Table,
    Tree,
)
from renkei.reporting.evidence import Evidence, State, of_item
from renkei.reporting.gatherings import sections_of
from renkei.reporting.pdf import Pdf, pdf_of

TITLE = "在宅医療・介護連携推進事業"
PAGES_KEPT = 8


@dataclass(frozen=True)
class ProgrammePage:
    """A composed page; its PDF is made when somebody first asks for it or for its size."""

    tree: Tree
    html: str

    @cached_property
    def pdf(self) -> Pdf:
        return pdf_of(self.tree)

    @property
    def contents(self) -> list[tuple[Section, list[Section]]]:
        """The list of places on the page: each part, with what is still to come in it."""
        return [
            (part, [box for box in part.subsections if box.tone == "box"])
            for part in self.tree.sections
        ]


@lru_cache(maxsize=PAGES_KEPT)
def page_of(region: Region, year: FiscalYear, state: State, today: date) -> ProgrammePage:
    """The page for this state of the records, composed once.

    ``state`` changes with every record behind the page (see ``evidence.state_of``),
    ``today`` moves what is over out of the box of what is to come.
    """
    tree = tree_of(Evidence(region, year, is_public=True), state.updated_on, today)
    return ProgrammePage(tree, render_to_string("reporting/blocks/all.html", {"tree": tree}))


def tree_of(evidence: Evidence, updated_on: date | None, today: date) -> Tree:
    """Introduction, scope and table of items, a part per item with its work, contact."""
    blocks: list[Node] = []
    if evidence.page and evidence.page.introduction:
        blocks.append(Paragraph(evidence.page.introduction))
    blocks.append(_overview(evidence))
    blocks += _item_sections(evidence, today)
    blocks.append(_contact(evidence))
    title = f"{TITLE}　{evidence.year.label}の取組"
    return Tree(title, tuple(blocks), facts=facts_of(evidence.year, updated_on))


def facts_of(year: FiscalYear, updated_on: date | None) -> tuple[str, ...]:
    """``更新日　平成29年2月14日`` and ``対象期間　平成28年4月～平成29年3月``."""
    period = f"対象期間　{wareki_month(year.starts_on)}～{wareki_month(year.ends_on)}"
    return (f"更新日　{wareki(updated_on)}", period) if updated_on else (period,)


def _overview(evidence: Evidence) -> Section:
    blocks: list[Node] = []
    if evidence.page and evidence.page.scope:
        blocks.append(Paragraph(evidence.page.scope))
    sentence = scope_sentence(evidence)
    if sentence:
        blocks.append(Paragraph(sentence))
    rows = tuple(_item_row(evidence, item) for item in Item)
    blocks.append(Table(("項目", "取組", "実施"), rows))
    return Section("事業項目と取組", tuple(blocks), anchor="items")


def scope_sentence(evidence: Evidence) -> str:
    """Which items the year commissions, out of the commission records; empty without any."""
    commissioned = {Item(row.item) for row in evidence.commissions if row.mode == Mode.COMMISSIONED}
    if not commissioned:
        return ""
    left_out = "、".join(f"（{item.letter}）" for item in Item if item not in commissioned)
    which = f"{left_out}を除く{len(commissioned)}項目" if left_out else f"{len(Item)}項目すべて"
    beginning = f"{evidence.year.label}については{which}を委託し"
    note = evidence.page.scope_note if evidence.page else ""
    return f"{beginning}、{note}" if note else f"{beginning}ています。"


def _item_row(evidence: Evidence, item: Item) -> tuple[Cell, ...]:
    planned = of_item(evidence.undertakings, item)
    lines = tuple(entry_of(each) for each in planned if each.kind == Undertaking.Kind.PLAN)
    return (
        Cell(evidence.name_of(item), mark=item.letter),
        Cell(lines=lines),
        Cell(tags=modes_of(of_item(evidence.commissions, item))),
    )


def modes_of(commissions: list[Commission]) -> tuple[str, ...]:
    """The modes in words, with the municipalities where they differ; without rows 協議中."""
    by_mode: dict[str, list[str]] = {}
    for row in commissions:
        by_mode.setdefault(row.get_mode_display(), []).append(row.municipality.name)
    if len(by_mode) > 1:
        return tuple(f"{mode}（{'・'.join(names)}）" for mode, names in by_mode.items())
    return tuple(by_mode) or (OPEN,)


def entry_of(undertaking: Undertaking) -> Entry:
    """An undertaking as a line of a list."""
    return Entry(
        undertaking.title,
        note="\n".join(filter(None, [undertaking.summary, remark_of(undertaking)])),
        link_label=undertaking.link_label,
        link_url=undertaking.link_url,
    )


def remark_of(undertaking: Undertaking) -> str:
    """The remark in brackets; one that begins with ※ stands by itself."""
    note = undertaking.note
    return f"（{note}）" if note and not note.startswith("※") else note


def _item_sections(evidence: Evidence, today: date) -> Iterator[Section]:
    for item in Item:
        blocks = _work_of(evidence, item, today)
        if blocks:
            yield Section(
                evidence.heading_of(item), tuple(blocks), anchor=item.value, number=item.letter
            )


def _work_of(evidence: Evidence, item: Item, today: date) -> list[Node]:
    """What was done for the item in the year; nothing gives no part at all."""
    work = [
        entry_of(each)
        for each in of_item(evidence.undertakings, item)
        if each.kind != Undertaking.Kind.PLAN
    ]
    work += [leaflet_entry(each) for each in of_item(evidence.leaflets, item)]
    blocks: list[Node] = [Items(tuple(work))] if work else []
    return blocks + sections_of(of_item(evidence.gatherings, item), evidence.region, today)


def leaflet_entry(leaflet: Leaflet) -> Entry:
    """A leaflet with its edition, print run and occasions; a cancelled one with its reason."""
    if leaflet.is_cancelled:
        return Entry(leaflet.title, note=f"中止：{leaflet.cancelled_because}")
    printed = f"{leaflet.printed:,}部" if leaflet.printed is not None else ""
    about = "、".join(filter(None, [leaflet.edition, printed, leaflet.handed_out_at]))
    return Entry(leaflet.title, note="\n".join(filter(None, [about, leaflet.note])))


def _contact(evidence: Evidence) -> Section:
    """The desks the year's page names; the region's own contact where it names none."""
    region = evidence.region
    desks = [_desk(each, each.name, each.telephone_note) for each in evidence.contacts]
    return Section(
        "お問い合わせ",
        tuple(desks or [_desk(region, region.contact_name)]),
        anchor="contact",
    )


def _desk(desk: ContactPoint | Region, name: str, telephone_note: str = "") -> Facts:
    note = f"（{telephone_note}）" if telephone_note else ""
    postal_code = f"〒{desk.postal_code} " if desk.postal_code else ""
    rows = [Fact("窓口", (name,)), Fact("電話", telephone=desk.telephone, basis=note)]
    if desk.address:
        rows.insert(1, Fact("所在地", (f"{postal_code}{desk.address}",)))
    if desk.fax:
        rows.append(Fact("FAX", (desk.fax,)))
    return Facts(tuple(rows), label=name)
