from django.urls import path

from renkei.events import desk, views

app_name = "events"
_events = "<slug:region>/events/"
_papers = "<slug:region>/desk/events/<id:gathering>/papers/"
urlpatterns = [
    path(_events, views.gatherings, name="gatherings"),
    path(f"{_events}<id:gathering>/", views.gathering, name="gathering"),
    path(f"{_events}<id:gathering>.ics", views.gathering_calendar, name="gathering-calendar"),
    path(f"{_events}<id:gathering>/fax/", views.gathering_fax, name="gathering-fax"),
    path(f"{_events}<id:gathering>/papers/<id:paper>/", desk.paper, name="paper"),
    path(f"{_papers}new/", desk.paper_attach, name="paper-attach"),
    path(f"{_papers}<id:paper>/remove/", desk.paper_remove, name="paper-remove"),
    path(f"{_papers}<id:paper>/restore/", desk.paper_restore, name="paper-restore"),
]
