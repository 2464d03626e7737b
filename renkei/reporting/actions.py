"""Writing papers: sections, rewritten text, order, and the final edition."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from renkei.audit import actions as audit
from renkei.core.actors import Actor
from renkei.core.errors import DomainError
from renkei.core.fiscal import FiscalYear
from renkei.core.forms import fingerprint
from renkei.council.models import Meeting
from renkei.documents.actions import keep_made, open_document
from renkei.documents.inspection import Checked
from renkei.documents.models import Edition, Kind
from renkei.programme.models import Region
from renkei.reporting.blocks import frozen
from renkei.reporting.composition import parts_of, tree_of
from renkei.reporting.models import Paper, PaperSection
from renkei.reporting.pdf import CONTENT_TYPE, pdf_of
from renkei.reporting.sources import SOURCES


class NothingToFinalise(DomainError):
    """書くことのある節がありません。節を1つ以上入れて、記録か文を書いてから確定してください。"""


class SourceUnknown(DomainError):
    """この種類の節はありません。"""


class SectionRewritten(DomainError):
    """ほかの人が先に書き換えました。下の文と見くらべて、残したい文を書いてください。"""

    def __init__(self, body: str) -> None:
        """Carry the other person's text; empty where the section follows the records again."""
        super().__init__()
        self.body = body


class HasFinalEdition(DomainError):
    """確定した版がある資料は、消せません。"""


class PeriodBackwards(DomainError):
    """期間の終わりを、始まりより後にしてください。"""


@dataclass(frozen=True)
class Plan:
    """A section to begin a paper with; an empty title takes the source's own."""

    level: int
    source: str
    title: str = ""
    parameters: dict[str, str] = field(default_factory=dict)


@transaction.atomic
def begin(
    *,
    region: Region,
    year: FiscalYear,
    title: str,
    plans: Iterable[Plan],
    by: Actor,
    at: datetime,
    meeting: Meeting | None = None,
    number: str = "",
    is_public: bool = True,
) -> Paper:
    """Begin a paper with these sections. Raises SourceUnknown."""
    paper = Paper(
        region=region,
        fiscal_year=int(year),
        title=title,
        meeting=meeting,
        number=number,
        is_public=is_public,
    )
    paper.stamp(at)
    paper.save()
    for position, plan in enumerate(plans):
        _known(plan.source)
        PaperSection.objects.create(
            paper=paper,
            position=position,
            level=plan.level,
            title=plan.title,
            source=plan.source,
            parameters=plan.parameters,
        )
    audit.record("create", paper, by=by, at=at)
    return paper


def _known(source: str) -> str:
    if source not in SOURCES:
        raise SourceUnknown
    return source


@transaction.atomic
def describe(*, paper: Paper, by: Actor, at: datetime) -> Paper:
    """Keep what was changed of a paper's title, number, meeting or publication."""
    before = Paper.objects.select_for_update().get(pk=paper.pk)
    labels = {"title": "題名", "number": "資料番号", "meeting": "会議", "is_public": "公開"}
    changes = {
        label: (str(getattr(before, name)), str(getattr(paper, name)))
        for name, label in labels.items()
        if getattr(before, name) != getattr(paper, name)
    }
    _touch(paper, by=by, at=at, changes=changes)
    return paper


@transaction.atomic
def add_section(
    *, paper: Paper, source: str, level: int, by: Actor, at: datetime, title: str = ""
) -> PaperSection:
    """Put a section at the end of the paper. Raises SourceUnknown."""
    last = paper.sections.order_by("-position").first()
    section = PaperSection.objects.create(
        paper=paper,
        position=last.position + 1 if last else 0,
        level=level,
        title=title,
        source=_known(source),
    )
    _touch(paper, by=by, at=at, changes={"節": ("", str(section))})
    return section


@transaction.atomic
def include(*, section: PaperSection, is_included: bool, by: Actor, at: datetime) -> None:
    """Take a section in or leave it out; its text stays either way."""
    before = section.is_included
    section.is_included = is_included
    section.save(update_fields=["is_included"])
    words = {True: "入れる", False: "入れない"}
    _touch(section.paper, by=by, at=at, changes={str(section): (words[before], words[is_included])})


@transaction.atomic
def move(*, section: PaperSection, steps: int, by: Actor, at: datetime) -> None:
    """Move a section up (negative) or down within the paper; at an end it stays."""
    order = list(section.paper.sections.select_for_update())
    place = order.index(section)
    target = min(max(place + steps, 0), len(order) - 1)
    order.insert(target, order.pop(place))
    for position, each in enumerate(order):
        each.position = position
    PaperSection.objects.bulk_update(order, ["position"])
    changes = {f"{section}の順番": (str(place + 1), str(target + 1))}
    _touch(section.paper, by=by, at=at, changes=changes)


@transaction.atomic
def entitle(*, section: PaperSection, title: str, level: int, by: Actor, at: datetime) -> None:
    """Give a section a heading and level; an empty heading takes the source's own again."""
    changes = {"見出し": (section.title, title), "段": (str(section.level), str(level))}
    section.title, section.level = title, level
    section.save(update_fields=["title", "level"])
    _touch(section.paper, by=by, at=at, changes=changes)


@transaction.atomic
def choose_period(
    *, section: PaperSection, first: date, last: date, by: Actor, at: datetime
) -> None:
    """Choose the days a figure counts, both included. Raises PeriodBackwards."""
    if last < first:
        raise PeriodBackwards
    chosen = {"first": first.isoformat(), "last": last.isoformat()}
    section.parameters = section.parameters | chosen
    section.save(update_fields=["parameters"])
    changes = {f"{section}の期間": ("", f"{first.isoformat()}～{last.isoformat()}")}
    _touch(section.paper, by=by, at=at, changes=changes)


@transaction.atomic
def rewrite(
    *, section: PaperSection, body: str, by: Actor, at: datetime, base: str | None = None
) -> None:
    """Put one's own text in place of the generated; empty follows the records again.

    ``base`` is the fingerprint of the text the writer had before them. Raises
    SectionRewritten when somebody has put another one there since.
    """
    kept = PaperSection.objects.select_for_update().get(pk=section.pk).body
    if base is not None and base != fingerprint(kept):
        raise SectionRewritten(kept)
    changes = {f"{section}の文": (kept, body)}
    section.body = body
    section.save(update_fields=["body"])
    _touch(section.paper, by=by, at=at, changes=changes)


@transaction.atomic
def finalise(*, paper: Paper, by: Actor, at: datetime) -> Edition:
    """Freeze the paper as it reads now: PDF, tree and check value, never changed again.

    Sections without anything to say are left out. The draft stays open, so that another
    edition can follow. Raises NothingToFinalise when no section is left.
    """
    paper = Paper.objects.select_for_update().get(pk=paper.pk)
    tree = tree_of(paper, parts_of(paper, timezone.localdate(at)), is_final=True)
    if not tree.sections:
        raise NothingToFinalise
    if paper.document is None:
        paper.document = open_document(
            title=str(paper), kind=Kind.PAPER, region_slug=paper.region.slug, by=by, at=at
        )
    pdf = pdf_of(tree)
    edition = keep_made(
        document=paper.document,
        made=Checked(f"{paper}.pdf", CONTENT_TYPE, pdf.content),
        frozen={"tree": frozen(tree), "pages": pdf.pages},
        is_final=True,
        by=by,
        at=at,
    )
    paper.stamp(at)
    paper.save()
    audit.record("finalise", paper, by=by, at=at, reason=f"第{edition.number}版")
    return edition


@transaction.atomic
def discard(*, paper: Paper, by: Actor, at: datetime) -> None:
    """Throw a draft away. Raises HasFinalEdition once any edition is final."""
    if paper.document is not None:
        raise HasFinalEdition
    audit.record("delete", paper, by=by, at=at)
    paper.delete()


def _touch(paper: Paper, *, by: Actor, at: datetime, changes: dict[str, tuple[str, str]]) -> None:
    paper.stamp(at)
    paper.save()
    audit.record("update", paper, by=by, at=at, changes=changes)
