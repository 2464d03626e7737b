"""The order of あいうえお: what a name is read as, where it stands, and under which letter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from itertools import groupby

from jaconv import kata2hira

from renkei.reporting.handbook.book import Entry, IndexGroup

UNREAD = "ふりがなが公表されていないもの"
_KANA = re.compile("[ぁ-ゖ]+")
_SMALL = str.maketrans("ぁぃぅぇぉっゃゅょゎ", "あいうえおつやゆよわ")
_AFTER_ALL_LETTERS = "ー"


def reading_of(name: str, kana: str) -> str:
    """How a name begins when spoken, in plain hiragana: か for が, つ for っ, no ー.

    Without a published reading only the kana at its beginning are certain; empty where
    it begins otherwise. A legal form before a blank (医療法人社団○○会 さくら医院) is passed over.
    """
    if kana:
        return "".join(_KANA.findall(_plain(kana)))
    begins = _KANA.match(_plain(short(name)))
    return begins[0] if begins else ""


def short(name: str) -> str:
    """The name without the body that runs it, where a blank parts them."""
    body, _, rest = name.replace("　", " ").rpartition(" ")
    return rest if "法人" in body else name


def _plain(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text)
    bare = "".join(letter for letter in parts if not unicodedata.combining(letter))
    return str(kata2hira(bare)).translate(_SMALL).replace("ー", "")


def place_of(name: str, kana: str) -> tuple[str, bytes]:
    """What a name is sorted by: its reading; after all of those, its signs.

    The order of JIS X 0208 is the one people know from lists: its common kanji stand by
    their reading.
    """
    signs = short(name).encode("cp932", "replace")
    return (reading_of(name, kana) or _AFTER_ALL_LETTERS, signs)


def index_of(entries: Iterable[Entry]) -> tuple[IndexGroup, ...]:
    """Each entry once, by the letter it begins with; those without a reading come last."""
    known = {entry.key: entry for entry in entries}
    ordered = sorted(known.values(), key=lambda entry: place_of(entry.name, entry.kana))
    return tuple(
        IndexGroup(letter, tuple((entry.name, entry.key) for entry in group))
        for letter, group in groupby(ordered, key=_letter)
    )


def _letter(entry: Entry) -> str:
    return reading_of(entry.name, entry.kana)[:1] or UNREAD
