"""What a file of outlines says of the areas of a municipality, before it is taken in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, NamedTuple

from django.db.models import Count

from renkei.core.errors import DomainError
from renkei.core.text import search_key, tidy
from renkei.directory.models import AreaKind, OutlineRun
from renkei.geo.area_files import AreaFile
from renkei.geo.areas import Area, short_name
from renkei.geo.models import Boundary, Municipality
from renkei.geo.outlines import Outline, Polygons, box_of, crosses_itself, holds
from renkei.geo.points import Point
from renkei.geo.settling import surroundings

# About 10 cm on the ground.
DECIMALS = 6
SMALLEST_RING = 4
MAX_PROBLEMS = 500
TOLD_ALONE = 10
MOST_SAID = 3
# So many columns of so many characters are named to choose from.
MOST, COLUMN = 30, 60
# Where publishers write the name of an area: 国土数値情報 A27 of 2021 and 2016, then plain words.
NAME_COLUMNS = (
    "A27_004",
    "A27_007",
    "学校名",
    "小学校名",
    "校区名",
    "学区名",
    "校下名",
    "校下",
    "圏域名",
    "日常生活圏域名",
    "日常生活圏域",
    "圏域",
    "名称",
    "名前",
    "NAME",
    "Name",
    "name",
)


class NamesUnknown(DomainError):
    """どの列に区域の名前があるか、分かりません。"""

    def __init__(self, present: Iterable[str]) -> None:
        """Name the columns there are, to choose one of them."""
        listed = "、".join(tidy(column)[:COLUMN] for column in islice(present, MOST))
        ask = f"次から選んで書いてください：{listed}" if listed else "ファイルに列がありません。"
        super().__init__(f"区域の名前の列が分かりません。{ask}")


class NoShapes(DomainError):
    """ファイルに、区域の形がひとつもありません。区域の形（面）が入ったファイルを選んでください。"""


class NothingDrawn(DomainError):
    """読み込める区域がありません。市町村、座標の種類、名前の列を確かめてください。"""

    def __init__(self, problems: Iterable[tuple[int, str]]) -> None:
        """Tell the first entries that cannot be taken, and why."""
        first = islice(problems, MOST_SAID)
        told = [f"{number}番目：{why}。" if number else f"{why}。" for number, why in first]
        super().__init__("".join([NothingDrawn.__doc__ or "", *told]))


class Found(NamedTuple):
    """The outlines of a file by name, and what is wrong with its entries."""

    column: str
    shapes: list[tuple[str, Polygons]]
    problems: list[tuple[int, str]]


def read(file: AreaFile, municipality: Municipality, kind: AreaKind, column: str) -> Found:
    """The areas of the file within the municipality; several shapes of one name are one area.

    Raises NoShapes, NamesUnknown, and NothingDrawn when no entry can be taken.
    """
    if not any(one.polygons or one.is_broken for one in file.outlines):
        raise NoShapes
    column = _column(file.outlines, municipality, kind, column)
    known = surroundings(municipality.pk)
    shapes: dict[str, tuple[str, Polygons]] = {}
    outside: list[tuple[int, str]] = []
    problems = [(0, _GUESSED)] if file.is_guessed else []
    for number, outline in enumerate(file.outlines, start=1):
        name = short_name(outline.properties.get(column), municipality)
        if why := _refused(outline, name, kind):
            problems.append((number, why))
        elif not known.hold(_inside(outline.polygons)):
            outside.append((number, name))
        else:
            told = _told(outline, name, is_again=search_key(name) in shapes)
            problems += [(number, why) for why in told]
            _, polygons = shapes.setdefault(search_key(name), (name, []))
            polygons.extend(_rounded(outline.polygons))
    problems += _outside(outside, municipality)
    if not shapes:
        raise NothingDrawn(problems)
    return Found(tidy(column)[:COLUMN], list(shapes.values()), sorted(problems)[:MAX_PROBLEMS])


def _outside(left: list[tuple[int, str]], municipality: Municipality) -> list[tuple[int, str]]:
    """A file of a whole prefecture has hundreds of these: they are told together then."""
    why = f"{municipality}の外にあるため、除きました"
    if len(left) <= TOLD_ALONE:
        return [(number, f"「{name}」は{why}") for number, name in left]
    names = "、".join(name for _, name in left[:TOLD_ALONE])
    return [(0, f"{len(left)}件は{why}：{names} ほか")]


_GUESSED = "座標の種類（.prj）が無いので、緯度・経度（世界測地系）として読みました"


def _refused(outline: Outline, name: str, kind: AreaKind) -> str:
    """Why an entry cannot be taken; "" if it can."""
    if outline.is_broken:
        return f"「{name or '名前なし'}」の座標を読めないため、除きました"
    if not name:
        return "名前がありません"
    if len(name) > (kind.model._meta.get_field("name").max_length or 0):
        return f"名前が長すぎます：{name[:20]}…"
    rings = [ring for part in outline.polygons for ring in part or [[]]]
    if not rings or any(len(ring) < SMALLEST_RING for ring in rings):
        return f"「{name}」に、区域の形がありません"
    return ""


def _told(outline: Outline, name: str, *, is_again: bool) -> Iterator[str]:
    """What to look at in an entry that is taken."""
    if is_again:
        yield f"「{name}」の形が前にもあるため、合わせました"
    if any(crosses_itself(ring) for part in outline.polygons for ring in part):
        yield f"「{name}」の形は、線が途中で交わっています。地図で確かめてください"


def _inside(polygons: Polygons) -> Point:
    """The middle, or for a curved area the first corner."""
    middle = box_of(polygons).middle
    east, north = polygons[0][0][0]
    return middle if holds(polygons, middle) else Point(north, east)


def _rounded(polygons: Polygons) -> Polygons:
    return [
        [[[round(x, DECIMALS), round(y, DECIMALS)] for x, y in ring] for ring in part]
        for part in polygons
    ]


def _column(outlines: list[Outline], municipality: Municipality, kind: AreaKind, asked: str) -> str:
    """The column a person named, else the one that names most areas there are, else a usual one."""
    present = list(dict.fromkeys(key for one in outlines for key in one.properties))
    if asked:
        if asked in present:
            return asked
        raise NamesUnknown(present)
    known = kind.model.objects.filter(municipality=municipality).values_list("name", flat=True)
    keys = set(map(search_key, known))
    hits = {column: _named(outlines, column, keys, municipality) for column in present}
    best = max(present, key=hits.__getitem__, default="")
    usual = next((column for column in NAME_COLUMNS if column in present), "")
    if found := best if hits.get(best) else usual:
        return found
    raise NamesUnknown(present)


def _named(
    outlines: list[Outline], column: str, known: set[str], municipality: Municipality
) -> int:
    names = {short_name(one.properties.get(column), municipality) for one in outlines}
    return len({search_key(name) for name in names} & known)


class Planned(NamedTuple):
    """An area of the file: what is registered under its name, and what becomes of it."""

    name: str
    polygons: Polygons
    area: Area | None
    word: str

    @property
    def is_unknown(self) -> bool:
        return self.area is None

    @property
    def changes(self) -> bool:
        return self.word != SAME


NEW, REPLACED, SAME, UNKNOWN = "形が付く", "形を置きかえる", "同じ形", "一覧に無い名前"


@dataclass(frozen=True)
class Plan:
    """All areas of a file beside those there are; ``bare`` stay without an outline."""

    areas: list[Planned]
    bare: list[Area]

    def number(self, word: str) -> int:
        return sum(one.word == word for one in self.areas)

    @property
    def numbers(self) -> list[tuple[str, int]]:
        """How many areas fare how."""
        return [(word, self.number(word)) for word in (NEW, REPLACED, SAME, UNKNOWN)]

    @property
    def unknown(self) -> list[Planned]:
        return [one for one in self.areas if one.is_unknown]


def plan(run: OutlineRun) -> Plan:
    """What taking the file in would do to the areas as they are now."""
    rows = run.area_kind.model.objects.filter(municipality=run.municipality)
    known = {search_key(one.name): one for one in rows.select_related("boundary")}
    planned = [_planned(name, shape, known) for name, shape in run.shapes]
    drawn = {one.area.pk for one in planned if one.area}
    bare = [one for one in known.values() if one.pk not in drawn and not _outline_of(one)]
    return Plan(planned, bare)


def _planned(name: str, polygons: Polygons, known: Mapping[str, Area]) -> Planned:
    area = known.get(search_key(name))
    if area is None:
        return Planned(name, polygons, None, UNKNOWN)
    outline = _outline_of(area)
    word = NEW if outline is None else SAME if outline.rings == polygons else REPLACED
    return Planned(area.name, polygons, area, word)


def _outline_of(area: Area) -> Boundary | None:
    found: Boundary | None = getattr(area, "boundary", None)
    return found


class Held(NamedTuple):
    """How many areas of a kind a municipality has, and how many of them have an outline."""

    municipality: Municipality
    kind: AreaKind
    total: int
    outlined: int


def held(municipalities: Iterable[Municipality]) -> Iterator[Held]:
    """For each municipality and kind with any area, in one query for each kind."""
    municipalities = list(municipalities)
    counts = {kind: _counts(kind, municipalities) for kind in AreaKind}
    for municipality in municipalities:
        for kind in AreaKind:
            if found := counts[kind].get(municipality.pk):
                yield Held(municipality, kind, *found)


def _counts(kind: AreaKind, municipalities: list[Municipality]) -> dict[int, tuple[int, int]]:
    """By municipality, how many areas there are and how many have an outline."""
    areas: Any = kind.model.objects.filter(municipality__in=municipalities).order_by()
    rows = areas.values_list("municipality").annotate(Count("pk"), Count("boundary"))
    return {municipality: (total, outlined) for municipality, total, outlined in rows}
