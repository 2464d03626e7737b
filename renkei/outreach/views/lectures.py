"""The desk pages of lectures for residents."""

from django.http import HttpRequest, HttpResponse

from renkei.core.guard import guard
from renkei.events.desk import handouts_of
from renkei.outreach.filters import LectureFilters
from renkei.outreach.forms import LectureForm
from renkei.outreach.models import Lecture
from renkei.programme import desk
from renkei.programme.models import Region
from renkei.programme.policies import may_open_desk, may_record

LECTURES = desk.Noun(
    label="講座・催し",
    model=Lecture,
    form=LectureForm,
    filters=LectureFilters,
    view="outreach:lecture",
    list_view="outreach:lectures",
    list_template="outreach/lectures.html",
    detail_template="outreach/lecture.html",
)


@guard(may_open_desk, Region)
def lectures(request: HttpRequest, region: Region) -> HttpResponse:
    records = Lecture.objects.select_related("kind", "region", "school_district")
    return desk.show_list(request, LECTURES, region, records)


@guard(may_record, Region)
def lecture_record(request: HttpRequest, region: Region) -> HttpResponse:
    return desk.record(request, LECTURES, region)


@guard(may_open_desk, Lecture)
def lecture(request: HttpRequest, lecture: Lecture) -> HttpResponse:
    return desk.show(request, LECTURES, lecture, handouts=handouts_of(lecture))


@guard(may_record, Lecture)
def lecture_edit(request: HttpRequest, lecture: Lecture) -> HttpResponse:
    return desk.edit(request, LECTURES, lecture)


@guard(may_record, Lecture)
def lecture_copy(request: HttpRequest, lecture: Lecture) -> HttpResponse:
    return desk.copy(request, LECTURES, lecture)


@guard(may_record, Lecture)
def lecture_cancel(request: HttpRequest, lecture: Lecture) -> HttpResponse:
    return desk.cancel(request, LECTURES, lecture)


@guard(may_record, Lecture)
def lecture_delete(request: HttpRequest, lecture: Lecture) -> HttpResponse:
    return desk.delete(request, LECTURES, lecture)


@guard(may_record, Lecture)
def lecture_restore(request: HttpRequest, lecture: Lecture) -> HttpResponse:
    return desk.restore(request, LECTURES, lecture)
