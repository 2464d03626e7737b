"""Handing a kept file out so that it can do no harm in the browser.

The caller has already asked its own rule who may have it.
"""

from django.http import FileResponse

from renkei.documents.models import Edition

# Only what a browser merely draws; a PDF opens in its own viewer, outside our pages.
SHOWN = frozenset({"image/png", "image/jpeg"})


def download(edition: Edition, *, shown: bool = False) -> FileResponse:
    """The file under its own name (RFC 5987); ``shown`` lets an image appear in a page.

    ``sandbox`` gives whatever is inside a foreign origin and no scripts, and the
    type is taken at its word.
    """
    response = FileResponse(
        edition.file.open("rb"),
        as_attachment=not (shown and edition.content_type in SHOWN),
        filename=edition.file_name,
        content_type=edition.content_type,
    )
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-cache"
    return response
