"""QR codes as drawings within the page: no file, no request."""

from __future__ import annotations

import segno
from django.utils.safestring import SafeString, mark_safe

QUIET_ZONE = 4


def qr_code(text: str) -> SafeString:
    """An ``<svg>`` that scales with its frame, without a style of its own."""
    drawing = segno.make(text, error="m", micro=False).svg_inline(
        border=QUIET_ZONE, omitsize=True, svgclass="c-qr__code", lineclass=None
    )
    return mark_safe(drawing)  # noqa: S308 -- drawn by segno from squares only
