"""Addresses of the desk and of the facility's own page; part of the directory's addresses."""

from django.urls import path

from renkei.directory.views import update
from renkei.directory.views.desk import (
    corrections,
    imports,
    informal,
    joins,
    notes,
    outlines,
    resources,
    undo,
    vacancies,
)

DESK = "<slug:region>/desk/resources/"
PLACE = f"{DESK}<id:facility>/"
INFORMAL = f"{DESK}informal/"
ONE = f"{INFORMAL}<id:informalservice>/"
IMPORT = f"{DESK}imports/<id:importrun>/"
OUTLINE = f"{DESK}outlines/<id:outlinerun>/"
CORRECTION = f"{DESK}corrections/<id:correction>/"

urlpatterns = [
    path(DESK, resources.resources, name="resources"),
    path(f"{DESK}vacancies/", vacancies.vacancies, name="vacancies"),
    path(f"{DESK}vacancies/<id:vacancy>/", vacancies.vacancy_tell, name="vacancy-tell"),
    path(f"{DESK}corrections/", corrections.corrections, name="corrections"),
    path(f"{CORRECTION}approve/", corrections.correction_approve, name="correction-approve"),
    path(f"{CORRECTION}refuse/", corrections.correction_refuse, name="correction-refuse"),
    path(f"{CORRECTION}undo/", corrections.correction_take_back, name="correction-take-back"),
    path(INFORMAL, informal.informal, name="informal"),
    path(f"{INFORMAL}calls/", informal.informal_calls, name="informal-calls"),
    path(f"{INFORMAL}new/", informal.informal_record, name="informal-record"),
    path(f"{ONE}edit/", informal.informal_edit, name="informal-edit"),
    path(f"{ONE}copy/", informal.informal_copy, name="informal-copy"),
    path(f"{ONE}call/", informal.informal_call, name="informal-call"),
    path(f"{ONE}delete/", informal.informal_delete, name="informal-delete"),
    path(f"{ONE}restore/", informal.informal_restore, name="informal-restore"),
    path(f"{DESK}imports/", imports.imports, name="imports"),
    path(IMPORT, imports.import_run, name="import-run"),
    path(f"{IMPORT}confirm/", imports.import_confirm, name="import-confirm"),
    path(f"{IMPORT}advance/", imports.import_advance, name="import-advance"),
    path(f"{IMPORT}again/", imports.import_again, name="import-again"),
    path(f"{IMPORT}give-up/", imports.import_give_up, name="import-give-up"),
    path(f"{DESK}outlines/", outlines.outlines, name="outline-runs"),
    path(OUTLINE, outlines.outline_run, name="outline-run"),
    path(f"{OUTLINE}take/", outlines.outline_take, name="outline-take"),
    path(f"{OUTLINE}take-back/", outlines.outline_take_back, name="outline-take-back"),
    path(f"{DESK}joins/", joins.joins, name="joins"),
    path(f"{DESK}joins/look/", joins.joins_look, name="joins-look"),
    path(f"{DESK}joins/decided/", joins.joins_decided, name="joins-decided"),
    path(f"{DESK}joins/<id:join>/same/", joins.join_same, name="join-same"),
    path(f"{DESK}joins/<id:join>/apart/", joins.join_apart, name="join-apart"),
    path(f"{DESK}joins/<id:join>/undo/", joins.join_undo, name="join-undo"),
    path(f"{DESK}undo/<str:kept>/", undo.put_back, name="put-back"),
    path(PLACE, resources.resource, name="resource"),
    path(f"{PLACE}correct/<slug:field>/", resources.resource_correct, name="resource-correct"),
    path(
        f"{PLACE}correct/<slug:field>/published/",
        corrections.resource_as_published,
        name="resource-as-published",
    ),
    path(f"{PLACE}abilities/", resources.resource_abilities, name="resource-abilities"),
    path(f"{PLACE}vacancy/", resources.resource_vacancy, name="resource-vacancy"),
    path(f"{PLACE}unchanged/", corrections.corrections_unchanged, name="corrections-unchanged"),
    path(f"{PLACE}link/", resources.resource_link, name="resource-link"),
    path(f"{PLACE}note/", notes.note_record, name="note-record"),
    path("<slug:region>/notes/<id:note>/", notes.note_edit, name="note-edit"),
    path(f"{DESK}notes/<id:note>/remove/", notes.note_remove, name="note-remove"),
    path("<slug:region>/update/<str:token>/", update.facility_update, name="facility-update"),
]
