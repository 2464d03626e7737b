"""Start of the vocabulary app."""

from django.apps import AppConfig


class VocabularyConfig(AppConfig):
    name = "renkei.vocabulary"
    verbose_name = "用語"
