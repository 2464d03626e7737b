"""QR codes as drawings: within a page, without file or request, and on paper."""

from __future__ import annotations

import io

import segno
from django.utils.safestring import SafeString, mark_safe

QUIET_ZONE = 4


def qr_code(text: str) -> SafeString:
    """An ``<svg>`` that scales with its frame, without a style of its own."""
    drawing = _made(text).svg_inline(
        border=QUIET_ZONE, omitsize=True, svgclass="c-qr__code", lineclass=None
    )
    return mark_safe(drawing)  # noqa: S308 -- drawn by segno from squares only


def qr_file(text: str) -> str:
    """The drawing as an SVG document of its own."""
    target = io.BytesIO()
    _made(text).save(target, kind="svg", border=QUIET_ZONE, xmldecl=False)
    return target.getvalue().decode()


def _made(text: str) -> segno.QRCode:
    return segno.make(text, error="m", micro=False)
