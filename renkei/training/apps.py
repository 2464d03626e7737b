"""Start of the training app."""

from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "renkei.training"
    verbose_name = "研修"
