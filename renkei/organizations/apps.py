"""Start of the organizations app."""

from django.apps import AppConfig


class OrganizationsConfig(AppConfig):
    name = "renkei.organizations"
    verbose_name = "団体と施設"
