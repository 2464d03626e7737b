"""Start of the council app."""

from django.apps import AppConfig

from renkei.core.registry import Place, registry
from renkei.programme.policies import may_open_desk


class CouncilConfig(AppConfig):
    name = "renkei.council"
    verbose_name = "会議・協議会"

    def ready(self) -> None:
        registry.places.append(Place("work", 20, "会議・協議会", "council:meetings", may_open_desk))
