"""Japanese addresses: one way of writing them, their parts, and where the town lies.

Everything here is pure: text in, text out. Two addresses are compared by ``lot_key``;
a town is looked up by the longest known name with which that key begins.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

import jaconv

from renkei.geo.points import Point

# 全国地方公共団体コード: the first two digits of every municipality's code.
# fmt: off
PREFECTURES = (
    "北海道", "青森県", "岩手県", "宮城県", "秋田県", "山形県", "福島県", "茨城県", "栃木県",
    "群馬県", "埼玉県", "千葉県", "東京都", "神奈川県", "新潟県", "富山県", "石川県", "福井県",
    "山梨県", "長野県", "岐阜県", "静岡県", "愛知県", "三重県", "滋賀県", "京都府", "大阪府",
    "兵庫県", "奈良県", "和歌山県", "鳥取県", "島根県", "岡山県", "広島県", "山口県", "徳島県",
    "香川県", "愛媛県", "高知県", "福岡県", "佐賀県", "長崎県", "熊本県", "大分県", "宮崎県",
    "鹿児島県", "沖縄県",
)
# fmt: on
PREFECTURE_CODES = {name: f"{number:02}" for number, name in enumerate(PREFECTURES, 1)}

_DASHES = re.compile("[‐‑‒–—―−－ー~〜～-]+(?=[0-9])")
_BLANKS = re.compile(r"\s+")
_VARIANTS = str.maketrans(
    "ヶヵがかゖゕ之乃っ澤濱嶋條﨑髙邉邊竜籠冨", "けけけけけけののつ沢浜島条崎高辺辺龍籠富"
)
_KATAKANA = "".join(map(chr, range(0x30A1, 0x3100)))
_HIRAGANA = jaconv.kata2hira(_KATAKANA).translate(_VARIANTS)
_FOLDED = str.maketrans(_KATAKANA, _HIRAGANA) | _VARIANTS
_KANJI = {digit: number for number, digit in enumerate("〇一二三四五六七八九")}
_KANJI_NUMBER = re.compile("([〇一二三四五六七八九十]+)(?=丁目|番丁|番町|条|番地|番[0-9]|号)")
_NUMBER_WORDS = re.compile("丁目の?|番地の|番地|番の|番(?!丁|町)|の(?=[0-9])")
_PREFECTURE = re.compile("^(?:" + "|".join(PREFECTURES) + ")")
_SECTION_MARK = re.compile("^(?:大字|字)")
_COUNTY = re.compile("^[^市区町村0-9]{1,5}郡")
# Names in which 市, 町 or 村 stands before the end.
_TRICKY = (
    "野々市市|四日市市|廿日市市|市川市|市原市|余市町|町田市|大町市|十日町市|羽村市|村上市"
    "|東?村山市|武蔵村山市"
)
_MUNICIPALITY = re.compile(f"^(?:.+?郡)?(?:{_TRICKY}|.+?市(?:.{{1,3}}区(?!画))?|.+?[区町村])")
_LOT = re.compile("[0-9]+(?:-[0-9]+)*")
_STILL_TOWN = re.compile("(?:条|番丁|番町)[^0-9]{0,3}")
_MANY_DASHES = re.compile("-{2,}")


class Parts(NamedTuple):
    """An address taken apart; a part that is not written is empty."""

    prefecture: str
    municipality: str
    town: str
    rest: str


def plain(text: str) -> str:
    """Without blanks, widths settled, dashes before numbers as ``-``, numbers in digits.

    `石川県金沢市長町　一丁目５－３０` becomes `石川県金沢市長町1丁目5-30`.
    """
    settled = _BLANKS.sub("", unicodedata.normalize("NFKC", text))
    return _KANJI_NUMBER.sub(_in_digits, _DASHES.sub("-", settled))


def _in_digits(found: re.Match[str]) -> str:
    """`二十三` as `23`; digits one after another (`一〇`) as they stand."""
    tens, ten, ones = found[1].partition("十")
    if not ten:
        return "".join(str(_KANJI[digit]) for digit in tens)
    if "十" in ones or len(tens) > 1 or len(ones) > 1:
        return found[1]
    return str(10 * _KANJI.get(tens, 1) + _KANJI.get(ones, 0))


def folded(text: str) -> str:
    """For comparing names of places: ヶ, ケ and が are one, so are ノ, の and 之, 澤 and 沢."""
    return text.translate(_FOLDED)


def split(text: str) -> Parts:
    """Prefecture, municipality, town and the rest, as far as they are written.

    Prefecture and municipality may be missing. The municipality is guessed from its
    last character; where the list of municipalities is at hand, ask a ``Gazetteer``.
    """
    address = plain(text)
    prefecture = found[0] if (found := _PREFECTURE.match(address)) else ""
    address = address.removeprefix(prefecture)
    municipality = found[0] if (found := _MUNICIPALITY.match(address)) else ""
    if municipality and not prefecture and municipality[-1] in "町村" and "郡" not in municipality:
        municipality = ""  # a town of a city much rather than a whole municipality
    address = _SECTION_MARK.sub("", address.removeprefix(municipality))
    town, rest = _town_and_rest(address)
    return Parts(prefecture, municipality, town, rest)


def _town_and_rest(address: str) -> tuple[str, str]:
    numbered = re.match("^[^0-9]*[0-9]+(?:丁目|番丁|番町|条.?[0-9]*(?:丁目)?)", address)
    if numbered:
        return numbered[0], address[numbered.end() :]
    found = re.search("[0-9]", address)
    cut = found.start() if found else len(address)
    return address[:cut], address[cut:]


@lru_cache(maxsize=4096)
def _folded_name(municipality: str) -> str:
    return folded(plain(municipality))


def lot_key(text: str, municipality: str = "") -> str:
    """The address within its municipality, for comparing: `長町1-5-30`.

    Prefecture, county, the named municipality, 大字, and what follows the numbers (a
    building, a floor) do not count; 丁目, 番地, の and 号 are dashes.
    """
    address = folded(plain(text))
    address = _folded_prefecture(address)
    if municipality:
        address = _without_municipality(address, _folded_name(municipality))
    address = _NUMBER_WORDS.sub("-", _SECTION_MARK.sub("", address))
    address = _MANY_DASHES.sub("-", address)
    lots = _LOT.search(address)
    # 北11条西13-1: what follows 条 is still the town.
    while lots and (more := _STILL_TOWN.match(address, lots.end())):
        lots = _LOT.search(address, more.end())
        if lots is None:
            return address.rstrip("-")
    return address[: lots.end()] if lots else address.rstrip("-")


def _folded_prefecture(address: str) -> str:
    found = _PREFECTURE.match(address)
    return address[found.end() :] if found else address


def _without_municipality(address: str, name: str) -> str:
    if address.startswith(name):
        return address[len(name) :]
    county = _COUNTY.match(address)
    if county and address[county.end() :].startswith(name):
        return address[county.end() + len(name) :]
    return address


def town_key(name: str) -> str:
    """The key of a town in the list of towns, the beginning of ``lot_key``: `長町1`."""
    return _NUMBER_WORDS.sub("-", _SECTION_MARK.sub("", folded(plain(name)))).rstrip("-")


class Towns:
    """The centres of one municipality's towns, asked by address."""

    def __init__(self, centres: Iterable[tuple[str, Point]]) -> None:
        """Of pairs (town key, centre). A town known only by its 丁目 gets their middle."""
        self._centres = dict(centres)
        chapters: defaultdict[str, list[Point]] = defaultdict(list)
        for key, centre in self._centres.items():
            if (base := key.rstrip("0123456789")) != key:
                chapters[base].append(centre)
        for base, points in chapters.items():
            self._centres.setdefault(base, _middle(points))

    def __bool__(self) -> bool:
        return bool(self._centres)

    def centre_of(self, key: str) -> Point | None:
        """The centre of the town with which a ``lot_key`` begins, the longest name first."""
        for end in range(min(len(key), 40), 0, -1):
            centre = self._centres.get(key[:end])
            if centre and not _cuts_a_number(key, end):
                return centre
        return None


def _cuts_a_number(key: str, end: int) -> bool:
    return key[end - 1].isdigit() and end < len(key) and key[end].isdigit()


def _middle(points: list[Point]) -> Point:
    number = len(points)
    return Point(
        sum(point.latitude for point in points) / number,
        sum(point.longitude for point in points) / number,
    )


class Gazetteer:
    """Which municipality an address names, by the list of all of them."""

    def __init__(self, municipalities: Iterable[tuple[str, str]]) -> None:
        """Of pairs (5-digit code, name)."""
        self._by_prefecture: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for code, name in municipalities:
            self._by_prefecture[code[:2]].append((folded(plain(name)), code))
        for names in self._by_prefecture.values():
            names.sort(key=lambda entry: -len(entry[0]))  # 静岡市葵区 before 静岡市

    def code_of(self, address: str, prefecture_code: str = "") -> str:
        """The municipality's 5-digit code; empty when the address does not tell.

        ``prefecture_code`` (two digits) serves where the address leaves the prefecture out.
        """
        text = plain(address)
        if found := _PREFECTURE.match(text):
            prefecture_code = PREFECTURE_CODES[found[0]]
            text = text[found.end() :]
        return self._longest(folded(text), prefecture_code)

    def codes_of(self, address: str) -> list[str]:
        """The municipalities an address may mean that leaves the prefecture out, by code."""
        text = folded(plain(address))
        found = (self._longest(text, prefecture) for prefecture in self._by_prefecture)
        return sorted(filter(None, found))

    def _longest(self, text: str, prefecture_code: str) -> str:
        for name, code in self._by_prefecture.get(prefecture_code, ()):
            if _without_municipality(text, name) != text:
                return code
        return ""


def prefecture_of(code: str) -> str:
    """The name of the prefecture to which a municipality's code belongs; empty if none."""
    names: Mapping[str, str] = {number: name for name, number in PREFECTURE_CODES.items()}
    return names.get(code[:2], "")
