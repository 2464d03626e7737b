"""How a new council paper begins: the sections that the year's records call for."""

from __future__ import annotations

from collections.abc import Iterator

from renkei.programme.models import Item, Undertaking
from renkei.reporting.actions import Plan
from renkei.reporting.evidence import Evidence

PART, CHAPTER, POINT = 1, 2, 3


def council_paper(evidence: Evidence) -> list[Plan]:
    """First the centre and how it came to be, then the year's work; all may be changed after."""
    return [*_centre(evidence), *_preparation(evidence), *_year(evidence)]


def _centre(evidence: Evidence) -> Iterator[Plan]:
    yield Plan(PART, "centre-heading")
    yield Plan(CHAPTER, "centre")
    if evidence.region.functions:
        yield Plan(POINT, "functions")
    decided = set(evidence.region.brand_decisions.values_list("subject", flat=True))
    for subject in ("nickname", "logo"):
        if subject in decided:
            yield Plan(POINT, subject)


def _preparation(evidence: Evidence) -> Iterator[Plan]:
    """The figure of visits stands with the first preparation, or by itself."""
    prepared = _of_kind(evidence, Undertaking.Kind.PREPARATION)
    if not prepared:
        yield Plan(CHAPTER, "visits", "関係機関への訪問")
        return
    yield Plan(CHAPTER, "heading", "開設までの取組")
    for place, each in enumerate(prepared):
        source = "undertaking" if place else "visits"
        yield Plan(POINT, source, parameters=_about(each))


def _year(evidence: Evidence) -> Iterator[Plan]:
    work = _of_kind(evidence, Undertaking.Kind.WORK)
    yield Plan(PART, "heading", f"{evidence.year.label}の事業について")
    yield Plan(CHAPTER, "heading", "多職種の連携について")
    yield Plan(POINT, "trainings")
    for each in work:
        if each.item != Item.KI:
            yield Plan(POINT, "undertaking", parameters=_about(each))
    yield Plan(CHAPTER, "heading", "住民への普及啓発について")
    for_residents = [each for each in work if each.item == Item.KI]
    first = _about(for_residents[0]) if for_residents else {}
    yield Plan(POINT, "lectures", parameters=first)
    for each in for_residents[1:]:
        yield Plan(POINT, "undertaking", parameters=_about(each))
    yield Plan(POINT, "leaflet")
    yield Plan(POINT, "open-lecture")


def _about(undertaking: Undertaking) -> dict[str, str]:
    return {"undertaking": undertaking.public_id}


def _of_kind(evidence: Evidence, kind: Undertaking.Kind) -> list[Undertaking]:
    return [each for each in evidence.undertakings if each.kind == kind]
