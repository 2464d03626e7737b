"""The desk pages of trainings."""

from django.http import HttpRequest, HttpResponse

from renkei.core.guard import guard
from renkei.events.desk import handouts_of
from renkei.programme import desk
from renkei.programme.models import Region
from renkei.programme.policies import may_open_desk, may_record
from renkei.training.filters import TrainingFilters
from renkei.training.forms import TrainingForm
from renkei.training.models import Training

TRAININGS = desk.Noun(
    label="研修",
    model=Training,
    form=TrainingForm,
    filters=TrainingFilters,
    view="training:training",
    list_view="training:trainings",
    list_template="training/trainings.html",
    detail_template="training/training.html",
)


@guard(may_open_desk, Region)
def trainings(request: HttpRequest, region: Region) -> HttpResponse:
    records = Training.objects.select_related("kind", "region")
    return desk.show_list(request, TRAININGS, region, records)


@guard(may_record, Region)
def training_record(request: HttpRequest, region: Region) -> HttpResponse:
    return desk.record(request, TRAININGS, region)


@guard(may_open_desk, Training)
def training(request: HttpRequest, training: Training) -> HttpResponse:
    return desk.show(request, TRAININGS, training, handouts=handouts_of(training))


@guard(may_record, Training)
def training_edit(request: HttpRequest, training: Training) -> HttpResponse:
    return desk.edit(request, TRAININGS, training)


@guard(may_record, Training)
def training_copy(request: HttpRequest, training: Training) -> HttpResponse:
    return desk.copy(request, TRAININGS, training)


@guard(may_record, Training)
def training_cancel(request: HttpRequest, training: Training) -> HttpResponse:
    return desk.cancel(request, TRAININGS, training)


@guard(may_record, Training)
def training_delete(request: HttpRequest, training: Training) -> HttpResponse:
    return desk.delete(request, TRAININGS, training)


@guard(may_record, Training)
def training_restore(request: HttpRequest, training: Training) -> HttpResponse:
    return desk.restore(request, TRAININGS, training)
