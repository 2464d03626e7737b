"""What single cells mean: telephone, website, point, weekdays, times, numbers of places."""

from __future__ import annotations

import re
import unicodedata
from datetime import time
from math import isfinite
from unicodedata import is_normalized

from renkei.core.text import tidy
from renkei.geo.points import Point

_BREAKS = re.compile(r"（改行）|\(改行\)|<br */?>|\r\n|\r", re.IGNORECASE)
_DASHES = re.compile("[‐‑‒–—―−－ー()（） .]+")
_TELEPHONE = re.compile("0[0-9]{9,10}")
_USUAL_TELEPHONE = re.compile("(?=.{12,13}$)0[0-9]+-[0-9]+-[0-9]+")
_NO_DIGITS = re.compile("[^0-9]+")
_WEBSITE = re.compile(r"https?://[^\s<>\"'\\^`{|}]+", re.IGNORECASE)
_BARE_HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/[^@]*)?", re.IGNORECASE)
_TIME = re.compile("([0-9]{1,2})[:時]([0-9]{1,2})?")
WEEKDAYS = "月火水木金土日祝"


def line(cell: str, limit: int) -> str:
    """One tidy line that fits its column; the end is marked where it was cut."""
    # Most cells need nothing: three quick questions spare the slow walk over each character.
    blanks = cell.replace("\u3000", " ")
    if not (blanks.isprintable() and "  " not in blanks and is_normalized("NFC", cell)):
        cell = tidy(_BREAKS.sub(" ", cell))
    cell = cell.strip()
    return cell if len(cell) <= limit else cell[: limit - 1] + "…"


def lines(cell: str, limit: int = 2_000) -> str:
    """Several tidy lines; `（改行）` of the national files is a line break."""
    if not cell:
        return ""
    parts = (line(part, limit) for part in _BREAKS.sub("\n", cell).split("\n"))
    return "\n".join(filter(None, parts))[:limit]


def telephone(cell: str) -> str:
    """`０７６－２００－００００` as `076-200-0000`; empty unless it can be dialled in Japan."""
    if _USUAL_TELEPHONE.fullmatch(cell):
        return cell
    text = _DASHES.sub("-", unicodedata.normalize("NFKC", cell)).strip("-")
    return text if _TELEPHONE.fullmatch(text.replace("-", "")) else ""


def digits(cell: str) -> str:
    """Only the digits, for comparing telephones."""
    return _NO_DIGITS.sub("", cell)


def website(cell: str) -> str:
    """An address of the web, widths settled; empty for anything else (mail, slips, scripts)."""
    text = unicodedata.normalize("NFKC", cell).strip().split(" ")[0] if cell else ""
    if _BARE_HOST.fullmatch(text):
        text = f"http://{text}"
    return text if _WEBSITE.fullmatch(text) and len(text) <= 300 else ""


def point(latitude: str, longitude: str) -> Point | None:
    """A point in degrees; None when nothing (that is a number) is written."""
    try:
        north, east = float(latitude), float(longitude)
    except ValueError:
        return None
    return Point(north, east) if isfinite(north) and isfinite(east) else None


def municipality(cell: str) -> str:
    """The 5-digit code out of 5 or 6 digits (with check digit), also when a 0 was lost."""
    code = digits(unicodedata.normalize("NFKC", cell))
    if len(code) in (4, 5):
        # Excel takes the leading zero of 北海道 to 栃木県 away.
        return code.zfill(5)
    return code[:5] if len(code) == 6 else ""


def number(cell: str, length: int = 10) -> str:
    """A number of an authority, always text: widths settled, zeros in front restored."""
    text = re.sub("[^0-9A-Z]", "", unicodedata.normalize("NFKC", cell).upper())
    return text.zfill(length) if text else ""


def capacity(cell: str) -> int | None:
    """定員; None for 0, which in the national files means none or not said."""
    text = digits(unicodedata.normalize("NFKC", cell))
    return int(text) if text and len(text) <= 5 and int(text) else None


def clock(cell: str) -> time | None:
    """`9:00`, `９時`, `1730`; None when nothing is said. 24:00 is the last minute of the day."""
    text = unicodedata.normalize("NFKC", cell).strip()
    if re.fullmatch("[0-9]{3,4}", text):
        text = f"{text[:-2]}:{text[-2:]}"
    found = _TIME.match(text)
    if not found:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if (hour, minute) == (24, 0):
        return time(23, 59)
    return time(hour, minute) if hour < 24 and minute < 60 else None
