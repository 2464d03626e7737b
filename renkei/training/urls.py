from django.urls import path

from renkei.training import views

app_name = "training"
urlpatterns = [
    path("<slug:region>/desk/trainings/", views.trainings, name="trainings"),
    path("<slug:region>/desk/trainings/new/", views.training_record, name="training-record"),
    path("<slug:region>/desk/trainings/<id:training>/", views.training, name="training"),
    path(
        "<slug:region>/desk/trainings/<id:training>/edit/",
        views.training_edit,
        name="training-edit",
    ),
    path(
        "<slug:region>/desk/trainings/<id:training>/copy/",
        views.training_copy,
        name="training-copy",
    ),
    path(
        "<slug:region>/desk/trainings/<id:training>/cancel/",
        views.training_cancel,
        name="training-cancel",
    ),
    path(
        "<slug:region>/desk/trainings/<id:training>/delete/",
        views.training_delete,
        name="training-delete",
    ),
    path(
        "<slug:region>/desk/trainings/<id:training>/restore/",
        views.training_restore,
        name="training-restore",
    ),
]
