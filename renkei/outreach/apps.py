"""Start of the outreach app."""

from django.apps import AppConfig


class OutreachConfig(AppConfig):
    name = "renkei.outreach"
    verbose_name = "普及啓発"
