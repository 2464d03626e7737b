from django.urls import include, path

from renkei.directory.views import geojson, helps, picked, public, report

app_name = "directory"
_search = "<slug:region>/search/"
_services = "<slug:region>/services/"
_service = f"{_services}<id:facility>/"
_helps = "<slug:region>/helps/"
_list = "<slug:region>/list/"
urlpatterns = [
    path(_search, public.find, name="search"),
    path(f"{_search}conditions/", public.add_conditions, name="conditions"),
    path(f"{_search}suggest/", public.suggest, name="suggest"),
    path(_services, public.services, name="services"),
    path(_service, public.service, name="service"),
    path(f"{_service}report/", report.report, name="report"),
    path(_helps, helps.helps, name="helps"),
    path(f"{_helps}<id:informalservice>/", helps.help_, name="help"),
    path(_list, picked.my_list, name="list"),
    path(f"{_list}place/", picked.measure, name="list-measure"),
    path(f"{_list}<id:facility>/remove/", picked.unpick, name="unpick"),
    path(f"{_list}<id:facility>/reason/", picked.give_reason, name="list-reason"),
    path(f"{_list}clear/", picked.clear, name="list-clear"),
    path(f"{_list}sheet/", picked.sheet, name="sheet"),
    path(f"{_list}fax/", picked.fax, name="list-fax"),
    path(f"{_list}list.csv", picked.as_csv, name="list-csv"),
    path("<slug:region>/map.json", geojson.places, name="map"),
    path("<slug:region>/outlines.json", geojson.outlines, name="outlines"),
    path("", include("renkei.directory.out_urls")),
    path("", include("renkei.directory.desk_urls")),
]
