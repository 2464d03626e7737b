"""Start of the training app."""

from django.apps import AppConfig

from renkei.core.registry import Place, registry
from renkei.programme.policies import may_open_desk


class TrainingConfig(AppConfig):
    name = "renkei.training"
    verbose_name = "研修"

    def ready(self) -> None:
        registry.places.append(Place("work", 30, "研修", "training:trainings", may_open_desk))
