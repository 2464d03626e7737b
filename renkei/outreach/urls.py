from django.urls import path

from renkei.outreach.views import districts, leaflets, lectures

app_name = "outreach"
urlpatterns = [
    path("<slug:region>/desk/lectures/", lectures.lectures, name="lectures"),
    path("<slug:region>/desk/lectures/new/", lectures.lecture_record, name="lecture-record"),
    path("<slug:region>/desk/lectures/<id:lecture>/", lectures.lecture, name="lecture"),
    path(
        "<slug:region>/desk/lectures/<id:lecture>/edit/", lectures.lecture_edit, name="lecture-edit"
    ),
    path(
        "<slug:region>/desk/lectures/<id:lecture>/copy/", lectures.lecture_copy, name="lecture-copy"
    ),
    path(
        "<slug:region>/desk/lectures/<id:lecture>/cancel/",
        lectures.lecture_cancel,
        name="lecture-cancel",
    ),
    path(
        "<slug:region>/desk/lectures/<id:lecture>/delete/",
        lectures.lecture_delete,
        name="lecture-delete",
    ),
    path(
        "<slug:region>/desk/lectures/<id:lecture>/restore/",
        lectures.lecture_restore,
        name="lecture-restore",
    ),
    path("<slug:region>/desk/lectures/districts/", districts.districts, name="districts"),
    path(
        "<slug:region>/desk/lectures/districts/<id:district>/edit/",
        districts.district_edit,
        name="district-edit",
    ),
    path(
        "<slug:region>/desk/lectures/districts/<id:district>/remove/",
        districts.district_remove,
        name="district-remove",
    ),
    path("<slug:region>/desk/leaflets/", leaflets.leaflets, name="leaflets"),
    path("<slug:region>/desk/leaflets/new/", leaflets.leaflet_record, name="leaflet-record"),
    path("<slug:region>/desk/leaflets/<id:leaflet>/", leaflets.leaflet, name="leaflet"),
    path(
        "<slug:region>/desk/leaflets/<id:leaflet>/edit/", leaflets.leaflet_edit, name="leaflet-edit"
    ),
    path(
        "<slug:region>/desk/leaflets/<id:leaflet>/copy/", leaflets.leaflet_copy, name="leaflet-copy"
    ),
    path(
        "<slug:region>/desk/leaflets/<id:leaflet>/cancel/",
        leaflets.leaflet_cancel,
        name="leaflet-cancel",
    ),
    path(
        "<slug:region>/desk/leaflets/<id:leaflet>/delete/",
        leaflets.leaflet_delete,
        name="leaflet-delete",
    ),
    path(
        "<slug:region>/desk/leaflets/<id:leaflet>/restore/",
        leaflets.leaflet_restore,
        name="leaflet-restore",
    ),
]
