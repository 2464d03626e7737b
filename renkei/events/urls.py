from django.urls import path

from renkei.events import views

app_name = "events"
_events = "<slug:region>/events/"
urlpatterns = [
    path(_events, views.gatherings, name="gatherings"),
    path(f"{_events}<id:gathering>/", views.gathering, name="gathering"),
    path(f"{_events}<id:gathering>.ics", views.gathering_calendar, name="gathering-calendar"),
    path(f"{_events}<id:gathering>/fax/", views.gathering_fax, name="gathering-fax"),
]
