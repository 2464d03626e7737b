"""Start of the liaison app."""

from django.apps import AppConfig


class LiaisonConfig(AppConfig):
    name = "renkei.liaison"
    verbose_name = "訪問"
