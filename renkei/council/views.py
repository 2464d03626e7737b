"""The desk pages of meetings and councils."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from renkei.council.filters import MeetingFilters
from renkei.council.forms import MeetingForm
from renkei.council.models import Meeting
from renkei.core.guard import guard
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
    records = Meeting.objects.select_related("kind", "region").prefetch_related("occasions")
    return desk.show_list(request, MEETINGS, region, records)


@guard(may_record, Region)
def meeting_record(request: HttpRequest, region: Region) -> HttpResponse:
    return desk.record(request, MEETINGS, region)


@guard(may_open_desk, Meeting)
def meeting(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    return desk.show(request, MEETINGS, meeting)


@guard(may_record, Meeting)
def meeting_edit(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    return desk.edit(request, MEETINGS, meeting)


@guard(may_record, Meeting)
def meeting_copy(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    return desk.copy(request, MEETINGS, meeting)


@guard(may_record, Meeting)
def meeting_cancel(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    return desk.cancel(request, MEETINGS, meeting)


@require_POST
@guard(may_record, Meeting)
def meeting_delete(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    return desk.delete(request, MEETINGS, meeting)


@require_POST
@guard(may_record, Meeting)
def meeting_restore(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    return desk.restore(request, MEETINGS, meeting)
