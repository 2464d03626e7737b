"""Start of the geo app."""

from django.apps import AppConfig


class GeoConfig(AppConfig):
    name = "renkei.geo"
    verbose_name = "地域"
