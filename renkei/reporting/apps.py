"""Start of the reporting app."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "renkei.reporting"
    verbose_name = "報告と資料"
