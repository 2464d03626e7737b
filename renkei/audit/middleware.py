"""Every refusal leaves a trace."""

import logging
from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from renkei.audit.actions import record_plain
from renkei.audit.models import Verb
from renkei.audit.origin import origin_of
from renkei.core import clock
from renkei.core.actors import actor_of

log = logging.getLogger(__name__)


class RecordRefusals:
    """Write down who was refused which page; the query string stays out of the log.

    The refusal itself is answered even when the log cannot be written to.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        if not isinstance(exception, PermissionDenied):
            return
        try:
            with transaction.atomic():
                _record(request, str(exception))
        except DatabaseError:
            log.exception("A refusal could not be written down")


def _record(request: HttpRequest, sentence: str) -> None:
    match: Any = request.resolver_match
    record_plain(
        Verb.REFUSE,
        by=actor_of(request),
        at=clock.now(),
        region=getattr(getattr(request, "region", None), "slug", ""),
        label=match.view_name if match else "",
        reason=sentence,
        origin=origin_of(request),
    )
