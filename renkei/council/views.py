"""The desk pages of meetings and councils."""

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from renkei.core import clock
from renkei.core.actors import actor_of
from renkei.core.guard import guard
from renkei.council.filters import MeetingFilters
from renkei.council.forms import CouncilForm, MeetingForm
from renkei.council.models import Council, Meeting
from renkei.events.desk import handouts_of
from renkei.programme import desk
from renkei.programme.models import Region
from renkei.programme.policies import may_open_desk, may_record

MEETINGS = desk.Noun(
    label="会議",
    model=Meeting,
    form=MeetingForm,
    filters=MeetingFilters,
    view="council:meeting",
    list_view="council:meetings",
    list_template="council/meetings.html",
    detail_template="council/meeting.html",
)


@guard(may_open_desk, Region)
def meetings(request: HttpRequest, region: Region) -> HttpResponse:
    records = Meeting.objects.select_related("kind", "region")
    return desk.show_list(request, MEETINGS, region, records)


@guard(may_record, Region)
def meeting_record(request: HttpRequest, region: Region) -> HttpResponse:
    return desk.record(request, MEETINGS, region)


@guard(may_open_desk, Meeting)
def meeting(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    return desk.show(request, MEETINGS, meeting, handouts=handouts_of(meeting))


@guard(may_record, Meeting)
def meeting_edit(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    return desk.edit(request, MEETINGS, meeting)


@guard(may_record, Meeting)
def meeting_copy(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    return desk.copy(request, MEETINGS, meeting)


@guard(may_record, Meeting)
def meeting_cancel(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    return desk.cancel(request, MEETINGS, meeting)


@guard(may_record, Meeting)
def meeting_delete(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    return desk.delete(request, MEETINGS, meeting)


@guard(may_record, Meeting)
def meeting_restore(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    return desk.restore(request, MEETINGS, meeting)


@guard(may_open_desk, Region)
def councils(request: HttpRequest, region: Region) -> HttpResponse:
    """The standing bodies with how often they met."""
    met = Count("meetings", filter=Q(meetings__deleted_at=None, meetings__cancelled_at=None))
    known = Council.objects.of(region).annotate(met=met)
    return render(request, "council/councils.html", {"councils": known})


@guard(may_record, Region)
def council_record(request: HttpRequest, region: Region) -> HttpResponse:
    form = CouncilForm(_posted(request), region=region)
    return _council_page(request, region, form, "協議会を加える")


@guard(may_record, Council)
def council_edit(request: HttpRequest, council: Council) -> HttpResponse:
    form = CouncilForm(_posted(request), region=council.region, council=council)
    return _council_page(request, council.region, form, f"{council}の名前を直す")


def _posted(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _council_page(
    request: HttpRequest, region: Region, form: CouncilForm, title: str
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        kept = form.keep(by=actor_of(request), at=clock.now())
        if kept is not None:
            messages.success(request, f"{kept}を記録しました。")
            return redirect("council:councils", region=region.slug)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "page_title": title}
    return render(request, "council/council.html", context, status=status)
