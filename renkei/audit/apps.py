"""Start of the audit app."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "renkei.audit"
    verbose_name = "操作の記録"
