"""Start of the council app."""

from django.apps import AppConfig


class CouncilConfig(AppConfig):
    name = "renkei.council"
    verbose_name = "会議・協議会"
