"""What a region's desk may not bring in: rows of the municipalities of other regions."""

from __future__ import annotations

from renkei.core import bulk
from renkei.directory.imports.ground import Ground
from renkei.directory.models import SourceRow
from renkei.directory.sources.rows import Problem, Row
from renkei.geo.models import Municipality
from renkei.organizations.models import Identifier
from renkei.programme.models import Region


def closed_to(region: Region | None) -> list[Municipality]:
    """The municipalities of other regions, but for the region's own; none for the operator.

    With a city go its wards. What lies in no region is closed to nobody.
    """
    if region is None:
        return []
    own = list(region.municipalities.all())
    others = list(Municipality.objects.filter(regions__isnull=False).exclude(regions=region))
    prefectures = {town.prefecture for town in others}
    return [
        town
        for town in Municipality.objects.filter(prefecture__in=prefectures)
        if any(town.lies_in(other) for other in others)
        and not any(town.lies_in(mine) for mine in own)
    ]


def within(rows: list[Row], problems: list[Problem], *, source: str, ground: Ground) -> list[Row]:
    """The rows that may be taken in; each of the others is told of.

    Left out is what says that it lies in a closed municipality, and what would write to a
    place there, whatever it says itself.
    """
    closed = {town.pk: town for town in ground.closed}
    if not closed:
        return rows
    known, kept, left_out = _known(rows, source), [], []
    for row in rows:
        said = ground.municipality_of(row.place)
        if said and said.pk in closed:
            reason = f"{said}はほかの圏域の市町村なので、読み込みません"
        elif town := closed.get(known.get(row.key, 0)):
            reason = f"同じ所がほかの圏域の{town}にあるので、読み込みません"
        else:
            kept.append(row)
            continue
        left_out.append(Problem(row.line, reason, is_rejected=True))
    problems += dict.fromkeys(left_out)  # a line may be several rows
    return kept


def _known(rows: list[Row], source: str) -> dict[str, int]:
    """In which municipality the place lies to which a row would be written, by key of the row.

    As ``Placing`` finds it: what the row became before, else by its numbers.
    """
    values = bulk.among_texts({value for row in rows for _, value in row.numbers})
    bearers = Identifier.objects.filter(value__in=values)
    numbered = {
        (system, value): town
        for system, value, town in bearers.values_list("system", "value", "facility__municipality")
    }
    found = {
        row.key: numbered[number]
        for row in rows
        for number in reversed(row.numbers)
        if number in numbered
    }
    before = SourceRow.objects.filter(
        source=source, key__in=bulk.among_texts(row.key for row in rows), facility__isnull=False
    )
    return found | dict(before.values_list("key", "facility__municipality"))
