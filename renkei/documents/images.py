"""Images, drawn anew.

Decoding to pixels and encoding again drops place, camera, comments, colour
profile and whatever hangs behind the image; only what is seen stays.
"""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING

from renkei.documents.refusals import BrokenFile, TooManyPixels

if TYPE_CHECKING:
    from PIL import Image

SIGNATURES = {b"\x89PNG\r\n\x1a\n": ".png", b"\xff\xd8\xff": ".jpg"}
FORMATS = {".png": "PNG", ".jpg": "JPEG"}
MAX_PIXELS = 40_000_000


def image_suffix(content: bytes) -> str:
    """ ".png" or ".jpg" by the first bytes; "" for anything else."""
    found = (suffix for head, suffix in SIGNATURES.items() if content.startswith(head))
    return next(found, "")


def redrawn(content: bytes, suffix: str) -> bytes:
    """The same picture in the same format. Raises BrokenFile, TooManyPixels."""
    return encoded(opened(content), FORMATS[suffix])


def opened(content: bytes) -> Image.Image:
    """The pixels, upright, without anything else. Raises BrokenFile, TooManyPixels."""
    from PIL import Image  # noqa: PLC0415 -- 8 MB that only an upload needs

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # we count the pixels ourselves
            return _pixels(content)
    # Pillow raises whatever its decoders stumble over: OSError, SyntaxError, ValueError …
    except (OSError, SyntaxError, ValueError, ArithmeticError, LookupError, TypeError) as reason:
        raise BrokenFile from reason
    except Image.DecompressionBombError as reason:
        raise TooManyPixels from reason


def encoded(image: Image.Image, form: str) -> bytes:
    """The file of an image; JPEG has no transparency and gets none."""
    out = io.BytesIO()
    if form == "JPEG" and image.mode == "RGBA":
        image = image.convert("RGB")
    image.save(out, form, quality=90, optimize=True)
    return out.getvalue()


def _pixels(content: bytes) -> Image.Image:
    from PIL import Image, ImageOps  # noqa: PLC0415 -- as above

    forms = list(FORMATS.values())
    with Image.open(io.BytesIO(content), formats=forms) as image:
        if image.width * image.height > MAX_PIXELS:
            raise TooManyPixels
        image.verify()
    # ``verify`` leaves the image unusable, so it is opened again.
    with Image.open(io.BytesIO(content), formats=forms) as image:
        upright = ImageOps.exif_transpose(image)
        clean = upright.convert(_mode(upright))
    clean.info = {}
    return clean


def _mode(image: Image.Image) -> str:
    if image.has_transparency_data:
        return "RGBA"
    return "L" if image.mode in {"1", "L"} else "RGB"
