from django.urls import path

from renkei.liaison import views

app_name = "liaison"
urlpatterns = [
    path("<slug:region>/desk/visits/", views.visits, name="visits"),
    path("<slug:region>/desk/visits/table.csv", views.visits_table, name="visits-table"),
    path("<slug:region>/desk/visits/new/", views.visit_record, name="visit-record"),
    path("<slug:region>/desk/visits/<id:visit>/", views.visit, name="visit"),
    path("<slug:region>/desk/visits/<id:visit>/edit/", views.visit_edit, name="visit-edit"),
    path("<slug:region>/desk/visits/<id:visit>/copy/", views.visit_copy, name="visit-copy"),
    path("<slug:region>/desk/visits/<id:visit>/cancel/", views.visit_cancel, name="visit-cancel"),
    path("<slug:region>/desk/visits/<id:visit>/delete/", views.visit_delete, name="visit-delete"),
    path(
        "<slug:region>/desk/visits/<id:visit>/restore/", views.visit_restore, name="visit-restore"
    ),
]
