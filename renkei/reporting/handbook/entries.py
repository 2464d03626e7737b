"""Services and helps as entries of the handbook: every fact in words, with how it is known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from jaconv import kata2hira

from renkei.core.wareki import wareki
from renkei.directory.exports.entries import Entry as Listed
from renkei.directory.facts import LOCAL
from renkei.directory.listing import STALE_AFTER, whole
from renkei.directory.models import Ability, Filing, InformalService, Note
from renkei.directory.week import words_of
from renkei.reporting.handbook.book import Entry, Fact

UNCONFIRMED = "届出の意味は未確認"


def entry_of(
    listed: Listed, filings: Iterable[Filing], notes: Iterable[Note], today: date
) -> Entry:
    """A service with its place and what that filed; ``notes`` only for those who may read them."""
    place, known = listed.service.facility, listed.facts
    facts = [
        Fact("住所", whole(known.address.value, place.municipality.name)),
        Fact("FAX", known.fax.value),
        _hours(listed),
        *_abilities(listed.abilities, today),
        *_filings(filings),
        *_local(listed),
        *(_note(note) for note in notes),
    ]
    return Entry(
        key=place.public_id,
        name=known.name.value,
        kana=str(kata2hira(known.kana.value)),
        telephone=known.telephone.value,
        facts=_said(facts),
    )


def _said(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    return tuple(fact for fact in facts if fact.text)


def _hours(listed: Listed) -> Fact:
    """What the region wrote before what is published; hours of the week before mere days."""
    service = listed.service
    if listed.facts.hours.value:
        return Fact("時間", listed.facts.hours.value)
    told = words_of(listed.openings).replace("／", "\n") or service.days.replace(",", "・")
    return Fact("時間", told or service.days_note, service.days_note if told else "")


def _abilities(abilities: Iterable[Ability], today: date) -> Iterator[Fact]:
    """One line for all that became known alike."""
    alike: dict[str, list[str]] = {}
    for one in abilities:
        is_stale = today - one.checked_on > STALE_AFTER
        how = f"{one.get_evidence_display()}　{checked(one.checked_on, is_stale=is_stale)}"
        known = f"{one.note}　{how}" if one.note else how
        alike.setdefault(known, []).append(one.term.label)
    for number, (known, labels) in enumerate(alike.items()):
        yield Fact("" if number else "できること", "、".join(labels), known)


def _filings(filings: Iterable[Filing]) -> Iterator[Fact]:
    """One line for all that one edition tells, with the day from which each holds."""
    told: dict[str, list[str]] = {}
    for one in filings:
        doubt = "" if one.term and one.term.is_confirmed else f"　{UNCONFIRMED}"
        source = f"{one.publication}（{wareki(one.seen_on)}）{doubt}"
        told.setdefault(source, []).append(f"{one}（{_since(one)}）")
    for number, (source, names) in enumerate(told.items()):
        yield Fact("" if number else "届出", "、".join(names), source)


def _since(filing: Filing) -> str:
    if filing.is_since_told:
        return f"{wareki(filing.since)}から"
    return f"始まりの日は不明、{wareki(filing.since)}の名簿にあり"


def checked(on: date, *, is_stale: bool) -> str:
    """``令和8年10月3日に確認``; what is older than a year says so."""
    return f"{wareki(on)}に確認{'（1年以上たっています）' if is_stale else ''}"


def _local(listed: Listed) -> Iterator[Fact]:
    """Which values the region found itself, and when."""
    found: dict[date, list[str]] = {}
    for fact in listed.facts:
        if fact.is_local and fact.on:
            found.setdefault(fact.on, []).append(fact.label)
    for on, labels in found.items():
        yield Fact("", f"{'・'.join(labels)}は{LOCAL}", wareki(on))


def _note(note: Note) -> Fact:
    wishes = [
        note.best_time and f"つながりやすい時間：{note.best_time}",
        note.person and f"窓口：{note.person}",
        "FAXを希望" if note.prefers_fax else "",
        f"{note.written_by}　{wareki(note.written_on)}",
    ]
    return Fact("連絡のコツ", note.text, "　".join(filter(None, wishes)))


def help_of(help_: InformalService, today: date) -> Entry:
    """A help outside the insurances, with days, price, how to apply and when it was checked."""
    towns = "、".join(town.name for town in help_.municipalities.all())
    facts = [
        Fact("内容", help_.description),
        Fact("提供者", help_.provider),
        Fact("地域", "　".join(filter(None, [towns, help_.area]))),
        Fact("曜日", help_.days),
        Fact("料金", help_.price),
        Fact("申込み", help_.how_to_apply),
        Fact("使える人", help_.who_may_use),
        Fact("FAX", help_.fax),
        Fact("確認", checked(help_.checked_on, is_stale=help_.is_stale(today))),
    ]
    return Entry(help_.public_id, help_.name, "", help_.telephone, _said(facts))
