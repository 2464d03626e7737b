"""The search index: one row per facility, kept in step after imports and changes.

Words are tied to the cell a facility lies in (``tokens``), so a facility that moves
gets new ones. Everything here is derived; ``rebuild`` makes it anew from the records.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from renkei.core import bulk
from renkei.directory.filing_kinds import filing_kinds
from renkei.directory.models import (
    Ability,
    Correction,
    Filing,
    Listing,
    Opening,
    Service,
    Source,
    StaleListing,
    Vacancy,
)
from renkei.directory.models.knowledge import VACANCY_HOLDS_FOR
from renkei.directory.search import grid, surroundings, tallies, tokens
from renkei.directory.search.times import (
    is_visiting,
    times_in,
    times_of_note,
    times_of_span,
    together,
    visiting_times,
)
from renkei.geo.models import Municipality
from renkei.geo.points import Point
from renkei.organizations.models import Facility, Identifier, IdentifierSystem
from renkei.vocabulary.models import Scheme, Term

BATCH = 2000
TEXTS = ("name", "kana", "address", "building", "municipality__name")
HAS_ROOM = (Vacancy.State.ROOM, Vacancy.State.ASK)
NUMBERS = (IdentifierSystem.CARE, IdentifierSystem.MEDICAL)
MOST_MERGES = 10_000
# Rows of the FTS5 table are numbered cell by cell, so that what lies together is read together.
ROW = "(cell << 32 | facility_id)"


@dataclass
class Page:
    """What is known of one facility while its row is made."""

    municipality: int
    point: Point | None
    texts: list[str]
    numbers: list[str]
    marks: set[str] = field(default_factory=set)
    open_at: set[str] = field(default_factory=set)
    visits_at: set[str] = field(default_factory=set)
    unlisted: list[bool] = field(default_factory=list)
    checked_on: date | None = None
    room_until: datetime | None = None
    kinds: list[int] = field(default_factory=list)
    abilities: list[tuple[int, str, str]] = field(default_factory=list)
    filings: list[tuple[int, str, str, list[str]]] = field(default_factory=list)
    rooms: list[tuple[int, str, str]] = field(default_factory=list)

    @property
    def known(self) -> str:
        """Kinds, abilities (with evidence and day), 届出 (with day, who told it if not the
        bureau, and the marks each proves) and free places (with state and moment)."""
        facts = {
            "kinds": self.kinds,
            "abilities": self.abilities,
            "filings": self.filings,
            "rooms": self.rooms,
        }
        return json.dumps({name: value for name, value in facts.items() if value})

    def words(self) -> list[str]:
        """All tokens, still without their cell."""
        texts = dict.fromkeys(filter(None, map(tokens.fold, self.texts)))
        words: list[str] = []
        for text in (*texts, *self.numbers):
            words += tokens.text_tokens(text)
        words += sorted(self.marks)
        for manner, times in ((tokens.OPEN, self.open_at), (tokens.VISITING, self.visits_at)):
            words += [tokens.time_mark(time, manner) for time in sorted(together(times))]
        return words

    def open(self, kind: str, times: Set[str]) -> None:
        """This kind of service answers at these times; who visits, visits then."""
        self.open_at.update(times)
        if is_visiting(kind):
            self.visits_at.update(times)


def refresh(facility_ids: Iterable[int]) -> None:
    """Bring these facilities' rows up to date; a facility that is gone loses its row.

    After many of them (an import) the index is tidied: in pieces it answers slower.
    """
    ids, batches, is_moved = iter(facility_ids), 0, False
    while batch := list(islice(ids, BATCH)):
        batches += 1
        with transaction.atomic():
            # First, so that what is marked while this runs stays marked.
            StaleListing.objects.filter(pk__in=bulk.among(batch)).delete()
            before = _municipalities(batch)
            _write(batch, _read(batch))
            # With the rows: a process killed in between would leave numbers nobody counts again.
            is_moved |= tallies.recount(before | _municipalities(batch))
    if batches > 1:
        _settle()
    if is_moved:
        surroundings.forget()


def mark(facility_ids: Iterable[int]) -> None:
    """Note, with the change of many facilities, that their rows are behind; see ``catch_up``."""
    bulk.insert_missing(StaleListing, ["facility"], [(key,) for key in facility_ids])


def catch_up() -> None:
    """Refresh all that are marked, also those of a process that did not come to it."""
    stale = list(StaleListing.objects.order_by("pk").values_list("pk", flat=True))
    if len(stale) > BATCH and not Listing.objects.exists():
        rebuild()
    elif stale:
        refresh(stale)


def rebuild() -> None:
    """Make every row anew, a few thousand at a time: searches go on meanwhile."""
    is_first = not Listing.objects.exists()
    with _without_index(is_first):
        for batch in _batches():
            with transaction.atomic():
                StaleListing.objects.filter(pk__in=bulk.among(batch)).delete()
                _write(batch, _read(batch), is_new=is_first)
    _settle()
    count()


def count() -> bool:
    """Hold all numbers of places against the rows; whether some were wrong."""
    is_changed = tallies.recount(Municipality.objects.values_list("pk", flat=True))
    if is_changed:
        surroundings.forget()
    return is_changed


def _municipalities(keys: Sequence[int]) -> set[int]:
    """Where the rows of these facilities say they lie."""
    listed = Listing.objects.filter(pk__in=bulk.among(keys)).order_by()
    return set(listed.values_list("municipality_id", flat=True).distinct())


def _batches() -> Iterator[list[int]]:
    """Keys of all facilities, those of a municipality together: so their rows will lie."""
    keys = iter(list(Facility.objects.order_by("municipality", "pk").values_list("pk", flat=True)))
    while batch := list(islice(keys, BATCH)):
        yield batch


def _read(keys: Sequence[int]) -> dict[int, Page]:
    """Everything about these facilities that can be searched for."""
    pages = {row[0]: _page(row) for row in _facilities(keys)}
    _add_numbers(pages)
    _add_services(pages)
    _add_openings(pages)
    _add_abilities(pages)
    _add_filings(pages)
    _add_vacancies(pages)
    _add_corrections(pages)
    return pages


def _facilities(keys: Sequence[int]) -> Iterable[tuple[Any, ...]]:
    columns = ("pk", "municipality_id", "latitude", "longitude", "telephone", "fax", *TEXTS)
    places = Facility.objects.standing().filter(pk__in=bulk.among(keys))
    return places.order_by().values_list(*columns)


def _page(row: tuple[Any, ...]) -> Page:
    _, municipality, latitude, longitude, telephone, fax, *texts = row
    point = None if latitude is None else Point(latitude, longitude)
    numbers = [number for number in map(tokens.fold, (telephone, fax)) if number]
    marks = {tokens.municipality_mark(municipality), *(tokens.block_marks(point) if point else ())}
    return Page(municipality, point, texts, numbers, marks)


def _add_numbers(pages: dict[int, Page]) -> None:
    """事業所番号 and 医療機関コード, as they stand on papers."""
    given = Identifier.objects.filter(system__in=NUMBERS, facility__in=bulk.among(pages))
    for key, value in given.order_by("pk").values_list("facility_id", "value"):
        pages[key].numbers.append(tokens.fold(value))


def _add_services(pages: dict[int, Page]) -> None:
    columns = ("facility_id", "kind_id", "kind__label", "days", "days_note", "unlisted_on")
    rows = (
        Service.objects.filter(facility__in=bulk.among(pages)).order_by("pk").values_list(*columns)
    )
    for key, kind, label, days, note, unlisted_on in rows:
        page = pages[key]
        page.texts.append(label)
        page.marks.add(tokens.kind_mark(kind))
        if kind not in page.kinds:
            page.kinds.append(kind)
        page.open(label, times_in(f"{label}{days}") | times_of_note(note))
        page.unlisted.append(unlisted_on is not None)


def _add_openings(pages: dict[int, Page]) -> None:
    """When they are open: who only takes the telephone is not."""
    openings = Opening.objects.filter(manner=Opening.Manner.OPEN).order_by()
    rows = openings.filter(service__facility__in=bulk.among(pages))
    columns = ("service__facility_id", "service__kind__label", "weekday", "starts_at", "ends_at")
    for key, kind, *span in rows.values_list(*columns):
        pages[key].open(kind, set(times_of_span(*span)))


def _add_abilities(pages: dict[int, Page]) -> None:
    rows = Ability.objects.filter(facility__in=bulk.among(pages)).order_by("pk")
    for key, term, label, evidence, checked_on in rows.values_list(
        "facility_id", "term_id", "term__label", "evidence", "checked_on"
    ):
        page = pages[key]
        page.texts.append(label)
        page.marks.add(tokens.ability_mark(term))
        page.visits_at |= visiting_times(label)
        page.abilities.append((term, evidence, checked_on.isoformat()))
        page.checked_on = max(filter(None, (page.checked_on, checked_on)))


def _add_filings(pages: dict[int, Page]) -> None:
    """What an institution filed is found itself, and proves abilities and times."""
    rows = Filing.objects.open().coded().at(pages).order_by("term__position", "pk")
    columns = ("row__facility_id", "term_id", "term__code", "since", "is_since_told")
    edition = ("publication__source", "publication__label")
    told = list(rows.values_list(*columns, *edition))
    abilities = dict(Term.objects.of(Scheme.ABILITY).values_list("code", "pk")) if told else {}
    for key, term, code, since, is_told, source, label in told:
        proved = _proved(code, abilities)
        pages[key].marks.update([tokens.ability_mark(term), *proved])
        told_by = "" if source == Source.KOUSEIKYOKU else label
        begun = since.isoformat() if is_told else ""
        pages[key].filings.append((term, begun, told_by, proved))


def _proved(code: str, abilities: Mapping[str, int]) -> list[str]:
    """The marks of what an institution with this kind of 届出 can do, and when."""
    kind = filing_kinds().get(code)
    if kind is None:
        return []
    proved = [abilities[one] for one in kind.proves if one in abilities]
    times = sorted(together(visiting_times(kind.times)))
    visits = [tokens.time_mark(time, tokens.VISITING) for time in times]
    return [*map(tokens.ability_mark, proved), *visits]


def _add_vacancies(pages: dict[int, Page]) -> None:
    rows = Vacancy.objects.filter(facility__in=bulk.among(pages), state__in=HAS_ROOM).order_by("pk")
    for key, kind, state, told_at in rows.values_list("facility_id", "kind_id", "state", "told_at"):
        pages[key].marks.update([tokens.ROOM_MARK, *_room_marks(kind, told_at)])
        pages[key].rooms.append((kind, state, told_at.isoformat()))
        until = told_at + VACANCY_HOLDS_FOR
        pages[key].room_until = max(filter(None, (pages[key].room_until, until)))


def _room_marks(kind: int, told_at: datetime) -> Iterator[str]:
    """One for each day on which the word is not yet old: a question asks for one of them,
    and needs no other to be right about each kind of room. A mark knows no hours, so the day
    on which the word grows old has none."""
    told_on = timezone.localdate(told_at)
    for days in range(VACANCY_HOLDS_FOR.days):
        yield tokens.room_mark(kind, told_on + timedelta(days=days))


def _add_corrections(pages: dict[int, Page]) -> None:
    """Local values are found beside the published ones: people know either."""
    rows = Correction.objects.approved().filter(facility__in=bulk.among(pages)).order_by("pk")
    for key, name, value in rows.values_list("facility_id", "field", "value"):
        if name in ("name", "kana", "address"):
            pages[key].texts.append(value)
        elif name in ("telephone", "fax"):
            pages[key].numbers.append(tokens.fold(value))


# ---------------------------------------------------------------- writing

COLUMNS = (
    "facility_id",
    "municipality_id",
    "cell",
    "latitude",
    "longitude",
    "is_unlisted",
    "checked_on",
    "room_until",
    "known",
)


def _write(keys: Sequence[int], pages: dict[int, Page], *, is_new: bool = False) -> None:
    if connection.vendor == "sqlite":
        _write_sqlite(keys, pages, is_new=is_new)
    else:
        _write_postgresql(keys, pages)


def _row(key: int, page: Page, cell: int) -> tuple[Any, ...]:
    point = page.point or (None, None)
    is_unlisted = bool(page.unlisted) and all(page.unlisted)
    room_until = page.room_until and connection.ops.adapt_datetimefield_value(page.room_until)
    checked_on = page.checked_on and connection.ops.adapt_datefield_value(page.checked_on)
    return (key, page.municipality, cell, *point, is_unlisted, checked_on, room_until, page.known)


def _write_sqlite(keys: Sequence[int], pages: dict[int, Page], *, is_new: bool) -> None:
    cells = {key: grid.cell_of(page.point) for key, page in pages.items()}
    with connection.cursor() as cursor:
        if not is_new:
            each = [(key,) for key in keys]
            cursor.executemany(
                "DELETE FROM directory_words WHERE rowid ="  # noqa: S608 -- a constant
                f" (SELECT {ROW} FROM directory_listing WHERE facility_id = %s)",
                each,
            )
            cursor.executemany("DELETE FROM directory_listing WHERE facility_id = %s", each)
        cursor.executemany(
            _insert(COLUMNS), [_row(key, page, cells[key]) for key, page in pages.items()]
        )
        cursor.executemany(
            "INSERT OR REPLACE INTO directory_words (rowid, tokens) VALUES (%s, %s)",
            [
                (cells[key] << 32 | key, " ".join(tokens.of_cell(cells[key], page.words())))
                for key, page in pages.items()
            ],
        )


def _write_postgresql(keys: Sequence[int], pages: dict[int, Page]) -> None:
    rows = []
    for key, page in pages.items():
        cell = grid.cell_of(page.point)
        words = enumerate(tokens.of_cell(cell, page.words()), 1)
        vector = " ".join(f"{word}:{position}" for position, word in words)
        rows.append((*_row(key, page, cell), vector))
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM directory_listing WHERE facility_id = ANY(%s)", [list(keys)])
        cursor.executemany(_insert((*COLUMNS, "tokens")), rows)


def _insert(columns: Sequence[str]) -> str:
    values = ", ".join(["%s"] * len(columns))
    return f"INSERT INTO directory_listing ({', '.join(columns)}) VALUES ({values})"  # noqa: S608 -- our own column names


@contextmanager
def _without_index(is_first: bool) -> Iterator[None]:
    """On PostgreSQL a first load is several times faster without the index in the way."""
    if connection.vendor != "postgresql" or not is_first:
        yield
        return
    with transaction.atomic(), connection.cursor() as cursor:
        connection.check_constraints()  # an index is not dropped while foreign keys wait for it
        cursor.execute("DROP INDEX directory_listing_words")
        yield
        connection.check_constraints()
        cursor.execute(
            "CREATE INDEX directory_listing_words ON directory_listing USING gin (tokens)"
        )


def _settle() -> None:
    """Let go of words whose facility is gone, and tidy the index."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT gin_clean_pending_list('directory_listing_words'::regclass)")
        else:
            cursor.execute(
                "DELETE FROM directory_words"  # noqa: S608 -- a constant
                f" WHERE rowid NOT IN (SELECT {ROW} FROM directory_listing)"
            )
            _merge(cursor)
        cursor.execute("ANALYZE directory_listing")


def _merge(cursor: Any) -> None:
    """Join the parts of the FTS5 index in small steps, so that others can write between them."""
    pages = -500  # negative: begin a merge of all parts
    for _ in range(MOST_MERGES):
        before = _changes(cursor)
        cursor.execute(
            "INSERT INTO directory_words (directory_words, rank) VALUES ('merge', %s)", [pages]
        )
        if _changes(cursor) - before < 2:
            return
        pages = 500


def _changes(cursor: Any) -> int:
    cursor.execute("SELECT total_changes()")
    return int(cursor.fetchone()[0])
