"""Start of the demo app."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "renkei.demo"
    verbose_name = "見本"
