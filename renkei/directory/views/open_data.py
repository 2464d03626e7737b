"""The directory as files for everybody."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import conditional_page, require_safe

from renkei.core.context import booklets_of
from renkei.core.guard import anyone, guard
from renkei.directory.exports.files import NAMES, file_of, files_of
from renkei.directory.exports.terms_of_use import LICENCE, LICENCE_URL, attributions
from renkei.programme.models import Region


@require_safe
@guard(anyone, Region)
def open_data(request: HttpRequest, region: Region) -> HttpResponse:
    """Which files there are, how large, and under which terms."""
    context = {
        "files": files_of(region),
        "licence": LICENCE,
        "licence_url": LICENCE_URL,
        "sources": attributions(region),
        "booklets": booklets_of(region),
    }
    return render(request, "directory/public/open_data.html", context)


@require_safe
@conditional_page
@guard(anyone, Region)
def open_data_file(request: HttpRequest, region: Region, name: str) -> HttpResponse:
    """One of the files, to be kept."""
    if name not in NAMES:
        raise Http404
    file = file_of(region, name)
    return HttpResponse(
        file.content,
        content_type=file.content_type,
        headers={
            "Content-Disposition": f'attachment; filename="{region.slug}-{file.name}"',
            "Link": f'<{LICENCE_URL}>; rel="license"',
            "Access-Control-Allow-Origin": "*",
        },
    )
