"""The operator reads the log."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from renkei.audit.forms import EventFilter
from renkei.audit.policies import may_read_audit
from renkei.core.guard import guard_site

PER_PAGE = 50


@guard_site(may_read_audit)
@require_safe
def event_list(request: HttpRequest) -> HttpResponse:
    form = EventFilter(request.GET)
    page = Paginator(form.events(), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "audit/event_list.html", {"form": form, "page": page})
