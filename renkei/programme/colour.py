"""Contrast of a region's colour, after WCAG 2.1 (relative luminance, 1.4.3)."""

import re
from colorsys import hls_to_rgb, rgb_to_hls
from math import floor

from django.core.exceptions import ValidationError

_FORM = re.compile("#[0-9a-fA-F]{6}")
AA_TEXT = 4.5
BAR_SHARE = 0.9
TINT_LIGHTNESS, TINT_SATURATION = 0.94, 0.55


def luminance(colour: str) -> float:
    """Relative luminance 0–1 of ``#rrggbb``."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    ]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio 1–21 of two colours ``#rrggbb``."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def readable_on_white(colour: str) -> None:
    """Refuse a colour in which text on white could not be read (AA, 4.5:1)."""
    if not _FORM.fullmatch(colour):
        return  # the form of the value is another validator's sentence
    ratio = contrast(colour, "#ffffff")
    if ratio < AA_TEXT:
        raise ValidationError(
            f"白の上で読みにくい色です（コントラスト {floor(ratio * 100) / 100:.2f}）。"
            f"{AA_TEXT} 以上になるよう、もっと濃い色にしてください。"
            f"たとえば {nearest_readable(colour)} なら使えます。"
        )


def mixed_with_white(colour: str, share: float) -> str:
    """``colour`` painted with ``share`` (0–1) of itself on white, as ``#rrggbb``."""
    channels = [int(colour[start : start + 2], 16) for start in (1, 3, 5)]
    return "#" + "".join(f"{round(255 + (c - 255) * share):02x}" for c in channels)


def nearest_readable(colour: str) -> str:
    """The same hue, darkened just enough for text on white (AA)."""
    darker = (_darkened(colour, percent / 100) for percent in range(100, -1, -1))
    return next(shade for shade in darker if contrast(shade, "#ffffff") >= AA_TEXT)


def _darkened(colour: str, share: float) -> str:
    channels = [int(colour[start : start + 2], 16) for start in (1, 3, 5)]
    return "#" + "".join(f"{int(c * share):02x}" for c in channels)


def derived(accent: str) -> dict[str, str]:
    """What follows from a region's colour: the tint of surfaces and the bars of charts."""
    return {
        "tint": _tint(accent),
        "bar": mixed_with_white(accent, BAR_SHARE),
    }


def _tint(accent: str) -> str:
    """The same hue as light as paper; a gray stays gray."""
    channels = [int(accent[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    hue, _, saturation = rgb_to_hls(*channels)
    light = hls_to_rgb(hue, TINT_LIGHTNESS, min(saturation, TINT_SATURATION))
    return "#" + "".join(f"{round(c * 255):02x}" for c in light)
