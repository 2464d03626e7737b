"""Start of the documents app."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "renkei.documents"
    verbose_name = "文書"
