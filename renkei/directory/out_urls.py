"""Addresses of what is handed out and of the coverage; part of the directory's addresses."""

from django.urls import path

from renkei.directory.views import coverage, open_data

_data = "<slug:region>/open-data/"
_coverage = "<slug:region>/desk/resources/coverage/"
urlpatterns = [
    path(_data, open_data.open_data, name="open-data"),
    path(f"{_data}<str:name>", open_data.open_data_file, name="open-data-file"),
    path(_coverage, coverage.resources_coverage, name="coverage"),
    path(f"{_coverage}table.csv", coverage.coverage_table, name="coverage-table"),
]
