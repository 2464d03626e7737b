"""Composing the handbook of a region from its directory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.conf import settings
from django.urls import reverse

from renkei.core.actors import ANONYMOUS, Actor
from renkei.core.fiscal import FiscalYear
from renkei.core.wareki import wareki
from renkei.directory.exports.entries import entries as listed_of
from renkei.directory.exports.terms_of_use import LICENCE, LICENCE_URL, attributions
from renkei.directory.helping import shown_of
from renkei.directory.models import Filing, InformalService, Note
from renkei.directory.qr import qr_file
from renkei.programme.models import ContactPoint, Region
from renkei.reporting.handbook.book import TITLE, Book, Chapter, Cover, Desk, Entry, Part
from renkei.reporting.handbook.entries import entry_of, help_of
from renkei.reporting.handbook.order import UNREAD, index_of, place_of

# Of the care services only the stations of visiting nurses file with the bureau.
NURSING = "kaigo-130"
HELPS = "お助けサービス"
FOR_PROFESSIONALS = "関係者限り"
MARK = settings.BASE_DIR / "static" / "img" / "mark.svg"
MARK_COLOUR = "#0017c1"


@dataclass(frozen=True)
class Choice:
    """What of a region goes into a handbook; an empty set is all of them.

    ``towns`` are codes of municipalities, ``kinds`` of kinds of service. With
    ``has_notes`` it holds what only professionals may read, and says so on every page.
    """

    towns: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    has_helps: bool = True
    has_notes: bool = False


EVERYTHING = Choice()


def book_of(
    region: Region, today: date, choice: Choice = EVERYTHING, *, actor: Actor = ANONYMOUS
) -> Book:
    """The handbook as the directory is now; fourteen queries, however many services there are.

    Left out is what its source no longer lists. ``actor`` decides whether there are notes.
    """
    chapters = [*_towns(region, choice, actor, today)]
    helps = _helps(region, choice, today) if choice.has_helps else ()
    if helps:
        chapters.append(Chapter(HELPS, "", helps))
    inside = [entry for chapter in chapters for part in chapter.parts for entry in part.entries]
    return Book(
        title=f"{region.name} {TITLE} {FiscalYear.of(today).label}版",
        cover=_cover(region, today),
        restricted=FOR_PROFESSIONALS if choice.has_notes else "",
        desks=tuple(map(_desk, region.contact_points.select_related("municipality"))),
        address=_address(region),
        qr=qr_file(_address(region)),
        chapters=tuple(chapters),
        index=index_of(inside),
        unread=UNREAD,
        terms=_terms(choice),
        sources=tuple(attributions(region)),
    )


def _towns(region: Region, choice: Choice, actor: Actor, today: date) -> Iterator[Chapter]:
    notes, readings = _notes(region, choice, actor), region.readings
    filings = _filings(region)
    towns: dict[str, dict[str, list[Entry]]] = {}
    for one in listed_of(region):
        place, kind = one.service.facility, one.service.kind
        if _is_chosen(place.municipality.code, kind.code, choice):
            files = not one.is_care or kind.code == NURSING
            filed = filings.get(place.pk, ()) if files else ()
            entry = entry_of(one, filed, notes.get(place.pk, ()), today)
            kinds = towns.setdefault(place.municipality.name, {})
            kinds.setdefault(kind.label, []).append(entry)
    for name, kinds in towns.items():
        yield Chapter(name, readings.get(name, ""), _parts(kinds))


def _parts(kinds: dict[str, list[Entry]]) -> tuple[Part, ...]:
    return tuple(Part(label, _ordered(entries)) for label, entries in kinds.items())


def _is_chosen(town: str, kind: str, choice: Choice) -> bool:
    return town in (choice.towns or {town}) and kind in (choice.kinds or {kind})


def _notes(region: Region, choice: Choice, actor: Actor) -> dict[int, list[Note]]:
    found: dict[int, list[Note]] = {}
    if choice.has_notes:
        for note in Note.objects.visible_to(actor).of(region):
            found.setdefault(note.facility_id, []).append(note)
    return found


def _filings(region: Region) -> dict[int | None, list[Filing]]:
    """Those of our list that hold; all others would fill pages for every hospital."""
    open_ones = Filing.objects.visible_to(ANONYMOUS).open().coded()
    there = open_ones.filter(row__facility__municipality__in=region.municipalities.all())
    found: dict[int | None, list[Filing]] = {}
    for one in there.select_related("term", "publication", "row"):
        found.setdefault(one.row.facility_id, []).append(one)
    return found


def _ordered(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """By name; a place that offers a kind under two numbers stands there once."""
    once = {entry.key: entry for entry in entries}
    return tuple(sorted(once.values(), key=lambda entry: place_of(entry.name, entry.kana)))


def _helps(region: Region, choice: Choice, today: date) -> tuple[Part, ...]:
    kinds: dict[str, list[Entry]] = {}
    for one in shown_of(region):
        if _is_near(one, choice):
            kinds.setdefault(one.kind.label, []).append(help_of(one, today))
    return _parts(kinds)


def _is_near(one: InformalService, choice: Choice) -> bool:
    """In one of the chosen municipalities; one that names none is everywhere."""
    towns = {town.code for town in one.municipalities.all()}
    return not choice.towns or not towns or bool(towns & choice.towns)


def _cover(region: Region, today: date) -> Cover:
    return Cover(
        accent=region.accent,
        logo=tuple(bytes(region.logo or b"")),
        common_mark=MARK.read_text().replace(MARK_COLOUR, region.accent),
        tagline=region.tagline,
        region=region.name,
        kana=region.kana,
        edition=f"{FiscalYear.of(today).label}版",
        as_of=f"{wareki(today)}現在",
        publisher=_publisher(region),
    )


def _publisher(region: Region) -> Desk:
    postal_code = f"〒{region.postal_code} " if region.postal_code else ""
    lines = (
        str(region.operated_by or ""),
        region.address and f"{postal_code}{region.address}",
        region.fax and f"FAX {region.fax}",
        region.office_hours and f"受付 {region.office_hours}",
    )
    return Desk(region.contact_name, region.telephone, tuple(filter(None, lines)))


def _desk(point: ContactPoint) -> Desk:
    lines = (
        point.telephone_note and f"電話は{point.telephone_note}",
        point.address,
        point.fax and f"FAX {point.fax}",
    )
    name = f"{point.municipality}　{point.name}"
    return Desk(name, point.telephone, tuple(filter(None, lines)))


def _address(region: Region) -> str:
    return f"{settings.SITE_URL}{reverse('directory:search', args=[region.slug])}"


def _terms(choice: Choice) -> tuple[str, ...]:
    if choice.has_notes:
        return (
            f"{FOR_PROFESSIONALS}の版です。「連絡のコツ」は、この圏域の専門職と職員だけが読めます。",
            "外の人に渡さないでください。使い終わったら、裁断してください。",
        )
    return (
        f"次の出典を書けば、写すことも、直して使うこともできます（{LICENCE}）。",
        "直して使うときは、直したことも書いてください。",
        LICENCE_URL,
    )


def without_day(book: Book) -> Book:
    """The same but for the day it was made on: what tells whether anything changed."""
    return replace(book, cover=replace(book.cover, as_of=""))
