from django.urls import path

from renkei.council import views

app_name = "council"
urlpatterns = [
    path("<slug:region>/desk/councils/", views.councils, name="councils"),
    path("<slug:region>/desk/councils/new/", views.council_record, name="council-record"),
    path("<slug:region>/desk/councils/<id:council>/edit/", views.council_edit, name="council-edit"),
    path("<slug:region>/desk/meetings/", views.meetings, name="meetings"),
    path("<slug:region>/desk/meetings/new/", views.meeting_record, name="meeting-record"),
    path("<slug:region>/desk/meetings/<id:meeting>/", views.meeting, name="meeting"),
    path("<slug:region>/desk/meetings/<id:meeting>/edit/", views.meeting_edit, name="meeting-edit"),
    path("<slug:region>/desk/meetings/<id:meeting>/copy/", views.meeting_copy, name="meeting-copy"),
    path(
        "<slug:region>/desk/meetings/<id:meeting>/cancel/",
        views.meeting_cancel,
        name="meeting-cancel",
    ),
    path(
        "<slug:region>/desk/meetings/<id:meeting>/delete/",
        views.meeting_delete,
        name="meeting-delete",
    ),
    path(
        "<slug:region>/desk/meetings/<id:meeting>/restore/",
        views.meeting_restore,
        name="meeting-restore",
    ),
]
