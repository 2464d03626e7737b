"""Start of the liaison app."""

from django.apps import AppConfig

from renkei.core.registry import Place, registry
from renkei.programme.policies import may_open_desk


class LiaisonConfig(AppConfig):
    name = "renkei.liaison"
    verbose_name = "訪問"

    def ready(self) -> None:
        registry.places.append(Place("work", 10, "訪問", "liaison:visits", may_open_desk))
