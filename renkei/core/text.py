"""What people type: invisible characters, blanks, widths, kana.

Names keep their characters. NFKC would turn ㈱, ① and half-width kana into something
else, and plain NFC replaces the compatibility ideographs that stand in people's names
(神 U+FA19 becomes 神). So text is composed by NFC except for those, and nothing more;
NFKC serves only for searching and for numbers.
"""

import re
import unicodedata
from itertools import filterfalse

import jaconv

from renkei.core.characters import spelt_anyhow
from renkei.core.errors import DomainError

_BIDI_MARKS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_COMPATIBILITY_IDEOGRAPHS = "\uf900-\ufaff\U0002f800-\U0002fa1f"
_COMPOSABLE = re.compile(f"[^{_COMPATIBILITY_IDEOGRAPHS}]+")
_BLANKS = re.compile(r"\s+")
_INVISIBLE = {"Cc", "Cf", "Cs"}
_BLANK_LINES = re.compile(r"\n{3,}")
_DASHES = "‐‑‒–—―−－ー"


class TelephoneError(DomainError, ValueError):
    """電話番号を確かめてください"""


def has_forbidden(text: str) -> bool:
    """Whether a mark in it reverses the direction of writing.

    Such marks are never typed and can make a text read as another one (CVE-2021-42574),
    so forms refuse them with a sentence instead of dropping them in silence.
    """
    return _BIDI_MARKS.search(text) is not None


def _visible(text: str) -> str:
    return "".join(c for c in text if c.isspace() or unicodedata.category(c) not in _INVISIBLE)


def _composed(text: str) -> str:
    return _COMPOSABLE.sub(lambda part: unicodedata.normalize("NFC", part[0]), text)


def _one_blank(run: re.Match[str]) -> str:
    return "\u3000" if "\u3000" in run[0] else " "


def tidy(text: str) -> str:
    """One line as the person meant it: no invisible characters, single blanks, none at the ends.

    A full-width blank stays full-width. Widths of letters and kana are not touched.
    """
    return _BLANKS.sub(_one_blank, _composed(_visible(text))).strip()


def tidy_lines(text: str) -> str:
    """Several lines, each tidied; at most one empty line in a row, none at the ends."""
    lines = "\n".join(tidy(line) for line in text.splitlines())
    return _BLANK_LINES.sub("\n\n", lines).strip("\n")


def half_width_digits(text: str) -> str:
    """`１２` as `12`; everything else stays."""
    return jaconv.z2h(text, kana=False, ascii=False, digit=True)


def _is_heard(character: str) -> bool:
    return character != "ー" and unicodedata.category(character)[0] not in "ZCP"


_ASCII, _KANA = "".join(map(chr, range(0x80))), "".join(map(chr, range(0x3041, 0x3100)))
# Katakana as hiragana, small ヵ and ヶ as か and け; without the most common of what is not heard.
_HEARD = str.maketrans(
    _KANA,
    jaconv.kata2hira(_KANA).replace("ゖ", "け").replace("ゕ", "か"),
    "".join(filterfalse(_is_heard, _ASCII + _KANA)),
)


def search_key(text: str) -> str:
    """The form in which texts are compared for searching.

    Width, case, katakana or hiragana, blanks, punctuation, hyphens and the long
    vowel mark do not count (ケアマネージャー is ケアマネジャー), nor does the size of ヶ
    (龍ヶ崎 is 龍ケ崎). Variants of kanji do count.
    """
    kana = unicodedata.normalize("NFKC", text).lower().translate(_HEARD)
    # Asking for each character is slow, and mostly there is nothing left to leave out.
    heard = kana if kana.isalnum() else "".join(filter(_is_heard, kana))
    return unicodedata.normalize("NFKC", heard)


def spellings(word: str) -> set[str]:
    """The word as typed, in hiragana and katakana, its letters and digits in either width,
    its old characters as new ones and the other way round.

    Each may be on record: ＩＣＴ and ICT, 第２回 and 第2回, 髙橋 and 高橋.
    """
    usual = unicodedata.normalize("NFKC", word)
    wide = jaconv.h2z(usual, kana=False, ascii=True, digit=True)
    forms = (word, usual, wide, jaconv.kata2hira(usual), jaconv.hira2kata(usual))
    return {word}.union(*map(spelt_anyhow, forms))


_TELEPHONE_GAPS = re.compile(rf"[\s().{_DASHES}-]+")


SHORTEST_NUMBER = 5


def digits_of(word: str) -> str:
    """The digits of a word that may be (a part of) a telephone number; else nothing.

    Fewer than five are found anyway, and are mostly something else.
    """
    digits = _TELEPHONE_GAPS.sub("", unicodedata.normalize("NFKC", word))
    is_number = digits.isascii() and digits.isdigit() and len(digits) >= SHORTEST_NUMBER
    return digits if is_number else ""


def tidy_telephone(text: str, called: str = "電話番号") -> str:
    """Half-width digits, in parts as written: `（０２９７）００` is `0297-00`.

    ``called`` is the word for it in a refusal. Raises TelephoneError unless it is a number
    to be dialled inside Japan: a leading 0 and 10 or 11 digits (numbering plan of the
    ministry of communications).
    """
    plain = unicodedata.normalize("NFKC", _visible(text)).strip()
    number = _TELEPHONE_GAPS.sub("-", re.sub(r"^\+81[-\s]*(?:\(0\))?0?", "0", plain)).strip("-")
    digits = number.replace("-", "")
    if not re.fullmatch("[0-9]+", digits):
        raise TelephoneError(f"{called}は数字とハイフンで書いてください")
    if not digits.startswith("0") or len(digits) < 10:
        raise TelephoneError("市外局番から数字を書いてください")
    if len(digits) > 11:
        raise TelephoneError(f"{called}は10桁か11桁で書いてください（いまは{len(digits)}桁）")
    return number
