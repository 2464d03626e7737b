"""Old and printed forms of characters beside those in everyday use (人名, 地名, 施設名)."""

from __future__ import annotations

from itertools import product
from math import prod

_OLD = (
    "澤濱嶋﨑髙邉邊竜冨會學國廣齋齊斉櫻惠德眞實靜壽榮藏鐵醫與龜瀧"
    "條檜應圓氣豐彌瀨增縣驛勞嶽團單營槇黑晝槪瓣淺齒體"
)
_NEW = (
    "沢浜島崎高辺辺龍富会学国広斎斎斎桜恵徳真実静寿栄蔵鉄医与亀滝"
    "条桧応円気豊弥瀬増県駅労岳団単営槙黒昼概弁浅歯体"
)
_IN_USE = str.maketrans(_OLD, _NEW)
_ALIKE = {
    new: new + "".join(map(chr, (o for o, n in _IN_USE.items() if n == ord(new)))) for new in _NEW
}

MOST_SPELLINGS = 32


def in_use(text: str) -> str:
    """With the characters of everyday use: 高 for 髙, 辺 for 邊."""
    return text.translate(_IN_USE)


def spelt_anyhow(text: str) -> set[str]:
    """All that it may be on record as: 高橋 and 髙橋.

    Of a text with too many such characters only what was typed and the everyday form.
    """
    alike = [_ALIKE.get(character, character) for character in in_use(text)]
    if prod(map(len, alike)) > MOST_SPELLINGS:
        return {text, in_use(text)}
    return set(map("".join, product(*alike)))
