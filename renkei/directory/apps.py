"""Start of the directory app."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "renkei.directory"
    verbose_name = "社会資源"
