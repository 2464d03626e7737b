"""The answers of the HSDS 3.0 interface: JSON for everybody, nothing to write."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import get_conditional_response, set_response_etag
from django.views.decorators.csrf import csrf_exempt

from renkei.core import clock
from renkei.core.guard import public
from renkei.directory.exports.terms_of_use import LICENCE, LICENCE_URL, attributions
from renkei.openreferral import assembly, mapping, rows
from renkei.openreferral.asking import PAGED, BadQuestion, Question, check_names, scheme_of
from renkei.openreferral.ids import Kind

VERSION = "3.0"
SPECIFICATION = "https://raw.githubusercontent.com/openreferral/specification/3.0/schema"
MODIFICATIONS = "https://docs.openreferral.org/en/3.0/hsds/api_reference.html"
READ_ONLY = "GET, HEAD, OPTIONS"
KEPT_SECONDS = 300

# What is known of lists of services; one record alone is always told in full.
SERVICES = (*PAGED, "search", "taxonomy_term_id", "organization_id", "modified_after", "full")

Answer = dict[str, Any]


def answer(*known: str) -> Callable[[Callable[..., Answer]], Any]:
    """Make an object the whole answer: licence and sources in it, readable from any page.

    A question that cannot be read, or has a parameter that is not ``known``, is answered 400,
    one about nothing 404, anything but reading 405, all as JSON.
    """

    def decorate(view: Callable[..., Answer]) -> Any:
        # Nothing can be changed here: a form sent from elsewhere is refused like any other.
        @csrf_exempt
        @wraps(view)
        def answering(request: HttpRequest, **kwargs: Any) -> HttpResponse:
            if request.method == "OPTIONS":
                return _open(HttpResponse(status=204))
            told, status = _told_of(view, known, request, kwargs)
            terms = {"license": LICENCE, "license_url": LICENCE_URL, "attribution": attributions()}
            response = _json(told | terms, status)
            return _open(_if_new(request, response) if status == 200 else response)

        return public(answering)

    return decorate


def _told_of(
    view: Callable[..., Answer], known: tuple[str, ...], request: HttpRequest, named: Any
) -> tuple[Answer, int]:
    if request.method not in ("GET", "HEAD"):
        return {"error": f"only {READ_ONLY} are answered"}, 405
    try:
        told = view(request, **named)
        # Afterwards: what is not there is not found, whatever is asked of it.
        check_names(request.GET, known)
    except BadQuestion as error:
        return {"error": str(error)}, 400
    except Http404:
        return {"error": "not found"}, 404
    return told, 200


def _json(told: Answer, status: int) -> HttpResponse:
    return JsonResponse(told, status=status, json_dumps_params={"ensure_ascii": False})


def _if_new(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The response with its ETag; 304 to those who have it already.

    Django's own ``conditional_page`` tells a HEAD nothing of it (RFC 9110, 9.3.2).
    """
    set_response_etag(response)
    told = get_conditional_response(request, etag=response["ETag"], response=response)
    return cast("HttpResponse", told)


def _open(response: HttpResponse) -> HttpResponse:
    """Any page may read it (CORS); nobody may send anything."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Allow-Methods"] = READ_ONLY
    response["Access-Control-Allow-Headers"] = "If-None-Match"
    response["Access-Control-Expose-Headers"] = "ETag, Link"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    if response.status_code == 405:
        response["Allow"] = READ_ONLY
    response["Link"] = f'<{LICENCE_URL}>; rel="license"'
    if response.status_code in (200, 304):
        response["Cache-Control"] = f"public, max-age={KEPT_SECONDS}"
    return response


def _one(found: list[Answer]) -> Answer:
    if not found:
        raise Http404
    return found[0]


@answer()
def root(request: HttpRequest) -> Answer:
    return {
        "version": VERSION,
        "profile": MODIFICATIONS,
        "openapi_url": f"{SPECIFICATION}/openapi.json",
    }


@answer(*SERVICES)
def services(request: HttpRequest) -> Answer:
    asked = Question.of(request.GET)
    filters: Any = {
        "words": asked.words,
        "term": asked.term,
        "organization": asked.organization,
        "since": asked.since,
    }
    parts = [rows.services(**filters), rows.informal_services(**filters)]
    (insured, informal), total = asked.slices(parts)
    listed = rows.service_rows(insured), rows.informal_rows(informal)
    return asked.envelope(_told(*listed, in_full=asked.in_full), total)


def _told(
    insured: list[mapping.Row], informal: list[mapping.Row], *, in_full: bool
) -> list[Answer]:
    today = clock.today()
    if in_full:
        whole = assembly.services(insured, clock.now())
        return whole + assembly.informal_services_in_full(informal, today)
    listed = [mapping.service(row) for row in insured]
    return listed + assembly.informal_services(informal, today)


@answer("full")
def service(request: HttpRequest, uuid: UUID) -> Answer:
    insured = rows.services().filter(public_id=rows.named(Kind.SERVICE, uuid))
    informal = rows.informal_services().filter(public_id=rows.named(Kind.INFORMAL_SERVICE, uuid))
    return _one(_told(rows.service_rows(insured), rows.informal_rows(informal), in_full=True))


@answer(*SERVICES)
def service_at_locations(request: HttpRequest) -> Answer:
    asked = Question.of(request.GET)
    found = rows.services(
        words=asked.words, term=asked.term, organization=asked.organization, since=asked.since
    )
    (part,), total = asked.slices([found])
    listed = rows.service_rows(part)
    if asked.in_full:
        return asked.envelope(assembly.services_at_locations(listed, clock.now()), total)
    return asked.envelope([mapping.service_at_location(row) for row in listed], total)


@answer("full")
def service_at_location(request: HttpRequest, uuid: UUID) -> Answer:
    found = rows.services().filter(public_id=rows.named(Kind.SERVICE_AT_LOCATION, uuid))
    return _one(assembly.services_at_locations(rows.service_rows(found), clock.now()))


@answer(*PAGED, "search", "modified_after")
def organizations(request: HttpRequest) -> Answer:
    asked = Question.of(request.GET)
    (part,), total = asked.slices([rows.organizations(words=asked.words, since=asked.since)])
    found = part.values(*rows.ORGANIZATION)
    return asked.envelope([mapping.organization(row) for row in found], total)


@answer("full")
def organization(request: HttpRequest, uuid: UUID) -> Answer:
    public_id = rows.named(Kind.ORGANIZATION, uuid)
    found = rows.organizations().filter(public_id=public_id).values(*rows.ORGANIZATION)
    offered = rows.service_rows(rows.services(organization=public_id))
    standing = [row for row in offered if not row["facility__merged_into_id"]]
    places = {row["facility_id"]: mapping.location_in_full(row) for row in standing}
    return _one([mapping.organization(row) for row in found]) | {
        "locations": list(places.values()),
        "services": [mapping.service(row) for row in offered],
    }


@answer(*PAGED)
def taxonomies(request: HttpRequest) -> Answer:
    asked = Question.of(request.GET)
    start = (asked.page - 1) * asked.per_page
    found = [mapping.taxonomy(scheme) for scheme in rows.SCHEMES]
    return asked.envelope(found[start : start + asked.per_page], len(found))


@answer()
def taxonomy(request: HttpRequest, uuid: UUID) -> Answer:
    scheme = scheme_of(uuid)
    return _one([mapping.taxonomy(scheme)] if scheme else [])


@answer(*PAGED, "search", "taxonomy_id")
def taxonomy_terms(request: HttpRequest) -> Answer:
    asked = Question.of(request.GET)
    (part,), total = asked.slices([rows.terms(words=asked.words, scheme=asked.scheme)])
    return asked.envelope([mapping.term(row) for row in part.values(*rows.TERM)], total)


@answer()
def taxonomy_term(request: HttpRequest, uuid: UUID) -> Answer:
    found = rows.terms().filter(public_id=rows.named(Kind.TERM, uuid)).values(*rows.TERM)
    return _one([mapping.term(row) for row in found])


@answer()
def unknown(request: HttpRequest, rest: str) -> Answer:
    """Any other address, so that it too is answered as JSON with the licence."""
    raise Http404
