from django.urls import path

from renkei.portal.views import council, desk, drafts, public, site

app_name = "portal"
_desk = "<slug:region>/desk/"
_follow_up = f"{_desk}follow-ups/<id:visit>/"
urlpatterns = [
    path("", site.entrance, name="entrance"),
    path("healthz", site.health, name="health"),
    path("robots.txt", site.robots, name="robots"),
    path("favicon.ico", site.favicon, name="favicon"),
    path(".well-known/security.txt", site.security, name="security"),
    path("<slug:region>/", public.home, name="home"),
    path("<slug:region>/contact/", public.contact, name="contact"),
    path("<slug:region>/about/", public.about, name="about"),
    path("<slug:region>/accessibility/", public.accessibility, name="accessibility"),
    path("<slug:region>/privacy/", public.privacy, name="privacy"),
    path(_desk, desk.today, name="today"),
    path(f"{_desk}council/", council.council, name="council"),
    path(f"{_desk}record/", desk.record, name="record"),
    path(f"{_desk}search/", desk.search, name="desk-search"),
    path("<slug:region>/drafts/<uuid:uuid>/discard/", drafts.discard, name="draft-discard"),
    path(f"{_desk}calendar/", desk.calendar, name="calendar"),
    path(f"{_follow_up}finish/", desk.follow_up_finish, name="follow-up-finish"),
    path(f"{_follow_up}reopen/", desk.follow_up_reopen, name="follow-up-reopen"),
]
