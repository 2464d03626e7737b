"""Facilities by the hundred thousand: the ministry's real rows, multiplied with other names.

Where the published files are at hand, their 56,000 rows give the places and, for the first
copy, the names. Eight copies make a country as dense as the real one, which has about
450,000 places of care and medicine: a further copy lies about a kilometre away, carries
another name and mostly is another kind of place, in the proportions of the country.
Without the files a made-up country of the same size stands in.

A smaller directory is a part of that country: the neighbourhoods of ``HEARTS`` first, as
dense as they are, then what lies farther off. With ``thinner`` it is all of the country
with fewer places everywhere, so that its neighbourhoods grow as it grows. A place is the
same in every size and on every run.
"""

import csv
import random
from collections.abc import Iterator
from itertools import product
from math import ceil, hypot
from pathlib import Path
from typing import NamedTuple


def _words(text: str) -> list[str]:
    return text.split()


SURNAMES = _words(
    "佐藤 鈴木 高橋 田中 伊藤 渡辺 山本 中村 小林 加藤 吉田 山田 "
    "佐々木 山口 松本 井上 木村 林 斎藤 清水 山崎 森 池田 橋本 "
    "阿部 石川 山下 中島 石井 小川 前田 岡田 長谷川 藤田 後藤 近藤 "
    "村上 遠藤 青木 坂本"
)
FLOWERS = _words("ひまわり さくら すみれ あさがお もみじ つばき 若葉 青空 なごみ やすらぎ 光 緑風")
# Kind, how a name of that kind ends, and how many of them there are in the country (thousands).
OTHERS = (
    ("clinic", "医院", 80),
    ("dentist", "歯科医院", 54),
    ("pharmacy", "薬局", 61),
    ("kaigo-430", "居宅介護支援事業所", 37),
    ("kaigo-110", "訪問介護センター", 36),
    ("kaigo-150", "デイサービスセンター", 24),
    ("kaigo-780", "デイサービス", 19),
    ("kaigo-130", "訪問看護ステーション", 17),
    ("kaigo-320", "グループホーム", 14),
    ("kaigo-210", "ショートステイ", 11),
    ("hospital", "病院", 8),
)
DAYS = ("平日", "平日,土曜日", "平日,土曜日,日曜日,祝日", "")


class Row(NamedTuple):
    """A facility with one service. ``municipality`` is the 5-digit code."""

    name: str
    kana: str
    municipality: str
    address: str
    telephone: str
    latitude: float
    longitude: float
    kind: str
    days: str


WHOLE = 450_000
HEARTS = ((35.95, 139.98), (36.56, 136.65), (35.69, 139.70))
"""Moriya, Kanazawa and Shinjuku: where the benchmark searches."""


def rows(first: int, last: int, folder: Path | None, *, thinner: bool = False) -> list[Row]:
    """The places from number ``first`` to ``last``, in the order of the published files:
    municipality by municipality."""
    real = list(published(folder)) if folder and folder.is_dir() else list(made_up())
    country = list(product(real, range(ceil(WHOLE / len(real)))))
    random.Random(1).shuffle(country)
    if not thinner:
        country.sort(key=lambda each: _from_heart(each[0]))
    part = country[first:last]
    part.sort(key=lambda each: (each[0].municipality, each[0].kind))
    return [varied(row, copy) for row, copy in part]


def _from_heart(row: Row) -> float:
    return min(hypot(row.latitude - y, (row.longitude - x) * 0.8) for y, x in HEARTS)


def published(folder: Path) -> Iterator[Row]:
    """The rows of the ministry's files that lie in Japan."""
    for path in sorted(folder.glob("jigyosho_*.csv")):
        kind = f"kaigo-{path.stem.removeprefix('jigyosho_')}"
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                latitude, longitude = _number(row["緯度"]), _number(row["経度"])
                if 24 < latitude < 46 and 122 < longitude < 146:
                    yield Row(
                        row["事業所名"][:100],
                        row["事業所名カナ"][:200],
                        row["都道府県コード又は市町村コード"][:5],
                        row["住所"][:200],
                        row["電話番号"][:20],
                        latitude,
                        longitude,
                        kind,
                        row["利用可能曜日"][:60],
                    )


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


def made_up() -> Iterator[Row]:
    """A country without the files: cities of different size on a grid."""
    dice = random.Random(1)
    for city in range(300):
        latitude, longitude = dice.uniform(31, 43), dice.uniform(130, 145)
        for house in range(int(10 + 3000 / (city + 1))):
            yield Row(
                f"{dice.choice(FLOWERS)}苑{house}",
                "ミホンエン",
                ("08224", "08217", "17201", "13104")[city % 4],
                f"見本{dice.randrange(900)}番地",
                f"0297-{dice.randrange(99):02}-{dice.randrange(9999):04}",
                latitude + dice.gauss(0, 0.05),
                longitude + dice.gauss(0, 0.05),
                "kaigo-120",
                dice.choice(DAYS),
            )


def varied(row: Row, copy: int) -> Row:
    """The place itself, or another one near it with another name and kind."""
    if not copy:
        return row
    dice = random.Random(f"{row.name}{row.telephone}{copy}")
    [(kind, ending, _)] = dice.choices(OTHERS, weights=[each[2] for each in OTHERS])
    name = f"{dice.choice(SURNAMES)}{dice.choice(('', '', dice.choice(FLOWERS)))}{ending}"
    return row._replace(
        name=name,
        kana="ミホンノナマエ",
        address=f"{row.address[:-1]}{copy}{dice.randrange(99)}",
        telephone=f"0{dice.randrange(10**8, 10**9)}",
        latitude=row.latitude + dice.gauss(0, 0.01),
        longitude=row.longitude + dice.gauss(0, 0.01),
        kind=kind,
        days=dice.choice(DAYS),
    )
