"""The operator reads the log."""

from typing import NamedTuple

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from renkei.audit.forms import EventFilter
from renkei.audit.models import AuditEvent, Verb
from renkei.audit.names import page_name, region_names
from renkei.audit.policies import may_read_audit
from renkei.core.guard import guard_site

PER_PAGE = 50


@guard_site(may_read_audit)
@require_safe
def event_list(request: HttpRequest) -> HttpResponse:
    names = region_names()
    form = EventFilter(request.GET, names=names)
    page = Paginator(form.events(), PER_PAGE).get_page(request.GET.get("page"))
    rows = [_Row(event, names.get(event.region, event.region), _subject(event)) for event in page]
    return render(request, "audit/event_list.html", {"form": form, "page": page, "rows": rows})


class _Row(NamedTuple):
    event: AuditEvent
    region: str
    subject: str


def _subject(event: AuditEvent) -> str:
    return page_name(event.object_label) if event.verb == Verb.REFUSE else event.object_label
