"""Start of the programme app."""

from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    name = "renkei.programme"
    verbose_name = "事業"
