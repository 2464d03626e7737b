from django.urls import path

from renkei.events import desk, views

app_name = "events"
_events = "<slug:region>/events/"
_handouts = "<slug:region>/desk/events/<id:gathering>/handouts/"
urlpatterns = [
    path(_events, views.gatherings, name="gatherings"),
    path(f"{_events}<id:gathering>/", views.gathering, name="gathering"),
    path(f"{_events}<id:gathering>.ics", views.gathering_calendar, name="gathering-calendar"),
    path(f"{_events}<id:gathering>/fax/", views.gathering_fax, name="gathering-fax"),
    path(f"{_events}<id:gathering>/handouts/<id:handout>/", desk.handout, name="handout"),
    path(f"{_handouts}new/", desk.handout_attach, name="handout-attach"),
    path(f"{_handouts}<id:handout>/remove/", desk.handout_remove, name="handout-remove"),
    path(f"{_handouts}<id:handout>/restore/", desk.handout_restore, name="handout-restore"),
]
